#include "signal/likeness.h"

#include "base/partitions.h"
#include "signal/constants.h"
#include "text/bigrams.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

namespace shouxin::signal {

namespace {

constexpr std::size_t nearest_count = constants::nearest_reviews;

struct Sketch {
    std::uint32_t bucket;
    std::uint32_t review;
};

std::uint32_t min_hash(std::span<const std::uint16_t> words, std::uint32_t which) {
    std::uint32_t least = 0xffffffff;
    for (const std::uint16_t word : words) {
        std::uint64_t mixed = (std::uint64_t{which} << 32 | word) * 0x9e3779b97f4a7c15ULL;
        mixed ^= mixed >> 29;
        mixed *= 0xbf58476d1ce4e5b9ULL;
        least = std::min(least, static_cast<std::uint32_t>(mixed >> 32));
    }
    return least;
}

// The five greatest likenesses so far, greatest first, each of another review.
struct Nearest {
    std::array<std::int16_t, nearest_count> likeness{};
    std::array<std::uint32_t, nearest_count> review{};

    // What another must exceed to matter.
    [[nodiscard]] std::int16_t least() const { return likeness.back(); }

    [[nodiscard]] bool holds(std::uint32_t other) const {
        bool found = false;
        for (std::size_t i = 0; i < nearest_count; ++i) {
            found = found || (likeness[i] > 0 && review[i] == other);
        }
        return found;
    }

    // REQUIRES: !holds(other).
    void offer(std::int16_t value, std::uint32_t other) {
        for (std::size_t i = 0; i < nearest_count; ++i) {
            if (value > likeness[i]) {
                std::swap(value, likeness[i]);
                std::swap(other, review[i]);
            }
        }
    }
};

// A bit for each word, of 64.
std::uint64_t mark(std::span<const std::uint16_t> words) {
    std::uint64_t bits = 0;
    for (const std::uint16_t word : words) {
        bits |= std::uint64_t{1} << (word % 64);
    }
    return bits;
}

// No likeness is above this: a bit that only one of them has is a word that only it has.
std::int32_t most_alike(
    std::size_t words_a, std::uint64_t mark_a, std::size_t words_b, std::uint64_t mark_b) {
    const auto only_a = static_cast<std::size_t>(std::popcount(mark_a & ~mark_b));
    const auto only_b = static_cast<std::size_t>(std::popcount(mark_b & ~mark_a));
    const std::size_t both = std::min(words_a - only_a, words_b - only_b);
    return static_cast<std::int32_t>(both * 1000 / (words_a + words_b - both));
}

// What is known of the reviews while they are compared.
struct Comparing {
    explicit Comparing(const Reviews& those) : reviews(those), nearest(those.rows().size()) {
        marks.reserve(nearest.size());
        for (const Review& review : those.rows().all()) {
            marks.push_back(mark(those.words(review)));
        }
    }

    const Reviews& reviews;
    std::vector<std::uint64_t> marks;
    std::vector<Nearest> nearest;
};

void compare_pair(Comparing& comparing, std::uint32_t a, std::uint32_t b) {
    auto& [reviews, marks, nearest] = comparing;
    const Review& one = reviews.rows().all()[a];
    const Review& other = reviews.rows().all()[b];
    const std::int16_t exceeded = std::min(nearest[a].least(), nearest[b].least());
    if (one.account == other.account ||
        most_alike(one.words, marks[a], other.words, marks[b]) <= exceeded) {
        return;
    }
    // Who met in a bucket before: since then, what each must exceed has only grown.
    if (nearest[a].holds(b) || nearest[b].holds(a)) {
        return;
    }
    const auto alike =
        static_cast<std::int16_t>(text::jaccard_permille(reviews.words(one), reviews.words(other)));
    nearest[a].offer(alike, b);
    nearest[b].offer(alike, a);
}

using Sketches = std::vector<Sketch>;

// Sorted by bucket.
Sketches sketch(const Reviews& reviews, std::uint32_t which) {
    const auto rows = reviews.rows().all();
    Sketches sketches;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        if (rows[i].posted() && rows[i].words > 0) {
            sketches.push_back({min_hash(reviews.words(rows[i]), which), i});
        }
    }
    std::ranges::sort(sketches, {}, [](const Sketch& s) { return std::tie(s.bucket, s.review); });
    return sketches;
}

// The buckets that begin within `part`: a review is in one, so they don't meet.
void compare_buckets(Comparing& comparing, std::span<const Sketch> sketches, Stretch part) {
    const auto begins = [&](std::size_t i) {
        return i == 0 || sketches[i].bucket != sketches[i - 1].bucket;
    };
    std::size_t first = part.first;
    while (first < part.end && !begins(first)) {
        ++first;
    }
    if (first == part.end) {
        return;
    }
    for (std::size_t i = first; i < sketches.size(); ++i) {
        if (begins(i)) {
            if (i >= part.end) {
                break;
            }
            first = i;
        }
        const std::size_t candidates = std::min(i - first, constants::bucket_candidates);
        for (std::size_t j = i - candidates; j < i; ++j) {
            compare_pair(comparing, sketches[i].review, sketches[j].review);
        }
    }
}

void compare_words(const Reviews& reviews, Executor& executor, std::vector<Likeness>& found) {
    Comparing comparing(reviews);
    std::array<Sketches, constants::min_hashes> rounds;
    executor.run(rounds.size(), [&](std::size_t which) {
        rounds[which] = sketch(reviews, static_cast<std::uint32_t>(which));
    });
    for (Sketches& sketches : rounds) {  // in turn: each goes on from what the last one found
        const auto many = static_cast<std::uint32_t>(sketches.size());
        for_each_partition(
            executor, many, [&](Stretch part) { compare_buckets(comparing, sketches, part); });
        sketches = {};
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        std::int32_t sum = 0;
        for (const std::int16_t likeness : comparing.nearest[i].likeness) {
            sum += likeness;
        }
        found[i].nearest =
            static_cast<std::int16_t>(sum / static_cast<std::int32_t>(nearest_count));
    }
}

void compare_images(const Reviews& reviews, std::vector<Likeness>& found) {
    struct Picture {
        std::uint32_t image, account, review;
    };

    std::vector<Picture> pictures;
    const auto rows = reviews.rows().all();
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        for (const std::uint32_t image : reviews.images(rows[i])) {
            pictures.push_back({image, rows[i].account.value, i});
        }
    }
    std::ranges::sort(
        pictures, {}, [](const Picture& p) { return std::tie(p.image, p.account, p.review); });
    for (std::size_t i = 0; i < pictures.size();) {
        std::size_t end = i;
        while (end < pictures.size() && pictures[end].image == pictures[i].image) {
            ++end;
        }
        const bool shared = pictures[i].account != pictures[end - 1].account;
        for (; i < end; ++i) {
            found[pictures[i].review].images_shared = static_cast<std::uint16_t>(
                found[pictures[i].review].images_shared + (shared ? 1 : 0));
        }
    }
}

}  // namespace

std::vector<Likeness> compare(const Reviews& reviews, Executor& executor) {
    std::vector<Likeness> found(reviews.rows().size());
    compare_words(reviews, executor, found);
    compare_images(reviews, found);
    return found;
}

}  // namespace shouxin::signal
