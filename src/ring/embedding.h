// Which targets share their sources more than chance would have it? Each target gets a point in a
// space of 32 dimensions; targets of one dense group point the same way, and far.
//
// The points are the leading left singular vectors of the adjacency matrix, normalised by
// regularised degrees, less what the configuration model expects of the degrees:
//     B_ts = (A_ts - d_t d_s / E) / sqrt((d_t + tau_t) (d_s + tau_s)),   tau the mean degrees
// (Chaudhuri, Chung and Tsiatas 2012; Qin and Rohe 2013; Newman's modularity 2006), by block
// power iteration from a fixed start (Halko, Martinsson and Tropp 2011). Without the
// regularisation, vectors sit on stray pairs; without the expectation, on popular targets.
// Same bytes whatever the executor: rows are summed in their order, sums over rows in 64 pieces.
#pragma once

#include "base/executor.h"
#include "ring/graph.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace shouxin::ring {

inline constexpr std::size_t dimensions = 32;

using Point = std::array<float, dimensions>;

// By target. A direction is as long as the fourth power of its singular value, so that what stands
// above the noise is far out, and the noise near 0.
std::vector<Point> embed(const Graph& graph, Executor& executor);

}  // namespace shouxin::ring
