// Why is somebody not served? One sentence, the first that is true of: nobody has the skills, has
// the room, works then, can come there; all who could are full. Pure, no state that shows.
#pragma once

#include "dispatch/visits/route.h"

#include <span>
#include <string>
#include <vector>

namespace shouxin::dispatch::visits {

class WhyUnserved {
public:
    // `routes`: by vehicle, the plan's; they must outlive this. `tried`: whether the solver had the
    // time to look at everybody.
    WhyUnserved(const Instance& instance, std::span<const Route> routes, bool tried);

    [[nodiscard]] std::string operator()(RequestIndex request) const;

private:
    [[nodiscard]] std::string why_no_candidate(RequestIndex request) const;
    [[nodiscard]] bool can_reach(VehicleIndex vehicle, const Task& task) const;
    [[nodiscard]] bool fits_one(std::span<const Route> routes, RequestIndex request) const;

    const Instance& instance_;
    std::span<const Route> routes_;
    std::vector<Route> idle_;  // by vehicle: with nothing to do
    bool tried_;
};

}  // namespace shouxin::dispatch::visits
