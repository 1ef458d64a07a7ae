// The search: planted groups come out whole and apart, chance gives none.
#include "ring/find.h"

#include "ring/orthonormal.h"
#include "ring/parts.h"
#include "ring/planted_test.h"
#include "ring/seeds.h"

#include <gtest/gtest.h>

#include <cmath>

namespace shouxin::ring {
namespace {

std::vector<DenseGroup> found_in(const Edges& edges) {
    Inline here;
    return find_groups(Graph(edges), here);
}

TEST(Find, nothing_in_honest_graphs) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        Random random(seed);
        EXPECT_TRUE(found_in(honest({.zipf = 0.2 * static_cast<double>(seed)}, random)).empty())
            << seed;
    }
}

TEST(Find, nothing_in_nothing) {
    EXPECT_TRUE(found_in({}).empty());
    EXPECT_TRUE(
        found_in({.sources = 1, .targets = 1, .source = {0}, .target = {0}, .times = {}}).empty());
}

TEST(Find, planted_groups_whole_and_apart) {
    Random random(7);
    Edges edges = honest({}, random);
    std::vector<Ring> planted = {
        plant(edges, 100, 15, 8, 3, 2, random),
        plant(edges, 40, 8, 6, 12, 1, random),
        plant(edges, 20, 5, 4, 20, 1, random)};
    const std::vector<DenseGroup> groups = found_in(edges);
    ASSERT_EQ(groups.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {  // the largest weighs most
        EXPECT_GE(f1(groups[i].sources, planted[i].sources), 0.95) << i;
        EXPECT_GE(f1(groups[i].targets, planted[i].targets), 0.85) << i;
        EXPECT_GE(groups[i].score, least_worth);
    }
}

TEST(Find, structure_alone_tells) {
    Random random(8);
    Edges edges = honest({}, random);
    const Ring planted = plant(edges, 100, 20, 8, 3, 2, random);
    edges.times.clear();
    const std::vector<DenseGroup> groups = found_in(edges);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_GE(f1(groups[0].sources, planted.sources), 0.95);
}

TEST(Find, time_adds_to_the_worth) {
    Random random(9);
    Edges edges = honest({}, random);
    plant(edges, 60, 12, 6, 3, 1, random);
    const auto with = found_in(edges);
    edges.times.clear();
    const auto without = found_in(edges);
    ASSERT_EQ(with.size(), 1U);
    ASSERT_EQ(without.size(), 1U);
    EXPECT_GT(with[0].score, without[0].score);
}

TEST(Find, a_crowd_at_sales_is_no_group) {
    Random random(10);
    Edges edges = honest({}, random);
    for (std::uint32_t sale = 0; sale < 6; ++sale) {
        for (int i = 0; i < 300; ++i) {
            add(edges,
                static_cast<std::uint32_t>(random.uniform_index(edges.sources)),
                sale * 100 + 5,
                9 * day_s + random.uniform_int(0, 7200));
        }
    }
    EXPECT_TRUE(found_in(edges).empty());
}

TEST(Find, a_festival_with_shoppers_of_its_own_is_no_group) {
    Random random(15);
    Edges edges = honest({.sources = 20'000, .targets = 3000, .edges = 60'000}, random);
    const WeightedPick who = WeightedPick::zipf(10'000, 0.75);
    for (int i = 0; i < 15'000; ++i) {
        add(edges,
            static_cast<std::uint32_t>(10'000 + who(random)),
            static_cast<std::uint32_t>(2000 + random.uniform_index(30)),
            20 * day_s + random.uniform_int(0, day_s - 1));
    }
    EXPECT_TRUE(found_in(edges).empty());
}

TEST(Find, a_ring_that_does_a_good_part_of_all_there_is) {
    Random random(16);
    Edges edges = honest({.sources = 600, .targets = 120, .edges = 3000}, random);
    const Ring planted = plant(edges, 50, 10, 7, 12, 1, random);
    const std::vector<DenseGroup> groups = found_in(edges);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_GE(f1(groups[0].sources, planted.sources), 0.95);
}

TEST(Orthonormal, axes_are_and_dependent_ones_vanish) {
    Random random(11);
    std::vector<Point> points(500);
    for (Point& point : points) {
        for (float& x : point) {
            x = static_cast<float>(random.normal());
        }
        point[5] = 2 * point[3];
    }
    Inline here;
    orthonormalise(points, here);
    for (std::size_t i = 0; i < dimensions; ++i) {
        for (std::size_t j = 0; j < dimensions; ++j) {
            double sum = 0;
            for (const Point& point : points) {
                sum += static_cast<double>(point[i]) * static_cast<double>(point[j]);
            }
            EXPECT_NEAR(sum, i == j && i != 5 ? 1.0 : 0.0, 1e-3) << i << ' ' << j;
        }
    }
}

TEST(Seeds, lie_in_the_planted_groups) {
    Random random(12);
    Edges edges = honest({}, random);
    const Ring planted = plant(edges, 100, 20, 8, 3, 2, random);
    Inline here;
    const std::vector<Point> points = embed(Graph(edges), here);
    Seeds seeds(points);
    const auto first = seeds.next();
    ASSERT_TRUE(first);
    EXPECT_GE(f1(*first, planted.targets), 0.6);
    for (const std::uint32_t target : planted.targets) {
        seeds.pass_over(target);
    }
    while (const auto other = seeds.next()) {
        EXPECT_LT(f1(*other, planted.targets), 0.5);
    }
}

TEST(Parts, two_groups_taken_for_one_are_told_apart) {
    Random random(13);
    Edges edges = honest({}, random);
    const Ring a = plant(edges, 60, 12, 6, 3, 1, random);
    const Ring b = plant(edges, 60, 12, 6, 20, 1, random);
    const Graph graph(edges);
    DenseGroup both;
    std::ranges::set_union(a.sources, b.sources, std::back_inserter(both.sources));
    std::ranges::set_union(a.targets, b.targets, std::back_inserter(both.targets));
    Settling settling(graph);
    EXPECT_EQ(parts_of(graph, settling, both).size(), 2U);
    const DenseGroup one{.sources = a.sources, .targets = a.targets};
    const auto whole = parts_of(graph, settling, one);
    ASSERT_EQ(whole.size(), 1U);
    EXPECT_EQ(whole[0].sources, a.sources);
}

TEST(DenseGroup, chance_has_no_worth) {
    Random random(14);
    const Graph graph(honest({}, random));
    for (int i = 0; i < 50; ++i) {
        DenseGroup group{
            .sources = some(4000, 20 + static_cast<std::size_t>(i), random),
            .targets = some(1000, 10, random)};
        weigh(graph, group);
        EXPECT_LT(group.score, 0);
    }
}

}  // namespace
}  // namespace shouxin::ring
