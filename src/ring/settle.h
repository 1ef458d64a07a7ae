// Who is in the group, and who isn't? From some of its targets, the whole group: sources and
// targets are decided again in turn, each on its own evidence, until nothing changes.
//
// Evidence for a source is the likelihood ratio of two Poisson processes: its edges come at the
// rate that its degree and the targets' honest degrees explain, or at that plus the group's rate,
// with the group's timing; the like for a target. Rates are learned from the group so far. This is
// classification expectation-maximisation on a two-block model (Karrer and Newman 2011 for degree
// correction; Beutel et al. 2013, CopyCatch, for lockstep in time). Not thread-safe; its bound is
// that of the graph.
#pragma once

#include "ring/group.h"
#include "ring/time_factor.h"

#include <array>
#include <span>
#include <vector>

namespace shouxin::ring {

class Settling {
public:
    explicit Settling(const Graph& graph);

    // Nobody if nothing holds together. Its score isn't set.
    Group settle(std::span<const std::uint32_t> seed_targets);

private:
    // How much more than the average of its group does one do? A half, as much, or twice.
    static constexpr std::array<float, 3> paces = {0.5F, 1.0F, 2.0F};

    struct Tally {
        std::uint32_t row = 0;
        std::array<Evidence, paces.size()> sums{};
    };

    // The sides of the group so far: rows, and marks by row.
    struct Members {
        std::vector<std::uint32_t> rows;
        std::vector<std::uint8_t> marks;

        void become(std::vector<std::uint32_t> other);
    };

    void first_sources();
    void first_targets();
    void decide_sources();
    void decide_targets();
    void count_edges();
    void count_hits_of_sources();
    void count_hits_of_targets();
    std::vector<std::uint32_t> convicted(double expected, std::size_t many, std::size_t before);
    void clear_hits();
    void add(Tally& tally, float ratio) const;

    const Graph& graph_;
    double all_edges_;
    Members sources_;
    Members targets_;
    TimeFactor time_;
    std::uint32_t edges_ = 0;                 // between them
    std::vector<std::uint32_t> moments_;      // of those
    std::vector<std::uint32_t> source_hits_;  // edges to the group's targets, by source
    std::vector<std::uint32_t> target_hits_;  // edges from the group's sources, by target
    std::vector<std::uint32_t> touched_;      // whose hits aren't 0
    std::vector<std::uint32_t> place_;        // in tallies_, by source
    std::vector<Tally> tallies_;
};

}  // namespace shouxin::ring
