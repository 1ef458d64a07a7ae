// Which dense groups does a graph hold? None if it holds none: the search has its own end.
//
// Twice: first among the edges in bursts of their targets, where a ring that keeps time stands out
// most, then among all edges that no group explains yet. Each time: seeds (seeds.h), settled into
// groups on all edges and moments (settle.h), kept if no accident explains them (dense_group.h).
// Same groups whatever the executor.
#pragma once

#include "base/executor.h"
#include "ring/dense_group.h"

#include <vector>

namespace shouxin::ring {

// Best first.
std::vector<DenseGroup> find_groups(Graph graph, Executor& executor);

}  // namespace shouxin::ring
