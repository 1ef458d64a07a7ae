// Evidence: close to the true logarithms, and bounds that bound.
#include "ring/evidence.h"

#include "ring/tally.h"

#include <gtest/gtest.h>

#include <cmath>

namespace shouxin::ring {
namespace {

TEST(Evidence, logarithm_within_one_thousandth) {
    for (double x = 1e-12; x < 1e15; x *= 1.0037) {
        EXPECT_NEAR(static_cast<double>(log_of(x)), 1000 * std::log(x), 1.0) << x;
    }
    EXPECT_NEAR(static_cast<double>(log_of(1.0)), 0, 1);
}

TEST(Evidence, surprise_grows_with_what_is_found_and_is_never_negative) {
    EXPECT_EQ(surprise_of(2, 2), 0);
    EXPECT_EQ(surprise_of(1, 2), 0);
    EXPECT_EQ(surprise_of(0, 0.1), 0);
    Evidence before = 0;
    for (int found = 3; found < 50; ++found) {
        EXPECT_GT(surprise_of(found, 2), before);
        before = surprise_of(found, 2);
    }
}

// P(X >= x) for X binomial (n, p), summed up.
double tail(int n, int x, double p) {
    double sum = 0;
    for (int k = x; k <= n; ++k) {
        sum += std::exp(
            std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(p) +
            (n - k) * std::log(1 - p));
    }
    return sum;
}

TEST(Evidence, excess_bounds_the_binomial_tail) {
    for (const double p : {0.01, 0.1, 0.5, 0.9}) {
        for (int x = 0; x <= 40; ++x) {
            EXPECT_LE(
                tail(40, x, p), std::exp(-static_cast<double>(excess_of(x, 40, p)) / 1000) + 1e-9)
                << x << " of 40 at " << p;
        }
    }
    EXPECT_EQ(excess_of(0, 0, 0.5), 0);
    EXPECT_EQ(excess_of(5, 10, 0), 0);
    EXPECT_NEAR(static_cast<double>(excess_of(10, 10, 0.5)), 10 * std::log(2.0) * 1000, 1);
}

TEST(Tally, one_edge_weighs_less_than_many_and_silence_speaks_against) {
    Tally nothing;
    EXPECT_FALSE(nothing.convicts(5, rarity_of(1000, 10)));
    Tally five;
    for (int i = 0; i < 5; ++i) {
        five.add(100);
    }
    EXPECT_TRUE(five.convicts(5, rarity_of(1000, 10)));
    EXPECT_FALSE(five.convicts(5, 30 * nat));
    Tally weak;
    for (int i = 0; i < 5; ++i) {
        weak.add(0.1);
    }
    EXPECT_FALSE(weak.convicts(5, rarity_of(1000, 10)));
}

}  // namespace
}  // namespace shouxin::ring
