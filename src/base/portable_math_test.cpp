#include "base/portable_math.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>

namespace shouxin {
namespace {

// Distance in units in the last place between two doubles of one sign.
std::int64_t ulps_between(double a, double b) {
    return std::abs(std::bit_cast<std::int64_t>(a) - std::bit_cast<std::int64_t>(b));
}

TEST(PortableMath, log_agrees_with_libm_to_the_last_places) {
    EXPECT_EQ(portable_log(1.0), 0.0);
    for (double x = 1e-300; x < 1e300; x *= 1.37) {
        ASSERT_LE(ulps_between(portable_log(x), std::log(x)), 2) << x;
    }
    for (double x = 0.25; x < 4.0; x += 0.000117) {
        ASSERT_LE(ulps_between(portable_log(x), std::log(x)), 2) << x;
    }
}

TEST(PortableMath, exp_agrees_with_libm_to_the_last_places) {
    EXPECT_EQ(portable_exp(0.0), 1.0);
    for (double x = -700.0; x < 709.0; x += 0.0137) {
        ASSERT_LE(ulps_between(portable_exp(x), std::exp(x)), 2) << x;
    }
}

TEST(PortableMath, exp_saturates) {
    EXPECT_EQ(portable_exp(-1e9), 0.0);
    EXPECT_EQ(portable_exp(1e9), HUGE_VAL);
}

// Frozen: if these bits change, so does every simulated world.
TEST(PortableMath, bits_are_frozen) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(portable_log(10.0)), 0x40026bb1bbb55516U);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(portable_exp(1.0)), 0x4005bf0a8b14576aU);
}

}  // namespace
}  // namespace shouxin
