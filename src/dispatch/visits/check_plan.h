// Can the solver begin with this plan? Whether it is one at all: everybody at most once, pickups
// before their deliveries on the same vehicle, breaks in order. Times are not looked at. Pure.
#pragma once

#include "base/result.h"
#include "dispatch/visits/plan.h"
#include "dispatch/visits/problem.h"

namespace shouxin::dispatch::visits {

// `invalid`: a sentence that names the vehicle by its id.
Result<void> check_plan(const Problem& problem, const Plan& plan);

}  // namespace shouxin::dispatch::visits
