#include "live/ring_graph.h"

#include "live/ring_fixture_test.h"
#include "live/ring_summaries.h"
#include "live/ring_text.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace shouxin::live {
namespace {

using judge::MemberKind;
using Kind = RingLink::Kind;

class RingGraphTest : public RingFixture {
protected:
    void SetUp() override {
        RingFixture::SetUp();
        trade();
        find_ring();
    }

    RingGraph survey() {
        RingSurvey survey(1);
        while (!survey.look(*state)) {
        }
        EXPECT_TRUE(survey.graph());
        return *survey.graph();
    }
};

const RingNode& node(const RingGraph& graph, const std::string& id) {
    const auto found = std::ranges::find(graph.nodes, id, &RingNode::id);
    EXPECT_NE(found, graph.nodes.end()) << id;
    return *found;
}

const RingLink* link(
    const RingGraph& graph, Kind kind, const std::string& from, const std::string& to) {
    const auto found = std::ranges::find_if(graph.links, [&](const RingLink& one) {
        return one.kind == kind && graph.nodes[one.from].id == from && graph.nodes[one.to].id == to;
    });
    return found == graph.links.end() ? nullptr : &*found;
}

TEST_F(RingGraphTest, SaysWhoDealsWithWhomAndWhen) {
    const RingGraph graph = survey();
    EXPECT_EQ(graph.ring, 1U);
    EXPECT_FALSE(graph.cut);
    const RingLink* const bought = link(graph, Kind::bought_at, "u-3", "m-1");
    ASSERT_NE(bought, nullptr);
    EXPECT_EQ(bought->times, 1U);
    EXPECT_EQ(bought->amount, 10'000);
    EXPECT_NE(link(graph, Kind::shares_device, "u-3", "d-farm"), nullptr);
    EXPECT_NE(link(graph, Kind::shares_payer, "u-0", "p-both"), nullptr);
    EXPECT_NE(link(graph, Kind::shares_payer, "u-1", "p-both"), nullptr);
    EXPECT_EQ(link(graph, Kind::shares_payer, "u-3", "p-u-3"), nullptr) << "nobody else's";
    EXPECT_NE(link(graph, Kind::paid, "m-0", "p-hub"), nullptr);
    EXPECT_NE(link(graph, Kind::paid, "p-hub", "u-3"), nullptr);
    EXPECT_EQ(link(graph, Kind::paid, "p-hub", "p-both")->times, 2U);
    EXPECT_EQ(link(graph, Kind::bought_at, "u-3", "m-honest"), nullptr) << "not the ring's order";
}

TEST_F(RingGraphTest, CountsTheHonestOrdersOfEachMember) {
    const RingGraph graph = survey();
    const RingNode& account = node(graph, "u-3");
    EXPECT_EQ(account.orders, 3U);
    EXPECT_EQ(account.ring_orders, 2U);
    EXPECT_EQ(account.honest_orders, 1U);
    EXPECT_EQ(account.amount, 20'000);
    EXPECT_EQ(account.ppm, guilty_ppm);
    EXPECT_TRUE(account.member);
    EXPECT_LT(account.first_s, account.last_s);
    EXPECT_EQ(node(graph, "d-farm").ring_orders, 12U);
    EXPECT_FALSE(node(graph, "p-both").member);
    EXPECT_FALSE(node(graph, "p-both").ppm);
}

TEST_F(RingGraphTest, PlaysItsLifeInOrder) {
    const RingGraph graph = survey();
    EXPECT_EQ(graph.events.size(), 12U + 7U) << "purchases and payments";
    EXPECT_TRUE(std::ranges::is_sorted(graph.events, {}, &RingEvent::at_s));
    EXPECT_FALSE(graph.events_cut);
}

TEST_F(RingGraphTest, TellsActionsInForce) {
    const Effects taken = order(taking(of_ring("require_verification", "accounts")));
    const RingGraph graph = survey();
    ASSERT_EQ(node(graph, "u-3").actions.size(), 1U);
    EXPECT_EQ(node(graph, "u-3").actions.front().second, model::Action::require_verification);
    EXPECT_TRUE(node(graph, "m-0").actions.empty());
    order(undoing(taken.batch->id()));
    EXPECT_TRUE(node(survey(), "u-3").actions.empty());
}

TEST_F(RingGraphTest, HasAShopThatGains) {
    epochs.views.begin()->second.rings.front().beneficiary = {
        index_of(model::SubjectKind::merchant, "m-honest")};
    step(model::RecordKind::epoch, std::to_string(epochs.views.begin()->first));
    const RingGraph graph = survey();
    EXPECT_TRUE(node(graph, "m-honest").gains);
    EXPECT_FALSE(node(graph, "m-honest").member);
    EXPECT_FALSE(node(graph, "m-0").gains);
}

TEST_F(RingGraphTest, BeginsAgainWhenAnEpochComes) {
    RingSurvey survey(1);
    EXPECT_FALSE(survey.look(*state));
    const std::uint64_t before = survey.graph()->epoch;
    find_ring();
    while (!survey.look(*state)) {
    }
    EXPECT_GT(survey.graph()->epoch, before);
    EXPECT_EQ(survey.graph()->events.size(), 19U);
    RingSurvey nobody(99);
    EXPECT_TRUE(nobody.look(*state));
    EXPECT_FALSE(nobody.graph());
}

TEST_F(RingGraphTest, IsToldAsJson) {
    const RingGraph graph = survey();
    RingText text;
    while (!text.write_some(graph)) {
    }
    const auto json = nlohmann::json::parse(text.take(), nullptr, false);
    ASSERT_TRUE(json.is_object());
    EXPECT_EQ(json["ring"], "R1");
    EXPECT_EQ(json["members"].size(), graph.nodes.size());
    EXPECT_EQ(json["links"].size(), graph.links.size());
    EXPECT_EQ(json["events"].size(), graph.events.size());
    EXPECT_EQ(json["members"][0]["id"], graph.nodes[0].id);
    EXPECT_EQ(json["links"][0]["kind"], name_of(graph.links[0].kind));
    EXPECT_EQ(json["events"][0][0], std::int64_t{graph.events[0].at_s} * 1000);
    EXPECT_EQ(node(graph, "p-both").ppm, std::nullopt);
}

TEST_F(RingGraphTest, RingsAtAGlance) {
    order(taking(of_ring("hold_settlement", "orders")));
    order(taking(of_ring("open_case", "merchants")));
    RingSummaries summaries;
    while (!summaries.look(*state)) {
    }
    const auto json = nlohmann::json::parse(summaries.text(), nullptr, false);
    ASSERT_EQ(json["items"].size(), 1U);
    const auto& one = json["items"][0];
    EXPECT_EQ(one["ring"], "R1");
    EXPECT_EQ(one["accounts"], 6);
    EXPECT_EQ(one["merchants"], 2);
    EXPECT_EQ(one["orders"].size(), 24U);
    int orders = 0;
    for (const auto& span : one["orders"]) {
        orders += span.get<int>();
    }
    EXPECT_EQ(orders, 12);
    EXPECT_EQ(one["actions_on_orders"], nlohmann::json({{"hold_settlement", 12}}));
    EXPECT_EQ(one["actions_on_members"], nlohmann::json({{"open_case", 2}}));
}

}  // namespace
}  // namespace shouxin::live
