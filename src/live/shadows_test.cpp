#include "live/shadows.h"

#include "base/archive.h"
#include "base/memory_stream_test.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace shouxin::live {
namespace {

using policy::Outcome;
using proof::Json;

policy::Policy policy_of(std::size_t shadows) {
    std::string text =
        "[[rule]]\nname = 'live'\non = 'order'\nwhen = 'order.ring'\noutcome = 'block'\n";
    for (std::size_t i = 0; i < shadows; ++i) {
        text += fmt::format(
            "[[rule]]\nname = 's{}'\non = 'order'\nwhen = 'order.amount > ¥{}'\noutcome = "
            "'review'\n"
            "actions = ['open_case']\nmode = 'shadow'\n",
            i,
            i + 1);
    }
    return policy::compile(text).value();
}

policy::Evaluation fired(std::vector<std::uint16_t> shadow, Outcome outcome = Outcome::allow) {
    policy::Evaluation evaluation;
    evaluation.shadow = std::move(shadow);
    evaluation.outcome = outcome;
    return evaluation;
}

std::string counts_of(const Json& rules, std::size_t rule) {
    return rules.as_array()->at(rule).find("counts")->text();
}

TEST(Shadows, count_each_subject_once_by_what_it_was_answered) {
    const policy::Policy policy = policy_of(2);
    Shadows shadows(policy);
    Shadows::Seen a = shadows.count(fired({1}), 0, "a", 200'000, 500);
    a = shadows.count(fired({1, 2}, Outcome::block), a, "a", 900'000, 500);
    EXPECT_EQ(shadows.count(fired({1, 2}), a, "a", 900'000, 500), a);
    EXPECT_NE(shadows.count(fired({1}, Outcome::review), 0, "b", 400'000, 300), 0);
    const Json rules = shadows.json(policy);
    EXPECT_EQ(
        counts_of(rules, 0),
        R"({"amount":800,"answered":[{"amount":500,"outcome":"allow","subjects":1},)"
        R"({"amount":300,"outcome":"review","subjects":1},)"
        R"({"amount":0,"outcome":"block","subjects":0}],)"
        R"("examples":["b","a"],"probability_ppm":300000,"subjects":2})");
    EXPECT_EQ(
        counts_of(rules, 1),
        R"({"amount":500,"answered":[{"amount":0,"outcome":"allow","subjects":0},)"
        R"({"amount":0,"outcome":"review","subjects":0},)"
        R"({"amount":500,"outcome":"block","subjects":1}],)"
        R"("examples":["a"],"probability_ppm":900000,"subjects":1})");
    EXPECT_EQ(
        rules.as_array()->at(0).find("actions")->text() +
            rules.as_array()->at(0).find("name")->text(),
        R"(["open_case"]"s0")");
}

TEST(Shadows, who_is_held_out_was_answered_allow) {
    const policy::Policy policy = policy_of(1);
    Shadows shadows(policy);
    policy::Evaluation evaluation = fired({1}, Outcome::block);
    evaluation.held_out = true;
    (void)shadows.count(evaluation, 0, "a", 1, 700);
    EXPECT_NE(
        counts_of(shadows.json(policy), 0).find(R"("amount":700,"outcome":"allow")"),
        std::string::npos);
}

TEST(Shadows, keep_the_newest_examples_and_count_the_first_rules) {
    const policy::Policy policy = policy_of(Shadows::counted_max + 1);
    Shadows shadows(policy);
    std::vector<std::uint16_t> all;
    for (std::uint16_t rule = 1; rule <= Shadows::counted_max + 1; ++rule) {
        all.push_back(rule);
    }
    for (int i = 0; i < 30; ++i) {
        EXPECT_EQ(shadows.count(fired(all), 0, fmt::format("o{}", i), 0, 0), 0xffff);
    }
    const Json rules = shadows.json(policy);
    ASSERT_EQ(rules.as_array()->size(), Shadows::counted_max + 1);
    EXPECT_EQ(counts_of(rules, Shadows::counted_max), "null");
    const Json::Array& examples =
        *rules.as_array()->at(0).find("counts")->find("examples")->as_array();
    EXPECT_EQ(examples.size(), Shadows::examples_max);
    EXPECT_EQ(*examples.front().as_text(), "o29");
    EXPECT_EQ(*examples.back().as_text(), "o10");
}

TEST(Shadows, go_on_counting_after_they_were_saved) {
    const policy::Policy policy = policy_of(2);
    const StreamLabel label{.version = "test", .key = {1, 2}};
    Shadows shadows(policy);
    const Shadows::Seen a = shadows.count(fired({1}), 0, "a", 5, 500);
    StringSink sink;
    ASSERT_TRUE(save(sink, label, shadows).has_value());
    Shadows again(policy);
    StringSource source(sink.bytes);
    ASSERT_TRUE(load(source, sink.bytes.size(), label, again).has_value());
    EXPECT_EQ(again.count(fired({1}), a, "a", 5, 500), a);
    EXPECT_EQ(again.json(policy), shadows.json(policy));
}

}  // namespace
}  // namespace shouxin::live
