// Where do the routes go? A map of a plan's routes, homes and those not served. Pure.
#pragma once

#include "dispatch/visits/instance.h"
#include "dispatch/visits/schedule.h"
#include "report/visits_canvas.h"

namespace shouxin::report {

// Whether every place that the plan names has a position, and not all have the same.
bool has_map(
    const dispatch::visits::Instance& instance, const dispatch::visits::Schedule& schedule);

// REQUIRES: has_map().
void draw_map(
    Canvas& canvas,
    const dispatch::visits::Instance& instance,
    const dispatch::visits::Schedule& schedule,
    const Box& frame);

}  // namespace shouxin::report
