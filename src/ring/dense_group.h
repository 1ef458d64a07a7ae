// What is a dense group, and what speaks for it? A set of sources and a set of targets with more
// edges between them than their degrees explain, in less time than their targets explain.
#pragma once

#include "ring/evidence.h"
#include "ring/graph.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::ring {

struct DenseGroup {
    Evidence score = 0;                  // from weigh()
    std::uint32_t edges = 0;             // between its sources and targets
    std::vector<std::uint32_t> sources;  // ascending
    std::vector<std::uint32_t> targets;  // ascending
};

// Smaller ones are nobody's lockstep: a flash sale has one target, a family two customers.
inline constexpr std::size_t least_sources = 5;
inline constexpr std::size_t least_targets = 3;

// Of this weight or more, a group is no accident: on graphs without rings none comes near it.
inline constexpr Evidence least_worth = 30 * nat;

// Is it more than the luckiest of all pairs of sets would be by chance? Positive evidence:
//   structure  the chance, in the configuration model, of so many edges between sources with such
//              degrees and targets with such degrees (hypergeometric tail, Hoeffding's bound);
//   time       the likelihood of the edges' moments as a lump of their own (Dirichlet-multinomial,
//              which pays for what it learns) over their targets' other edges' moments;
// less the logarithm of how many such pairs of sets there are: a scan statistic with a union
// bound, or equally a description length. So the chance of any group of worth w in a graph
// without rings is about e^-w, whatever its size. Negative if there is no group in it, or if
// whoever was there at those times would have met nearly as often by chance: a festival, when new
// shoppers and much-visited shops come together, and the group is only their keenest: less than
// half of what its targets get. (A ring of a good part of all there is gives its targets more.)
void weigh(const Graph& graph, DenseGroup& group);

// The sums that the structure's part of that, less the choices, needs.
struct Sums {
    std::uint64_t source_degrees = 0;
    std::uint64_t target_degrees = 0;
    std::uint64_t edges = 0;  // between them
    std::uint64_t all_edges = 0;
    std::size_t sources = 0;
    std::size_t targets = 0;
    std::size_t all_sources = 0;
    std::size_t all_targets = 0;
};

Evidence structure_worth(const Sums& sums);

}  // namespace shouxin::ring
