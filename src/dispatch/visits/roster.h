// How is a technician planned for several days at once? As one vehicle a day: a vehicle has one
// shift and is at home at both ends, which is just what a day is. Pure.
#pragma once

#include "dispatch/visits/problem.h"

#include <span>
#include <vector>

namespace shouxin::dispatch::visits {

// The technician's vehicle once for each shift, ids from `first_id` on. Breaks move with the
// shift: those of `technician` belong to technician.shift.
std::vector<Vehicle> roster(
    const Vehicle& technician, std::span<const Window> shifts, std::uint64_t first_id);

}  // namespace shouxin::dispatch::visits
