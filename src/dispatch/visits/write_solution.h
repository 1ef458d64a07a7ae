// How is a plan told to other programs? As VROOM's JSON (docs/formats/dispatch.md). Pure: the same
// schedule, the same bytes.
#pragma once

#include "dispatch/visits/instance.h"
#include "dispatch/visits/schedule.h"

#include <string>

namespace shouxin::dispatch::visits {

// One object, ended by a line break.
std::string write_solution(const Instance& instance, const Schedule& schedule);

}  // namespace shouxin::dispatch::visits
