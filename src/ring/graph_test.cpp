// Graphs: every edge once, by target in order of time, and time as ranks.
#include "ring/graph.h"

#include "base/random.h"
#include "ring/time_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace shouxin::ring {
namespace {

TEST(TimeOrder, sorts_any_times_stably) {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    Random random(1);
    std::vector<std::int64_t> times = {5, most, least, 5, 0, -1, most, least};
    for (int i = 0; i < 3000; ++i) {
        times.push_back(random.uniform_int(-1000, 1000) << random.uniform_int(0, 50));
    }
    std::vector<std::uint32_t> expected(times.size());
    for (std::uint32_t i = 0; i < times.size(); ++i) {
        expected[i] = i;
    }
    std::ranges::stable_sort(expected, [&](auto a, auto b) { return times[a] < times[b]; });
    EXPECT_EQ(time_order(times, times.size()), expected);
}

TEST(TimeOrder, equal_times_have_equal_moments) {
    const std::vector<std::int64_t> times = {30, 10, 20, 20};
    const auto order = time_order(times, times.size());
    EXPECT_EQ(moments_of(times, order, 4, 4), (std::vector<std::uint16_t>{3, 0, 1, 1}));
    EXPECT_EQ(moments_of({}, order, 4, 4), (std::vector<std::uint16_t>{0, 0, 0, 0}));
}

TEST(Graph, keeps_the_earliest_edge_of_a_pair) {
    const Graph graph(
        {.sources = 2,
         .targets = 2,
         .source = {0, 1, 0, 0},
         .target = {1, 1, 1, 0},
         .times = {9, 5, 3, 7}});
    ASSERT_EQ(graph.edges(), 3U);
    EXPECT_EQ(graph.target_degree(1), 2U);
    EXPECT_EQ(graph.source_of(graph.first_of(1)), 0U);
    EXPECT_LT(graph.moment(graph.first_of(1)), graph.moment(graph.first_of(1) + 1));
    EXPECT_EQ(graph.targets_of(0).size(), 2U);
    EXPECT_EQ(graph.targets_of(0)[0], 0U);
}

TEST(Graph, both_sides_have_the_same_edges) {
    Random random(2);
    Edges edges{.sources = 50, .targets = 20, .source = {}, .target = {}, .times = {}};
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> pairs;
    for (int i = 0; i < 400; ++i) {
        edges.source.push_back(static_cast<std::uint32_t>(random.uniform_index(50)));
        edges.target.push_back(static_cast<std::uint32_t>(random.uniform_index(20)));
        ++pairs[{edges.source.back(), edges.target.back()}];
    }
    const Graph graph(edges);
    EXPECT_EQ(graph.edges(), pairs.size());
    std::size_t seen = 0;
    for (std::uint32_t source = 0; source < 50; ++source) {
        for (const std::uint32_t target : graph.targets_of(source)) {
            EXPECT_EQ(pairs.count({source, target}), 1U);
            ++seen;
        }
    }
    EXPECT_EQ(seen, pairs.size());
}

TEST(Graph, only_leaves_edges_out_and_keeps_time) {
    const Graph graph(
        {.sources = 3, .targets = 1, .source = {0, 1, 2}, .target = {0, 0, 0}, .times = {1, 2, 3}});
    const Graph less = graph.only(std::vector<std::uint8_t>{1, 0, 1});
    ASSERT_EQ(less.edges(), 2U);
    EXPECT_EQ(less.source_of(1), 2U);
    EXPECT_EQ(less.moment(1), graph.moment(2));
    EXPECT_EQ(less.source_degree(1), 0U);
    EXPECT_FLOAT_EQ(less.mass(0, moments - 1), 1.0F);
    EXPECT_EQ(less.sources(), 3U);
}

TEST(Graph, without_edges) {
    const Graph graph(Edges{});
    EXPECT_EQ(graph.edges(), 0U);
    EXPECT_EQ(graph.sources(), 0U);
    EXPECT_EQ(graph.targets(), 0U);
}

}  // namespace
}  // namespace shouxin::ring
