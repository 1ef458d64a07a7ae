// What does each technician do when? A plan's days as rows of bars over a common clock. Pure.
#pragma once

#include "dispatch/visits/instance.h"
#include "dispatch/visits/schedule.h"
#include "report/visits_canvas.h"

namespace shouxin::report {

// Draws from the frame's upper left corner, as wide as it is; returns how high that became.
double draw_days(
    Canvas& canvas,
    const dispatch::visits::Instance& instance,
    const dispatch::visits::Schedule& schedule,
    const Box& frame);

// What the bars and marks mean, in one line of about 900 units.
void draw_legend(Canvas& canvas, double x, double y);

}  // namespace shouxin::report
