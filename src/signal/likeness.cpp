#include "signal/likeness.h"

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

    // What another must exceed to matter.
    [[nodiscard]] std::int16_t least() const { return likeness.back(); }

    void offer(std::int16_t value, std::uint32_t other) {
        const auto taken = [&](std::size_t i) { return likeness[i] > 0 && review[i] == other; };
        for (std::size_t i = 0; i < nearest_count; ++i) {
            if (taken(i)) {
                return;
            }
        }
        for (std::size_t i = 0; i < nearest_count; ++i) {
            if (value > likeness[i]) {
                std::swap(value, likeness[i]);
                std::swap(other, review[i]);
            }
        }
    }
};

void compare_bucket(
    const Reviews& reviews, std::span<const Sketch> bucket, std::vector<Nearest>& nearest) {
    const auto rows = reviews.rows().all();
    for (std::size_t i = 0; i < bucket.size(); ++i) {
        const Review& one = rows[bucket[i].review];
        const std::size_t first =
            i > constants::bucket_candidates ? i - constants::bucket_candidates : 0;
        for (std::size_t j = first; j < i; ++j) {
            const Review& other = rows[bucket[j].review];
            Nearest& of_one = nearest[bucket[i].review];
            Nearest& of_other = nearest[bucket[j].review];
            const std::int32_t at_most =
                1000 * std::min(one.words, other.words) / std::max(one.words, other.words);
            if (one.account == other.account ||
                at_most <= std::min(of_one.least(), of_other.least())) {
                continue;
            }
            const auto alike = static_cast<std::int16_t>(
                text::jaccard_permille(reviews.words(one), reviews.words(other)));
            of_one.offer(alike, bucket[j].review);
            of_other.offer(alike, bucket[i].review);
        }
    }
}

void compare_words(const Reviews& reviews, std::vector<Likeness>& found) {
    const auto rows = reviews.rows().all();
    std::vector<Nearest> nearest(rows.size());
    std::vector<Sketch> sketches;
    for (std::uint32_t which = 0; which < constants::min_hashes; ++which) {
        sketches.clear();
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            if (rows[i].posted() && rows[i].words > 0) {
                sketches.push_back({min_hash(reviews.words(rows[i]), which), i});
            }
        }
        std::ranges::sort(
            sketches, {}, [](const Sketch& s) { return std::tie(s.bucket, s.review); });
        for (std::size_t i = 0; i < sketches.size();) {
            std::size_t end = i;
            while (end < sketches.size() && sketches[end].bucket == sketches[i].bucket) {
                ++end;
            }
            compare_bucket(reviews, std::span(sketches).subspan(i, end - i), nearest);
            i = end;
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::int32_t sum = 0;
        for (const std::int16_t likeness : nearest[i].likeness) {
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

std::vector<Likeness> compare(const Reviews& reviews) {
    std::vector<Likeness> found(reviews.rows().size());
    compare_words(reviews, found);
    compare_images(reviews, found);
    return found;
}

}  // namespace shouxin::signal
