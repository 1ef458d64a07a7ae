// Who goes where, in which order? A plan as the solver takes and gives it: no times, which
// schedule.h derives. Plain values.
#pragma once

#include "dispatch/visits/problem.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

namespace shouxin::dispatch::visits {

// A row of Problem::requests, and of Problem::vehicles.
using RequestIndex = std::uint32_t;
using VehicleIndex = std::uint32_t;

// One stop of a route.
struct Visit {
    enum class Kind : std::uint8_t { task, drop, pause };
    Kind kind = Kind::task;
    std::uint32_t index = 0;  // of the request, or of the vehicle's break for a pause

    friend bool operator==(const Visit&, const Visit&) = default;
};

struct VehiclePlan {
    // The visits, pauses among them; none for a vehicle that stays at home.
    std::vector<Visit> visits;

    // The first of them have begun, at these moments, and stay as they are: nothing is taken from
    // among them or put there, and no rule is held against them.
    std::vector<Seconds> begun;
};

// By vehicle.
using Plan = std::vector<VehiclePlan>;

// What a plan is judged by, the first that differs decides; less is better.
struct Objective {
    std::int64_t promises_broken = 0;
    std::int64_t priority_unserved = 0;
    std::int64_t unserved = 0;
    std::int64_t cost = 0;  // in Instance::cost_unit()

    friend auto operator<=>(const Objective&, const Objective&) = default;
};

}  // namespace shouxin::dispatch::visits
