// When does everybody arrive? The times of a plan: each visit as early as it can be, but nobody
// leaves home only to wait at the first door. Pure.
#pragma once

#include "dispatch/visits/instance.h"
#include "dispatch/visits/plan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::dispatch::visits {

struct TimedStep {
    enum class Kind : std::uint8_t { start, job, pickup, delivery, pause, end };
    Kind kind = Kind::start;
    std::uint32_t index = 0;  // of the request, or of the vehicle's break
    std::optional<PlaceIndex> place;
    Seconds arrival = 0;
    Seconds travelled = 0;  // from the start to here
    std::int64_t distance = 0;
    Seconds setup = 0;
    Seconds service = 0;
    Seconds waiting = 0;
    Amount load;  // when it is left
};

std::string_view word_for(TimedStep::Kind kind);

struct TimedRoute {
    VehicleIndex vehicle = 0;
    std::int64_t cost = 0;  // rounded, in what the problem's costs are stated in
    std::int64_t priority = 0;
    Seconds setup = 0;
    Seconds service = 0;
    Seconds waiting = 0;
    Amount delivery;
    Amount pickup;
    std::vector<TimedStep> steps;
};

// A request that nobody serves, and why in words.
struct Unserved {
    RequestIndex request = 0;
    std::string reason;
};

struct Schedule {
    std::vector<TimedRoute> routes;  // of the vehicles that go out, in the problem's order
    std::vector<Unserved> unserved;  // in the problem's order
};

// `all_tried`: whether the solver had the time to try each request (Solved::all_tried).
// REQUIRES: the plan is the solver's, or check_plan() approves of it.
Schedule schedule(const Instance& instance, const Plan& plan, bool all_tried = true);

}  // namespace shouxin::dispatch::visits
