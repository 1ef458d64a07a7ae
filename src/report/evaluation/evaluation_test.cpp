#include "report/evaluation/evaluation.h"

#include "report/evaluation/fairness.h"
#include "report/evaluation/show.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::report::evaluation {
namespace {

Said said(const std::string& id, std::uint32_t ppm) {
    return {id, ppm, judge::Thresholds{}.action(ppm)};
}

Truth truth_of(const std::vector<Planted>& orders) {
    Truth truth;
    truth.orders = orders;
    return truth;
}

Verdicts verdicts_of(const std::vector<Said>& orders) {
    Verdicts verdicts;
    verdicts.orders = orders;
    return verdicts;
}

TEST(Evaluation, counts_what_was_never_judged_as_missed) {
    const Evaluation result = evaluate(
        truth_of({{"a", "cashback", "g1"}, {"b", "cashback", "g1"}, {"gone", "rival", "g2"}}),
        verdicts_of({said("a", 950'000), said("x", 920'000), said("b", 100), said("y", 600'000)}));
    EXPECT_EQ(result.orders.flagged, 3U);
    EXPECT_EQ(result.orders.hits, 1U);
    EXPECT_DOUBLE_EQ(*result.orders.precision, 1.0 / 3);
    EXPECT_DOUBLE_EQ(*result.orders.recall, 1.0 / 3);
    EXPECT_DOUBLE_EQ(*result.orders.f1, 1.0 / 3);
    EXPECT_EQ(result.orders.false_blocks, 1U);
    EXPECT_DOUBLE_EQ(*result.orders.blocked_precision, 0.5);
    EXPECT_DOUBLE_EQ(*result.orders.average_precision, (1.0 + 2.0 / 4) / 3);
    ASSERT_EQ(result.schemes.size(), 2U);
    EXPECT_DOUBLE_EQ(*result.schemes[0].recall(), 0.5);
    EXPECT_DOUBLE_EQ(*result.schemes[1].recall(), 0.0);
}

TEST(Evaluation, ties_count_the_same_in_any_order) {
    const Truth truth = truth_of({{"a", "s", "g"}, {"b", "s", "g"}});
    std::vector<Said> rows{said("a", 500'000), said("x", 500'000), said("b", 500'000)};
    const auto first = evaluate(truth, verdicts_of(rows)).orders.average_precision;
    std::reverse(rows.begin(), rows.end());
    EXPECT_EQ(first, evaluate(truth, verdicts_of(rows)).orders.average_precision);
    EXPECT_DOUBLE_EQ(*first, 2.0 / 3);
}

TEST(Evaluation, of_a_quiet_market_has_no_recall) {
    const Evaluation result = evaluate(Truth{}, verdicts_of({said("x", 0)}));
    EXPECT_FALSE(result.orders.recall || result.orders.f1 || result.orders.average_precision);
    EXPECT_NE(to_text(result).find("–"), std::string::npos);
    EXPECT_TRUE(nlohmann::json::parse(to_json(result))["orders"]["f1"].is_null());
}

TEST(Evaluation, finds_the_ring_that_has_most_of_a_gang) {
    Truth truth;
    truth.gangs = {
        {"g1", "cashback", {"u1", "u2", "u3", "u4"}, {"m1"}}, {"g2", "rival", {"u9"}, {}}};
    Verdicts verdicts;
    verdicts.rings = {
        {"r1", {"u1"}, {"m1", "m7"}}, {"r2", {"u1", "u2", "x"}, {"m1"}}, {"r3", {"u4"}, {}}};
    const Evaluation result = evaluate(truth, verdicts);
    EXPECT_EQ(result.gangs[0].ring, "r2");
    EXPECT_DOUBLE_EQ(*result.gangs[0].accounts_found, 0.5);
    EXPECT_DOUBLE_EQ(*result.gangs[0].merchants_found, 1.0);
    EXPECT_DOUBLE_EQ(*result.gangs[0].strangers, 0.25);
    EXPECT_EQ(result.gangs[1].ring, "");
    EXPECT_DOUBLE_EQ(*result.gangs[1].accounts_found, 0.0);
    EXPECT_FALSE(result.gangs[1].merchants_found || result.gangs[1].strangers);
}

TEST(Evaluation, blames_a_victim_from_one_half_on) {
    Truth truth;
    truth.victims = {"m1", "m2", "m3"};
    Verdicts verdicts;
    verdicts.merchants = {said("m1", 500'000), said("m2", 499'999)};
    EXPECT_EQ(evaluate(truth, verdicts).victims_blamed, std::vector<std::string>{"m1"});
}

TEST(Evaluation, measures_calibration_by_bins) {
    const Evaluation result = evaluate(
        truth_of({{"a", "s", "g"}, {"b", "s", "g"}}),
        verdicts_of({said("a", 1'000'000), said("b", 900'000), said("x", 250'000), said("y", 0)}));
    const Calibration& calibration = result.order_calibration;
    EXPECT_EQ(calibration.bins[9].rows, 2U);
    EXPECT_EQ(calibration.bins[9].truths, 2U);
    EXPECT_EQ(calibration.bins[2].rows, 1U);
    EXPECT_NEAR(*calibration.error, (0.1 + 0.25) / 4, 1e-12);
    EXPECT_NEAR(*calibration.error_above_0_1, (0.1 + 0.25) / 3, 1e-12);
}

// One true fake that was blocked after a day, one never; one honest order blocked at first.
TEST(Evaluation, counts_fakes_until_their_first_block) {
    const Truth truth = truth_of({{"a", "s", "g"}, {"b", "s", "g"}});
    Verdicts verdicts = verdicts_of({said("a", 990'000), said("b", 10), said("x", 20)});
    verdicts.sales = {{"m", 300}, {"m", 50}, {"m", 7}};
    EXPECT_TRUE(evaluate(truth, verdicts).early.empty()) << "nothing is said if the scan didn't";
    verdicts.early = {
        {"a", {100'000, 100'000, 900'000, 100'000}}, {"x", {950'000, 10'000, 10'000, 0}}};
    const std::vector<BlockedBy> early = evaluate(truth, verdicts).early;
    ASSERT_EQ(early.size(), 5U);
    EXPECT_EQ(early[1].age_h, 1U);
    EXPECT_EQ(early[1].blocked, 1U);
    EXPECT_DOUBLE_EQ(*early[1].precision, 0.0);
    EXPECT_EQ(early[1].counted_amount, 350);
    EXPECT_DOUBLE_EQ(*early[2].precision, 0.5);
    EXPECT_DOUBLE_EQ(*early[2].recall, 0.5);
    EXPECT_EQ(early[3].counted_amount, 50) << "what was blocked once stays so";
    EXPECT_FALSE(early[4].age_h.has_value());
    EXPECT_EQ(early[4].blocked, 1U);
    EXPECT_EQ(early[4].counted_amount, 50);
}

const GroupBlocks& group(const Evaluation& evaluation, std::string_view name) {
    return *std::ranges::find(evaluation.fairness, name, &GroupBlocks::group);
}

// 400 honest orders of one shop, the first four of them blocked and from one address.
TEST(Evaluation, says_whose_honest_orders_are_blocked_more_often) {
    Verdicts verdicts;
    verdicts.groups.emplace();
    for (int i = 0; i < 400; ++i) {
        const std::string id = "o" + std::to_string(i);
        verdicts.orders.push_back(said(id, i < 4 ? 950'000 : 0));
        verdicts.sales.push_back({i < 12 ? "small" : "large", 1});
        if (i < 40) {
            verdicts.groups->push_back(
                {id,
                 i < 20 ? std::vector<std::string>{"remote", "shared"}
                        : std::vector<std::string>{"remote"}});
        }
    }
    const Evaluation result = evaluate(truth_of({{"o0", "s", "g"}}), verdicts);
    EXPECT_EQ(result.fairness.front().group, "all");
    EXPECT_EQ(result.fairness.front().honest, 399U) << "a fake that is blocked isn't unfair";
    EXPECT_EQ(result.fairness.front().blocked, 3U);
    EXPECT_FALSE(result.fairness.front().above);
    EXPECT_EQ(group(result, "shops of 10 to 49").honest, 11U);
    EXPECT_EQ(group(result, "shops of 200 and more").blocked, 0U);
    EXPECT_EQ(group(result, "remote").honest, 39U);
    EXPECT_TRUE(group(result, "shared").above);
    EXPECT_DOUBLE_EQ(*group(result, "shared").rate, 3.0 / 19);
    EXPECT_NE(to_text(result).find("above all"), std::string::npos);
    const auto json = nlohmann::json::parse(to_json(result));
    EXPECT_EQ(json["fairness"][0]["blocked"], 3);
}

TEST(Evaluation, says_nothing_of_a_group_by_one_or_two_blocks) {
    Verdicts verdicts;
    verdicts.groups.emplace();
    for (int i = 0; i < 4000; ++i) {
        const std::string id = "o" + std::to_string(i);
        verdicts.orders.push_back(said(id, i < 2 ? 950'000 : 0));
        if (i < 2) {
            verdicts.groups->push_back({id, {"remote"}});
        }
    }
    const Evaluation result = evaluate(Truth{}, verdicts);
    EXPECT_DOUBLE_EQ(*group(result, "remote").rate, 1.0);
    EXPECT_FALSE(group(result, "remote").above);
}

// Wilson's interval for 3 of 20, as in Newcombe (1998) computed by hand.
TEST(Evaluation, knows_wilsons_interval) {
    const auto [lower, upper] = wilson_interval(3, 20);
    EXPECT_NEAR(lower, 0.0524, 1e-4);
    EXPECT_NEAR(upper, 0.3604, 1e-4);
    EXPECT_EQ(wilson_interval(0, 10).first, 0.0);
    EXPECT_DOUBLE_EQ(wilson_interval(10, 10).second, 1.0);
}

TEST(Evaluation, refuses_broken_verdicts_by_line) {
    const auto complaint = [](const std::string& row) {
        const auto parsed = parse_said(
            {"orders.csv", "order,probability,action\no1,0.5,review\n" + row}, "order", true);
        return parsed ? std::string("accepted") : parsed.error().message;
    };
    EXPECT_EQ(complaint("o2,1.000000,block\n"), "accepted");
    EXPECT_EQ(complaint("o2,1.1,block"), "orders.csv:3: '1.1' is no probability");
    EXPECT_EQ(complaint("o2,,block"), "orders.csv:3: '' is no probability");
    EXPECT_EQ(complaint("o2,1,ban"), "orders.csv:3: 'ban' is no action");
    EXPECT_EQ(complaint("o1,1,block"), "orders.csv:3: order 'o1' comes twice");
    EXPECT_EQ(
        parse_early({"early.csv", "order,at_0h,at_1h,at_24h,at_72h\no,1,,2,\n"}).error().message,
        "early.csv:2: '2' is no probability");
    EXPECT_EQ(parse_groups({"groups.csv", "order,groups\no,a;b\n"})->front().groups.size(), 2U);
    EXPECT_EQ(
        parse_sales({"orders.csv", "merchant,amount\nm,1.5\n"}).error().message,
        "orders.csv:2: '1.5' is no amount");
    EXPECT_FALSE(parse_said_rings({"rings.jsonl", "{\"id\":\"r1\"}\n"}).has_value());
    EXPECT_FALSE(parse_gangs({"gangs.json", "[1]"}).has_value());
    EXPECT_TRUE(parse_gangs({"gangs.json", "{}"})->empty());
}

}  // namespace
}  // namespace shouxin::report::evaluation
