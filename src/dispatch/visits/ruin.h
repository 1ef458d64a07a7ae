// Which visits are given up for a moment, so that a better plan can be found? Slack induction by
// string removals (Christiaens and Vanden Berghe 2020): from routes that pass near one request,
// a string of visits each. Not thread-safe.
#pragma once

#include "base/random.h"
#include "dispatch/visits/neighbours.h"
#include "dispatch/visits/solution.h"

#include <cstddef>
#include <vector>

namespace shouxin::dispatch::visits {

class Ruin {
public:
    explicit Ruin(const Instance& instance);

    // Removes from `solution`; Solution::settle() must follow.
    void operator()(Solution& solution, Random& random);

private:
    [[nodiscard]] RequestIndex pick_seed(const Solution& solution, Random& random) const;
    void remove_string(Solution& solution, RequestIndex around, std::size_t length, Random& random);
    void list_route(const Solution& solution, VehicleIndex vehicle);

    Neighbours neighbours_;
    std::vector<bool> ruined_;  // by vehicle
    std::vector<VehicleIndex> touched_;
    std::vector<RequestIndex> listed_;  // of one route, in order, each once
};

}  // namespace shouxin::dispatch::visits
