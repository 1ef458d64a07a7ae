#include "base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <rapidcheck.h>
#include <vector>

namespace shouxin {
namespace {

struct Moments {
    double mean;
    double deviation;
};

template <class Draw>
Moments moments(Draw draw) {
    constexpr int draws = 200'000;
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < draws; ++i) {
        const auto x = static_cast<double>(draw());
        sum += x;
        squares += x * x;
    }
    const double mean = sum / draws;
    return {mean, std::sqrt(squares / draws - mean * mean)};
}

// Frozen: if these bytes change, so does every simulated world.
TEST(Random, bytes_are_frozen) {
    Random random(7);
    EXPECT_EQ(random.next_u64(), 0xb358faf74ef9765aU);
    EXPECT_EQ(random.fork("orders").next_u64(), 0xc505b37f073768f4U);
    EXPECT_EQ(random.fork(3).next_u64(), 0x60841dc087f3ed08U);
    EXPECT_EQ(random.normal(), -0x1.00123db8e278dp-1);
    EXPECT_EQ(random.lognormal(100.0, 1.0), 0x1.4b83f27d63612p+5);
}

// xoshiro256**'s first output is rotl(s1 * 5, 7) * 9, where s1 is SplitMix64's second output:
// for seed 0 that output is published.
TEST(Random, is_seeded_as_its_authors_advise) {
    const std::uint64_t second = 0x6e789e6aa1b965f4ULL;
    const std::uint64_t times_5 = second * 5;
    EXPECT_EQ(Random(0).next_u64(), ((times_5 << 7U) | (times_5 >> 57U)) * 9);
}

TEST(Random, a_fork_ignores_what_was_drawn_before) {
    Random random(1);
    const std::uint64_t before = random.fork("reviews").next_u64();
    random.next_u64();
    EXPECT_EQ(random.fork("reviews").next_u64(), before);
    EXPECT_NE(random.fork("parcels").next_u64(), before);
    EXPECT_NE(Random(2).fork("reviews").next_u64(), before);
    EXPECT_NE(random.fork(0).next_u64(), random.fork(1).next_u64());
    EXPECT_NE(random.fork(0).next_u64(), Random(1).next_u64());
}

TEST(Random, uniform_int_stays_within_both_ends) {
    const bool holds = rc::check([](std::uint64_t seed, std::int64_t a, std::int64_t b) {
        const auto [lo, hi] = std::minmax(a, b);
        const std::int64_t drawn = Random(seed).uniform_int(lo, hi);
        RC_ASSERT(lo <= drawn);
        RC_ASSERT(drawn <= hi);
    });
    EXPECT_TRUE(holds);
    constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    Random random(1);
    EXPECT_NE(random.uniform_int(lowest, highest), random.uniform_int(lowest, highest));
    EXPECT_EQ(random.uniform_int(5, 5), 5);
}

TEST(Random, a_die_is_fair) {
    Random random(11);
    std::vector<int> faces(6);
    for (int i = 0; i < 60'000; ++i) {
        ++faces[static_cast<std::size_t>(random.uniform_int(1, 6) - 1)];
    }
    for (const int count : faces) {
        EXPECT_NEAR(count, 10'000, 400);
    }
}

TEST(Random, chance_is_certain_at_its_ends) {
    Random random(3);
    for (int i = 0; i < 1000; ++i) {
        EXPECT_FALSE(random.chance(0.0));
        EXPECT_TRUE(random.chance(1.0));
    }
}

TEST(Random, distributions_have_their_moments) {
    Random random(5);
    const Moments normal = moments([&] { return random.normal(3.0, 2.0); });
    EXPECT_NEAR(normal.mean, 3.0, 0.02);
    EXPECT_NEAR(normal.deviation, 2.0, 0.02);
    const Moments exponential = moments([&] { return random.exponential(4.0); });
    EXPECT_NEAR(exponential.mean, 4.0, 0.05);
    EXPECT_NEAR(exponential.deviation, 4.0, 0.06);
    const Moments lognormal = moments([&] { return random.lognormal(10.0, 0.5); });
    EXPECT_NEAR(lognormal.mean, 10.0 * std::exp(0.125), 0.06);
}

TEST(Random, poisson_has_its_moments_on_both_sides_of_its_switch) {
    Random random(6);
    for (const double mean : {0.5, 12.0, 400.0}) {
        const Moments poisson = moments([&] { return random.poisson(mean); });
        EXPECT_NEAR(poisson.mean, mean, 0.01 * mean + 0.01);
        EXPECT_NEAR(poisson.deviation, std::sqrt(mean), 0.01 * std::sqrt(mean) + 0.01);
    }
    EXPECT_EQ(random.poisson(0.0), 0);
}

TEST(Random, shuffle_moves_but_keeps_everything) {
    std::vector<int> cards(52);
    for (std::size_t i = 0; i < cards.size(); ++i) {
        cards[i] = static_cast<int>(i);
    }
    std::vector<int> shuffled = cards;
    Random(9).shuffle(shuffled);
    EXPECT_NE(shuffled, cards);
    EXPECT_TRUE(std::is_permutation(shuffled.begin(), shuffled.end(), cards.begin()));
}

TEST(WeightedPick, follows_its_weights) {
    const WeightedPick pick(std::vector<double>{1.0, 0.0, 3.0});
    Random random(13);
    std::vector<int> counts(3);
    for (int i = 0; i < 40'000; ++i) {
        ++counts[pick(random)];
    }
    EXPECT_NEAR(counts[0], 10'000, 400);
    EXPECT_EQ(counts[1], 0);
    EXPECT_NEAR(counts[2], 30'000, 400);
}

TEST(WeightedPick, zipf_halves_at_the_second_row) {
    const WeightedPick pick = WeightedPick::zipf(1000, 1.0);
    Random random(17);
    std::vector<double> counts(1000);
    for (int i = 0; i < 400'000; ++i) {
        counts[pick(random)] += 1.0;
    }
    EXPECT_NEAR(counts[0] / counts[1], 2.0, 0.1);
    EXPECT_NEAR(counts[0] / counts[9], 10.0, 1.0);
}

}  // namespace
}  // namespace shouxin
