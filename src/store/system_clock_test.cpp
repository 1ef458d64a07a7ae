#include "store/system_clock.h"

#include <gtest/gtest.h>

#include <ctime>

namespace shouxin::store {
namespace {

TEST(SystemClockTest, IsTheMachinesAndSteadyNeverGoesBack) {
    const SystemClock clock;
    const std::int64_t before = std::int64_t{std::time(nullptr)} * 1000;
    const std::int64_t now = clock.now_ms();
    EXPECT_GE(now + 1000, before);  // time() may lag behind by a tick
    EXPECT_LE(now, (std::int64_t{std::time(nullptr)} + 2) * 1000);
    std::int64_t last = clock.steady_ns();
    for (int i = 0; i < 1000; ++i) {
        const std::int64_t next = clock.steady_ns();
        EXPECT_LE(last, next);
        last = next;
    }
}

}  // namespace
}  // namespace shouxin::store
