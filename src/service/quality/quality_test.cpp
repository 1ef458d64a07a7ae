#include "service/quality/quality.h"

#include <gtest/gtest.h>

namespace shouxin::service {
namespace {

using policy::Outcome;
using proof::Json;

constexpr std::int64_t monday_ms = 1'795'392'000'000;  // 2026-11-23T00:00:00Z

std::int64_t at(const Json& json, std::initializer_list<std::string_view> path) {
    const Json* found = &json;
    for (const std::string_view key : path) {
        found = found->find(key);
        if (found == nullptr) {
            ADD_FAILURE() << key;
            return -1;
        }
    }
    return found->as_integer() == nullptr ? -1 : *found->as_integer();
}

TEST(Quality, CountsWhatTheRulesSaidAgainstWhatPeopleSay) {
    Quality quality;
    const auto add = [&](int times, Judged judged) {
        for (int i = 0; i < times; ++i) {
            quality.add(judged);
        }
    };
    add(3, {true, Outcome::block, false, 2, monday_ms});
    add(17, {false, Outcome::block, false, 2, monday_ms});
    add(5, {true, Outcome::review, false, 2, monday_ms - 1});
    add(2, {true, Outcome::allow, false, 0, monday_ms});
    add(4, {true, Outcome::block, true, 3, monday_ms});
    add(6, {true, Outcome::allow, true, 3, monday_ms});
    const Json told = quality.told();
    EXPECT_EQ(at(told, {"all", "labelled"}), 37);
    EXPECT_EQ(at(told, {"all", "fake"}), 20);
    EXPECT_EQ(at(told, {"all", "blocked", "precision", "part"}), 7);
    EXPECT_EQ(at(told, {"all", "blocked", "precision", "of"}), 24);
    EXPECT_EQ(at(told, {"all", "blocked_or_reviewed", "recall", "part"}), 12);
    EXPECT_EQ(at(told, {"all", "blocked_or_reviewed", "recall", "ppm"}), 600'000);
    EXPECT_EQ(at(told, {"held_out", "labelled"}), 10);
    EXPECT_EQ(at(told, {"held_out", "blocked", "recall", "ppm"}), 400'000);
    EXPECT_EQ(at(told, {"held_out", "blocked", "precision", "ppm"}), 1'000'000);
    const Json::Array& weeks = *told.find("by_week")->as_array();
    ASSERT_EQ(weeks.size(), 2U);
    EXPECT_EQ(*weeks[0].find("week")->as_text(), "2026-11-16");
    EXPECT_EQ(at(weeks[0], {"labelled"}), 5);
    EXPECT_EQ(*weeks[1].find("week")->as_text(), "2026-11-23");
    const Json::Array& policies = *told.find("by_policy")->as_array();
    ASSERT_EQ(policies.size(), 3U);
    EXPECT_TRUE(policies[0].find("policy")->is_null()) << "nothing was decided";
    // Newcombe (1998) has 3 of 20 ... as 0.0524 to 0.3604.
    const auto& version2 = policies[1];
    EXPECT_EQ(at(version2, {"blocked", "precision", "part"}), 3);
    EXPECT_EQ(at(version2, {"blocked", "precision", "low_ppm"}) / 1000, 52);
    EXPECT_EQ(at(version2, {"blocked", "precision", "high_ppm"}) / 1000, 360);
}

TEST(Quality, WithoutLabelsItSaysNothing) {
    const Json told = Quality().told();
    EXPECT_EQ(at(told, {"all", "labelled"}), 0);
    EXPECT_TRUE(told.find("all")->find("blocked")->find("precision")->find("ppm")->is_null());
}

}  // namespace
}  // namespace shouxin::service
