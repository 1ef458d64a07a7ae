// Small made graphs with planted groups, for the tests of this folder.
#pragma once

#include "base/random.h"
#include "ring/graph.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace shouxin::ring {

constexpr std::int64_t day_s = 86'400;

struct Plan {
    std::uint32_t sources = 4000;
    std::uint32_t targets = 1000;
    std::uint32_t edges = 20'000;
    double zipf = 0.7;
};

struct Ring {
    std::vector<std::uint32_t> sources;  // ascending
    std::vector<std::uint32_t> targets;
};

inline void add(Edges& edges, std::uint32_t source, std::uint32_t target, std::int64_t time) {
    edges.source.push_back(source);
    edges.target.push_back(target);
    edges.times.push_back(time);
}

inline Edges honest(const Plan& plan, Random& random) {
    Edges edges{
        .sources = plan.sources, .targets = plan.targets, .source = {}, .target = {}, .times = {}};
    const WeightedPick who = WeightedPick::zipf(plan.sources, plan.zipf);
    const WeightedPick whom = WeightedPick::zipf(plan.targets, plan.zipf);
    for (std::uint32_t i = 0; i < plan.edges; ++i) {
        add(edges,
            static_cast<std::uint32_t>(who(random)),
            static_cast<std::uint32_t>(whom(random)),
            random.uniform_int(0, 30 * day_s - 1));
    }
    return edges;
}

inline std::vector<std::uint32_t> some(std::uint32_t of, std::size_t many, Random& random) {
    std::vector<std::uint32_t> rows(of);
    std::iota(rows.begin(), rows.end(), 0U);
    random.shuffle(rows);
    rows.resize(many);
    std::ranges::sort(rows);
    return rows;
}

// A group that works for `days` from day `from`, each source at `each` of the targets.
inline Ring plant(
    Edges& edges,
    std::size_t sources,
    std::size_t targets,
    std::size_t each,
    int from,
    int days,
    Random& random) {
    Ring ring{some(edges.sources, sources, random), some(edges.targets, targets, random)};
    std::vector<std::uint32_t> order = ring.targets;
    for (const std::uint32_t source : ring.sources) {
        random.shuffle(order);
        for (std::size_t i = 0; i < each; ++i) {
            add(edges, source, order[i], from * day_s + random.uniform_int(0, days * day_s - 1));
        }
    }
    return ring;
}

inline double f1(const std::vector<std::uint32_t>& found, const std::vector<std::uint32_t>& truth) {
    const auto common = std::ranges::count_if(
        found, [&](std::uint32_t row) { return std::ranges::binary_search(truth, row); });
    return 2.0 * static_cast<double>(common) /
           static_cast<double>(std::max<std::size_t>(1, found.size() + truth.size()));
}

}  // namespace shouxin::ring
