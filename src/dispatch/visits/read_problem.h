// What does a problem in VROOM's JSON ask for? docs/formats/dispatch.md lists what is understood;
// everything else is refused by name, with its place in the file. Pure.
#pragma once

#include "base/result.h"
#include "dispatch/json.h"
#include "dispatch/visits/problem.h"

namespace shouxin::dispatch::visits {

// The speed of those for whom no matrix is given.
constexpr double usual_speed_kmh = 20;

// `invalid`: a sentence that begins with a JSON pointer to what is wrong.
Result<Problem> read_problem(const JsonDocument& document, double speed_kmh = usual_speed_kmh);

}  // namespace shouxin::dispatch::visits
