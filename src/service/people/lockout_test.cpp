#include "service/people/lockout.h"

#include <gtest/gtest.h>

#include <string>

namespace shouxin::service {
namespace {

TEST(Lockout, WaitsDoubleUpToTheLongestAndAreForgotten) {
    const LockoutOptions options;
    Lockout lockout(options);
    std::int64_t now = 1'000;
    std::int64_t waited = 0;
    for (int i = 0; i < 30; ++i) {
        ASSERT_FALSE(lockout.begin("lin", std::to_string(i), now));
        waited = lockout.begin("lin", "other", now).value_or(0);
        now += waited;
    }
    EXPECT_EQ(waited, options.longest_wait_ms);
    now += options.forget_ms;
    EXPECT_FALSE(lockout.begin("lin", "other", now));
    EXPECT_EQ(lockout.of("lin").count, 1);
}

TEST(Lockout, AFullTableForgetsTheLeastFailedAndOldest) {
    Lockout lockout({.entries_max = 3});
    for (int i = 0; i < 6; ++i) {
        EXPECT_EQ(lockout.begin("guessed", "c1", 1).has_value(), i >= 5);
    }
    EXPECT_FALSE(lockout.begin("old", "c2", 2));
    for (int i = 0; i < 100; ++i) {
        EXPECT_FALSE(lockout.begin("name" + std::to_string(i), "a" + std::to_string(i), 3 + i));
    }
    EXPECT_TRUE(lockout.begin("guessed", "c3", 103)) << "many names don't free one that is locked";
    EXPECT_EQ(lockout.of("old").count, 0);
}

TEST(Lockout, OfOneClientOnlyTheAttemptThatSucceededIsForgiven) {
    Lockout lockout({.client_failures_free = 3});
    EXPECT_FALSE(lockout.begin("a1", "client", 1));
    EXPECT_FALSE(lockout.begin("a2", "client", 1));
    EXPECT_FALSE(lockout.begin("own", "client", 1));
    lockout.succeeded("own", "client");
    EXPECT_FALSE(lockout.begin("a3", "client", 1));
    EXPECT_TRUE(lockout.begin("a4", "client", 1));
}

TEST(Lockout, AClientIsTheFirstHalfOfAnIPv6Address) {
    EXPECT_EQ(client_key("2001:db8:1:2::1"), client_key("2001:db8:1:2:ffff::9"));
    EXPECT_NE(client_key("2001:db8:1:2::1"), client_key("2001:db8:1:3::1"));
    EXPECT_NE(client_key("::ffff:192.0.2.1"), client_key("::ffff:192.0.2.2"));
    EXPECT_EQ(client_key("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(client_key("not an address"), "not an address");
}

}  // namespace
}  // namespace shouxin::service
