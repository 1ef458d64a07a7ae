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

#include "ring/dense_group.h"
#include "ring/tally.h"
#include "ring/time_factor.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::ring {

class Settling {
public:
    explicit Settling(const Graph& graph);

    // Nobody if nothing holds together. It isn't weighed.
    DenseGroup settle(std::span<const std::uint32_t> seed_targets);

    // The same from some of both sides, however common edges between such are.
    DenseGroup settle_from(
        std::span<const std::uint32_t> seed_sources, std::span<const std::uint32_t> seed_targets);

private:
    // One side of the group, and who may be on it. Members ascending; marks and hits by row.
    struct Side {
        explicit Side(std::uint32_t rows) : marks(rows, 0), hits(rows, 0), place(rows, 0) {}

        void become(std::vector<std::uint32_t> others);

        std::vector<std::uint32_t> members;
        std::vector<std::uint8_t> marks;     // 1: a member, 2: may be one
        std::vector<std::uint32_t> hits;     // edges to the other side's members
        std::vector<std::uint32_t> place;    // in `tallies`, of those who may be members
        std::vector<std::uint32_t> touched;  // who has hits
        std::vector<Tally> tallies;
    };

    DenseGroup settle(std::span<const std::uint32_t> seed_targets, double strictness);
    DenseGroup decide();
    void count_hits_of_sources();
    void count_hits_of_targets();
    void first_sources();
    void first_targets();
    void decide_sources();
    void decide_targets();
    void tally_target_for_sources(std::uint32_t target);
    Tally tally_of_target(std::uint32_t target);
    void count_edges();
    [[nodiscard]] double edges_a_pair() const;

    template <class Degree>
    std::vector<std::uint32_t> surprising(Side& side, Degree degree, double other_degrees) const;

    const Graph& graph_;
    double all_edges_;
    double strictness_ = 1;  // of the first look, where rates aren't known yet
    Side sources_;
    Side targets_;
    TimeFactor time_;
    std::vector<std::uint32_t> moments_;  // of the group's edges
    std::vector<std::uint32_t> wanted_;   // edges of one target to be judged
    std::vector<std::uint32_t> ours_;     // edges of one target from members
};

}  // namespace shouxin::ring
