#include "report/evaluation/evaluation.h"

#include "report/evaluation/show.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
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
    EXPECT_FALSE(parse_said_rings({"rings.jsonl", "{\"id\":\"r1\"}\n"}).has_value());
    EXPECT_FALSE(parse_gangs({"gangs.json", "[1]"}).has_value());
    EXPECT_TRUE(parse_gangs({"gangs.json", "{}"})->empty());
}

}  // namespace
}  // namespace shouxin::report::evaluation
