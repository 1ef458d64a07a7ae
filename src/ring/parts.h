// Is it one group, or several that were taken for one? Groups that share nothing can still be
// settled together, if they do about as much. Not thread-safe (the Settling isn't).
#pragma once

#include "ring/dense_group.h"
#include "ring/settle.h"

#include <vector>

namespace shouxin::ring {

// `group`, weighed, or the parts that together weigh more. Cuts the group's targets by the sign of
// the second singular vector of its edges (normalised cut, Shi and Malik 2000; Dhillon 2001 for two
// sides), settles both halves anew, and again with the parts, at most five times deep. Halves of
// what is one group settle into that one again, and it stays.
std::vector<DenseGroup> parts_of(const Graph& graph, Settling& settling, DenseGroup group);

}  // namespace shouxin::ring
