#include "runtime/policy_file.h"

#include <gtest/gtest.h>

#include <string>

namespace shouxin::runtime {
namespace {

TEST(PolicyFile, sets_thresholds_and_keeps_the_defaults_of_what_it_leaves_out) {
    const auto both = parse_policy("[orders]\nreview = 0.25  # softer\nblock = 1\n", "p.toml");
    ASSERT_TRUE(both.has_value()) << both.error().message;
    EXPECT_EQ(both->review_ppm, 250'000U);
    EXPECT_EQ(both->block_ppm, 1'000'000U);
    const auto one = parse_policy("orders.block = 0.95", "p.toml");
    ASSERT_TRUE(one.has_value());
    EXPECT_EQ(one->review_ppm, 500'000U);
    EXPECT_EQ(one->block_ppm, 950'000U);
    ASSERT_TRUE(parse_policy("", "p.toml").has_value());
}

TEST(PolicyFile, says_where_and_what_is_wrong) {
    const auto complaint = [](std::string_view text) {
        const auto refused = parse_policy(text, "p.toml");
        return refused ? std::string("accepted") : refused.error().message;
    };
    EXPECT_EQ(
        complaint("[orders]\nreveiw = 0.5"),
        "p.toml:2:1: unknown key 'reveiw'; known are review and block");
    EXPECT_EQ(complaint("\n[rules]\n"), "p.toml:2:2: unknown key 'rules'; known is [orders]");
    EXPECT_EQ(complaint("orders = 1"), "p.toml:1:10: orders must be a table; write [orders]");
    for (const char* value : {"1.5", "-0.1", "nan", "inf", "\"0.5\"", "true", "[0.5]"}) {
        EXPECT_EQ(
            complaint("[orders]\nblock = " + std::string(value)),
            "p.toml:2:9: block must be a number from 0 to 1");
    }
    EXPECT_EQ(
        complaint("[orders]\nreview = 0.95"),
        "p.toml: orders.review must not be above orders.block");
    EXPECT_TRUE(complaint("[orders]\nblock = \n").starts_with("p.toml:2:"))
        << complaint("[orders]\nblock = \n");
    EXPECT_TRUE(complaint("\xff").starts_with("p.toml:1:")) << complaint("\xff");
}

}  // namespace
}  // namespace shouxin::runtime
