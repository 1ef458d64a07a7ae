// Bursts: a day's rush at one target is marked, even traffic hardly ever is.
#include "ring/bursts.h"

#include "ring/planted_test.h"

#include <gtest/gtest.h>

#include <numeric>

namespace shouxin::ring {
namespace {

double share(const std::vector<std::uint8_t>& marks) {
    return std::accumulate(marks.begin(), marks.end(), 0.0) /
           static_cast<double>(std::max<std::size_t>(1, marks.size()));
}

TEST(Bursts, few_in_even_traffic) {
    Random random(1);
    const Graph graph(honest({}, random));
    Inline here;
    EXPECT_LT(share(in_bursts(graph, here)), 0.12);
}

TEST(Bursts, a_rush_is_marked) {
    Random random(2);
    Edges edges = honest({}, random);
    for (std::uint32_t source = 0; source < 60; ++source) {
        add(edges, source * 50 + 7, 900, 12 * day_s + source * 600);
    }
    const Graph graph(edges);
    Inline here;
    const std::vector<std::uint8_t> marks = in_bursts(graph, here);
    int marked = 0;
    for (std::uint32_t edge = graph.first_of(900); edge < graph.end_of(900); ++edge) {
        marked += marks[edge];
    }
    EXPECT_GE(marked, 55);
}

TEST(Bursts, none_without_times_or_with_a_single_one) {
    Random random(3);
    Edges edges = honest({}, random);
    Inline here;
    edges.times.assign(edges.times.size(), 77);
    EXPECT_EQ(share(in_bursts(Graph(edges), here)), 0);
    edges.times.clear();
    EXPECT_EQ(share(in_bursts(Graph(edges), here)), 0);
}

TEST(Bursts, whole_days_are_no_bursts) {
    Random random(4);
    Edges edges = honest({}, random);
    for (std::int64_t& time : edges.times) {
        time -= time % day_s;
    }
    Inline here;
    EXPECT_LT(share(in_bursts(Graph(edges), here)), 0.12);
}

}  // namespace
}  // namespace shouxin::ring
