#include "signal/likeness.h"

#include "base/partitions.h"
#include "signal/constants.h"
#include "text/bigrams.h"

#include <algorithm>
#include <array>
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

// A bit for each word, of 256.
using Marks = std::array<std::uint64_t, 4>;

// A review in brief: enough to dismiss most pairs.
struct Brief {
    Marks marks{};
    std::uint32_t account = 0;
    std::uint16_t words = 0;
    std::uint16_t hidden = 0;  // words whose bit another of its words has set
    std::int16_t least = 0;    // of the likenesses of its nearest: what another must exceed
};

// std::popcount is a call where the instruction can't be taken for granted.
std::uint32_t count_common(const Marks& a, const Marks& b) {
    constexpr std::uint64_t ones = 0x0101010101010101;
    std::uint64_t by_byte = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::uint64_t bits = a[i] & b[i];
        bits -= (bits >> 1) & (ones * 0x55);
        bits = (bits & (ones * 0x33)) + ((bits >> 2) & (ones * 0x33));
        by_byte += (bits + (bits >> 4)) & (ones * 0x0f);
    }
    constexpr std::uint64_t bytes = 0x00ff00ff00ff00ff;
    const std::uint64_t by_pair = (by_byte & bytes) + ((by_byte >> 8) & bytes);
    return static_cast<std::uint32_t>(by_pair * 0x0001000100010001 >> 48);
}

Brief brief(const Review& review, std::span<const std::uint16_t> words) {
    Brief made{{}, review.account.value, review.words};
    for (const std::uint16_t word : words) {
        made.marks[word / 64 % 4] |= std::uint64_t{1} << (word % 64);
    }
    made.hidden = static_cast<std::uint16_t>(words.size() - count_common(made.marks, made.marks));
    return made;
}

// May their likeness exceed what one of them asks for? They share a word at most for each bit that
// both have, and for each word that has no bit of its own.
bool may_matter(const Brief& a, const Brief& b) {
    const std::uint32_t in_both = count_common(a.marks, b.marks) + std::min(a.hidden, b.hidden);
    const std::uint32_t in_any = std::uint32_t{a.words} + b.words - in_both;
    const auto wanted = static_cast<std::uint32_t>(std::min(a.least, b.least)) + 1;
    return in_both * 1000 >= wanted * in_any;
}

// What is known of the reviews while they are compared.
struct Comparing {
    explicit Comparing(const Reviews& those) : reviews(those), nearest(those.rows().size()) {
        briefs.reserve(nearest.size());
        for (const Review& review : those.rows().all()) {
            briefs.push_back(brief(review, those.words(review)));
        }
    }

    void offer(std::uint32_t to, std::int16_t likeness, std::uint32_t other) {
        nearest[to].offer(likeness, other);
        briefs[to].least = nearest[to].likeness.back();
    }

    const Reviews& reviews;
    std::vector<Brief> briefs;
    std::vector<Nearest> nearest;
};

void compare_pair(Comparing& comparing, std::uint32_t a, std::uint32_t b) {
    const auto& [reviews, briefs, nearest] = comparing;
    if (briefs[a].account == briefs[b].account || !may_matter(briefs[a], briefs[b])) {
        return;
    }
    // Who met in a bucket before: since then, what each must exceed has only grown.
    if (nearest[a].holds(b) || nearest[b].holds(a)) {
        return;
    }
    const auto words = [&](std::uint32_t i) { return reviews.words(reviews.rows().all()[i]); };
    const auto alike = static_cast<std::int16_t>(text::jaccard_permille(words(a), words(b)));
    comparing.offer(a, alike, b);
    comparing.offer(b, alike, a);
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
