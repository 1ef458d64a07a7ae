// What does a plan of booked visits look like? One SVG: a map of the routes where positions are
// known, each vehicle's day as a row of bars, and who isn't served and why. Pure.
#pragma once

#include "dispatch/visits/instance.h"
#include "dispatch/visits/schedule.h"

#include <string>

namespace shouxin::report {

std::string visits_svg(
    const dispatch::visits::Instance& instance, const dispatch::visits::Schedule& schedule);

}  // namespace shouxin::report
