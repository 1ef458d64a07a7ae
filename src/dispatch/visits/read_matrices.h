// How long are the ways, as the file says? Square matrices of durations, distances and costs, by
// kind of vehicle. Pure.
#pragma once

#include "dispatch/json.h"
#include "dispatch/visits/problem.h"

#include <vector>

namespace shouxin::dispatch::visits {

// All profiles of `matrices`, of one size, each at least with durations. null is a way that
// doesn't exist.
Result<std::vector<Profile>> read_matrices(const Json& matrices);

}  // namespace shouxin::dispatch::visits
