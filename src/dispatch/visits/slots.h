// When could we come? For a new job and the time windows that could be offered, what each would
// cost more in the plan as it stands: the cheapest insertion, O(1) a gap. Immutable once made, so
// quotes may be asked from several threads; instance and plan must outlive it.
#pragma once

#include "dispatch/visits/insertion.h"
#include "dispatch/visits/plan.h"
#include "dispatch/visits/route.h"

#include <optional>
#include <span>
#include <vector>

namespace shouxin::dispatch::visits {

// Ways between each place of the problem and one that isn't in it, by place.
struct NewWays {
    std::vector<std::int32_t> to;  // durations
    std::vector<std::int32_t> from;
    std::vector<std::int32_t> distances_to;  // empty: not known
    std::vector<std::int32_t> distances_from;
};

// As the crow flies. REQUIRES: every place has a position.
NewWays straight_ways(const Problem& problem, const Position& position, double speed_kmh);

// Somebody asks.
struct Inquiry {
    Task task;  // its windows don't count
    Amount delivery;
    Amount pickup;
    std::vector<std::uint32_t> skills;  // sorted
    std::optional<NewWays> ways;        // none: task.place is a place of the problem
};

// One window's answer.
struct Quote {
    bool possible = false;
    std::int64_t cost = 0;  // more, in Instance::cost_unit()
    Seconds travel = 0;     // more
    VehicleIndex vehicle = 0;
    std::uint16_t position = 0;  // before the stop now here
    Seconds begin = 0;           // of work, at the earliest
};

class SlotQuoter {
public:
    // REQUIRES: check_plan()'s approval.
    SlotQuoter(const Instance& instance, const Plan& plan);

    // One for each window. REQUIRES: a profile with a matrix of costs isn't asked about new places.
    [[nodiscard]] std::vector<Quote> quote(
        const Inquiry& inquiry, std::span<const Window> windows) const;

private:
    const Instance& instance_;
    std::vector<Route> routes_;
};

}  // namespace shouxin::dispatch::visits
