// Which edges came in a burst of their target? Those in some window of time, of nine lengths,
// that holds surprisingly many of the target's edges (a scan statistic, after Kulldorff 1997).
// Honest bursts are in too: who is in a burst is not yet in a ring. Pure.
#pragma once

#include "base/executor.h"
#include "ring/graph.h"

#include <cstdint>
#include <vector>

namespace shouxin::ring {

// 1 for an edge in a burst, by edge; all 0 where the graph has no times.
std::vector<std::uint8_t> in_bursts(const Graph& graph, Executor& executor);

}  // namespace shouxin::ring
