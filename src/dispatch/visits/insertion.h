// Where in a route does one more request cost least? Each gap is tried in constant time, against
// the slack that the route knows of. A shipment's two stops are tried in all pairs of gaps, the
// second by walking on from the first. Pure functions; nothing is allocated.
#pragma once

#include "dispatch/visits/route.h"

#include <cstdint>
#include <limits>

namespace shouxin::dispatch::visits {

struct Insertion {
    static constexpr std::int64_t impossible = std::numeric_limits<std::int64_t>::max();

    std::int64_t cost = impossible;  // what the route costs more; if first is 0, at least that
    std::uint16_t first = 0;         // before the stop now here
    std::uint16_t second = 0;        // a shipment's delivery: before the stop now here

    [[nodiscard]] bool possible() const { return first != 0; }
};

// A stop that may not be in the problem yet, with the ways between it and each place.
struct NewStop {
    const Node* node = nullptr;
    const std::int32_t* to = nullptr;  // durations, from each place
    const std::int32_t* from = nullptr;
    const std::int32_t* other_to = nullptr;  // what else costs; null: nothing
    const std::int32_t* other_from = nullptr;
    const std::int32_t* distance_to = nullptr;  // null: not known
    const std::int32_t* distance_from = nullptr;
};

NewStop new_stop(const Node& node, const Ways& ways);

// Amounts by dimension; null: nothing.
struct NewLoad {
    const std::int64_t* delivery = nullptr;
    const std::int64_t* pickup = nullptr;
};

// The cheapest gap for a single stop, the earliest of equals, if it costs less than `limit`; else
// what one costs at least.
Insertion best_gap(
    const Instance& instance,
    const Route& route,
    const NewStop& stop,
    const NewLoad& load,
    std::int64_t limit = Insertion::impossible);

// The cheapest pair of gaps for a shipment of the problem, whatever it costs.
Insertion best_pair(const Instance& instance, const Route& route, RequestIndex request);

// The cheapest gap, or pair of gaps, for a request of the problem.
Insertion best_insertion(const Instance& instance, const Route& route, RequestIndex request);

// REQUIRES: insertion is best_insertion()'s for this very route. Leaves the route refreshed.
void insert(const Instance& instance, Route& route, RequestIndex request, Insertion insertion);

}  // namespace shouxin::dispatch::visits
