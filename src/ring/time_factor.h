// How much likelier is an edge's moment if it is one of the group's? The group's own lump in time,
// and what the target gets from the group around then, against what the target gets from others:
// a flash sale's crowd comes in a burst too, and that is no evidence. Not thread-safe.
#pragma once

#include "ring/graph.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::ring {

class TimeFactor {
public:
    explicit TimeFactor(const Graph& graph);

    // Whose group: the moments of its edges so far. None: every factor is 1.
    void learn(std::span<const std::uint32_t> moments_of_edges);

    // For each of `edges` (of that target, ascending): the ratio of likelihoods, from 1/20 to 50.
    // Each edge is held against the others only. `ours`: the target's edges from members,
    // ascending.
    std::span<const float> of(
        std::uint32_t target,
        std::span<const std::uint32_t> edges,
        std::span<const std::uint32_t> ours);

private:
    [[nodiscard]] float lump(std::uint32_t moment, bool own) const;

    const Graph& graph_;
    bool flat_;                          // no times: nothing to learn
    std::uint32_t edges_ = 0;            // learned from
    std::vector<std::uint32_t> before_;  // of those, before a bucket
    std::vector<float> factors_;
};

}  // namespace shouxin::ring
