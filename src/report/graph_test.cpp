#include "report/graph_layout.h"
#include "report/html_fixture_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace shouxin::report {
namespace {

std::uint64_t members_in(const Graph& graph) {
    return std::accumulate(
        graph.nodes.begin(), graph.nodes.end(), std::uint64_t{0}, [](auto sum, const auto& node) {
            return sum + node.members;
        });
}

std::array<std::size_t, 3> column_sizes(const Layout& layout) {
    std::array<std::size_t, 3> sizes{};
    for (const Place& place : layout.places) {
        ++sizes[static_cast<std::size_t>(place.column)];
    }
    return sizes;
}

void expect_apart(const Layout& layout) {
    for (int column = 0; column < 3; ++column) {
        std::vector<Place> places;
        std::copy_if(
            layout.places.begin(), layout.places.end(), std::back_inserter(places), [&](Place p) {
                return p.column == column;
            });
        std::sort(places.begin(), places.end(), [](Place a, Place b) { return a.y < b.y; });
        for (std::size_t i = 0; i < places.size(); ++i) {
            EXPECT_GE(places[i].y - places[i].height / 2, graph_top - 1);
            EXPECT_LE(places[i].y + places[i].height / 2, layout.height + 1);
            if (i > 0) {
                EXPECT_GE(
                    places[i].y - places[i].height / 2, places[i - 1].y + places[i - 1].height / 2);
            }
        }
    }
}

// One phone for six accounts, 150 of them: the farm is one node of phones and one of accounts.
TEST(Graph, ManyBecomeFewAndNobodyIsLost) {
    MadeMarket made = made_market();
    for (const judge::Ring& ring : made.judgement.rings) {
        const Graph members = members_of(ring, made.judged());
        const Graph few = grouped(members);
        EXPECT_EQ(members_in(few), members.nodes.size());
        for (const std::size_t size : column_sizes(layout_of(few))) {
            EXPECT_LE(size, graph_column_max);
        }
        expect_apart(layout_of(few));
    }
}

TEST(Graph, FewMembersStayThemselves) {
    MadeMarket made;
    std::vector<model::OrderIx> orders;
    for (int i = 0; i < 6; ++i) {
        MadeOrder order;
        order.buyer = "u" + std::to_string(i);
        order.merchant = "m" + std::to_string(i % 2);
        orders.push_back(made.order(order));
    }
    const Graph graph = grouped(members_of(made.ring("cashback", orders, {"w"}), made.judged()));
    EXPECT_EQ(graph.nodes.size(), 6U + 2 + 1 + 1);
}

// A farm's accounts stand in the same relations: one node, however many.
TEST(Graph, SameNeighboursAreOneNode) {
    MadeMarket made;
    std::vector<model::OrderIx> orders;
    for (int i = 0; i < 100; ++i) {
        MadeOrder order;
        order.buyer = "u" + std::to_string(i);
        orders.push_back(made.order(order));
    }
    const Graph graph = grouped(members_of(made.ring("phone-farm", orders, {}), made.judged()));
    ASSERT_EQ(graph.nodes.size(), 3U);
    EXPECT_EQ(graph.nodes[0].members, 100U);
    EXPECT_EQ(graph.edges.front().times, 100U);
}

TEST(Graph, ALongTailOfShopsIsOneNode) {
    MadeMarket made;
    std::vector<model::OrderIx> orders;
    for (int i = 0; i < 900; ++i) {
        MadeOrder order;
        order.buyer = "u" + std::to_string(i % 90);
        order.merchant = "m" + std::to_string(i * 31 % 211 % (1 + i % 200));
        orders.push_back(made.order(order));
    }
    const Graph graph =
        grouped(members_of(made.ring("cashback", orders, {"w", "x"}), made.judged()));
    EXPECT_LE(column_sizes(layout_of(graph))[2], graph_column_max);
    EXPECT_TRUE(std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const GraphNode& node) {
        return node.kind == judge::MemberKind::merchant && node.members > 100;
    }));
}

TEST(Graph, WhoGainsIsDrawn) {
    MadeMarket made = made_market();
    const Graph graph = members_of(made.judgement.rings[2], made.judged());
    const auto gains = std::find_if(
        graph.nodes.begin(), graph.nodes.end(), [](const GraphNode& node) { return node.gains; });
    ASSERT_NE(gains, graph.nodes.end());
    const auto place = static_cast<std::uint32_t>(gains - graph.nodes.begin());
    EXPECT_TRUE(std::any_of(graph.edges.begin(), graph.edges.end(), [&](const GraphEdge& edge) {
        return edge.from == place && edge.kind == judge::Link::Kind::paid && edge.amount == 500'000;
    }));
}

TEST(Graph, LinksToNobodyAreLeftOut) {
    MadeMarket made = made_market();
    judge::Ring& ring = made.judgement.rings[0];
    const std::size_t edges = members_of(ring, made.judged()).edges.size();
    ring.links.push_back({judge::Link::Kind::paid, 0, 99'999, 1, 1});
    EXPECT_EQ(members_of(ring, made.judged()).edges.size(), edges);
}

TEST(GraphLayout, DotsStandForSeveralPastTheirLimit) {
    EXPECT_EQ(dots_of(150), 150U);
    EXPECT_EQ(members_a_dot(150), 1U);
    EXPECT_EQ(members_a_dot(151), 2U);
    EXPECT_LE(dots_of(1'000'003), dots_max);
}

TEST(GraphLayout, Nobody) {
    EXPECT_EQ(layout_of({}).places.size(), 0U);
}

}  // namespace
}  // namespace shouxin::report
