// Does a schedule keep the contract? Written from docs/formats/dispatch.md alone: it shares no
// arithmetic with the solver, looks everything up in the problem, and goes step by step.
#pragma once

#include "dispatch/visits/schedule.h"

#include <string>
#include <vector>

namespace shouxin::dispatch::visits {

// One sentence for each thing that is wrong.
std::vector<std::string> violations(const Problem& problem, const Schedule& schedule);

// The cost as the problem's prices say, rounded a route; REQUIRES: no violations.
std::int64_t cost_of(const Problem& problem, const Schedule& schedule);

}  // namespace shouxin::dispatch::visits
