// Online: a ring is known when it is complete, as the batch knows it; honest traffic gives none;
// what expires takes its ring along.
#include "ring/online_rings.h"

#include "ring/find.h"
#include "ring/planted_test.h"
#include "ring/time_order.h"

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <set>

namespace shouxin::ring {
namespace {

std::vector<Arrival> stream_of(const Edges& edges) {
    std::vector<Arrival> stream;
    for (const std::uint32_t row : time_order(edges.times, edges.source.size())) {
        stream.push_back({edges.source[row], edges.target[row], edges.times[row]});
    }
    return stream;
}

TEST(RecentEdges, agrees_with_plain_lists) {
    Random random(1);
    RecentEdges edges(100);
    std::deque<Arrival> all;
    for (int i = 0; i < 3000; ++i) {
        if (edges.full() || (edges.size() > 0 && random.chance(0.4))) {
            const Arrival gone = edges.expire();
            EXPECT_EQ(gone.source, all.front().source);
            EXPECT_EQ(gone.target, all.front().target);
            all.pop_front();
        }
        const Arrival edge{
            static_cast<std::uint32_t>(random.uniform_index(9)),
            static_cast<std::uint32_t>(random.uniform_index(7)),
            i};
        edges.add(edge);
        all.push_back(edge);
        ASSERT_EQ(edges.size(), all.size());
        std::vector<std::uint32_t> targets;
        edges.each_target(edge.source, 1000, [&](std::uint32_t t) { targets.push_back(t); });
        std::vector<std::uint32_t> expected;
        for (auto it = all.rbegin(); it != all.rend(); ++it) {
            if (it->source == edge.source) {
                expected.push_back(it->target);
            }
        }
        ASSERT_EQ(targets, expected);
        ASSERT_EQ(edges.source_degree(edge.source), expected.size());
    }
}

TEST(OnlineRings, none_in_honest_traffic) {
    Random random(2);
    OnlineRings online({.edges_max = 8000});
    for (const Arrival& edge : stream_of(honest({}, random))) {
        online.add(edge);
        ASSERT_TRUE(online.edges() % 500 != 0 || online.rings().empty());
    }
    EXPECT_TRUE(online.rings().empty());
}

TEST(OnlineRings, known_when_complete_and_gone_when_expired) {
    Random random(3);
    Edges edges = honest({}, random);
    const Ring planted = plant(edges, 60, 12, 7, 8, 1, random);
    OnlineRings online({.window_s = 10 * day_s});
    bool known = false;
    for (const Arrival& edge : stream_of(edges)) {
        online.add(edge);
        if (!known && edge.time > 9 * day_s) {
            known = true;
            const auto rings = online.rings();
            ASSERT_EQ(rings.size(), 1U);
            EXPECT_GE(f1(rings[0].sources, planted.sources), 0.95);
            EXPECT_GE(f1(rings[0].targets, planted.targets), 0.95);
        }
        if (edge.time > 19 * day_s + 600) {
            break;
        }
    }
    EXPECT_TRUE(known);
    EXPECT_TRUE(online.rings().empty());
}

TEST(OnlineRings, agrees_with_the_batch_without_times) {
    for (std::uint64_t seed = 10; seed < 16; ++seed) {
        Random random(seed);
        Edges edges = honest({}, random);
        plant(edges, 80, 15, 7, 5, 3, random);
        plant(edges, 40, 10, 6, 14, 2, random);
        plant(edges, 120, 20, 8, 20, 4, random);
        OnlineRings online({});
        for (const Arrival& edge : stream_of(edges)) {
            online.add(edge);
        }
        edges.times.clear();
        Inline here;
        const auto batch = find_groups(Graph(edges), here);
        const auto rings = online.rings();
        ASSERT_EQ(rings.size(), batch.size()) << seed;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            EXPECT_GE(f1(rings[i].sources, batch[i].sources), 0.95) << seed;
            EXPECT_GE(f1(rings[i].targets, batch[i].targets), 0.95) << seed;
        }
    }
}

TEST(OnlineRings, a_ring_that_was_found_twice_is_one) {
    for (std::uint64_t seed = 30; seed < 34; ++seed) {
        Random random(seed);
        Edges edges =
            honest({.sources = 20'000, .targets = 5'000, .edges = 100'000, .zipf = 0.7}, random);
        const Ring planted = plant(edges, 500, 60, 8, 8, 3, random);
        OnlineRings online({});
        for (const Arrival& edge : stream_of(edges)) {
            online.add(edge);
        }
        const auto rings = online.rings();
        ASSERT_EQ(rings.size(), 1U) << seed;
        EXPECT_GE(f1(rings[0].sources, planted.sources), 0.97);
        EXPECT_GE(f1(rings[0].targets, planted.targets), 0.97);
    }
}

TEST(OnlineRings, keeps_its_sums) {
    // edges and worth, kept by adding and taking away, are those of the edges in the window
    Random random(4);
    Edges edges = honest({}, random);
    for (int day = 1; day < 29; day += 3) {
        plant(edges, 60, 12, 7, day, 1, random);
    }
    OnlineRings online({.edges_max = 6000});
    std::deque<Arrival> window;
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> last;
    int checked = 0;
    for (const Arrival& edge : stream_of(edges)) {
        const std::uint32_t before = online.edges();
        online.add(edge);
        window.push_back(edge);
        while (window.size() > online.edges() && before == 6000) {
            window.pop_front();
        }
        for (const DenseGroup& ring : online.rings()) {
            EXPECT_GE(ring.score, least_worth / 2);
            EXPECT_LE(ring.edges, ring.sources.size() * ring.targets.size() * 2);
            EXPECT_EQ(
                std::set<std::uint32_t>(ring.sources.begin(), ring.sources.end()).size(),
                ring.sources.size());
            ++checked;
        }
        if (checked > 20'000) {
            break;
        }
    }
    EXPECT_GT(checked, 100);
}

}  // namespace
}  // namespace shouxin::ring
