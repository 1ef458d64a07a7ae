#include "dispatch/visits/why_unserved.h"

#include "dispatch/visits/insertion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace shouxin::dispatch::visits {

WhyUnserved::WhyUnserved(const Instance& instance, std::span<const Route> routes, bool tried)
    : instance_(instance), routes_(routes), tried_(tried) {
    for (VehicleIndex vehicle = 0; vehicle < instance.vehicle_count(); ++vehicle) {
        idle_.emplace_back(instance, vehicle);
    }
}

std::string WhyUnserved::operator()(RequestIndex request) const {
    const Request& asked = instance_.problem().requests[request];
    const auto candidates = instance_.candidates(request);
    if (candidates.empty()) {
        return why_no_candidate(request);
    }
    if (!tried_ && fits_one(routes_, request)) {
        return "the time limit came before it was planned";
    }
    const auto reaches = [&](VehicleIndex vehicle) {
        return can_reach(vehicle, asked.task) && (!asked.drop || can_reach(vehicle, *asked.drop));
    };
    if (std::ranges::none_of(candidates, reaches)) {
        return "there is no way to it and back for any vehicle that could take it";
    }
    if (!fits_one(idle_, request)) {
        return "no time window can be reached, not even by a vehicle with nothing else to do";
    }
    return candidates.size() == 1
               ? std::string("the one vehicle that could serve it has no gap left")
               : fmt::format(
                     "none of the {} vehicles that could serve it has a gap left",
                     candidates.size());
}

std::string WhyUnserved::why_no_candidate(RequestIndex request) const {
    const Request& asked = instance_.problem().requests[request];
    bool skilled = false;
    bool roomy = false;
    for (VehicleIndex vehicle = 0; vehicle < instance_.vehicle_count(); ++vehicle) {
        const bool skills = instance_.has_skills(asked, vehicle);
        skilled = skilled || skills;
        roomy = roomy || (skills && instance_.has_room(request, vehicle));
    }
    if (!skilled) {
        return asked.skills.size() == 1
                   ? fmt::format("no vehicle has the skill {}", asked.skills[0])
                   : fmt::format("no vehicle has all the skills {}", fmt::join(asked.skills, ", "));
    }
    return roomy ? "no vehicle that could take it works in its time windows"
                 : "no vehicle with the skills has the capacity";
}

// Whether it could go there and back at all, whatever the time.
bool WhyUnserved::can_reach(VehicleIndex vehicle, const Task& task) const {
    const Fleet& fleet = instance_.fleet(vehicle);
    const Grid& ways = *instance_.ways(vehicle).durations;
    return ways.at(fleet.start, task.place) <= Grid::reachable_max &&
           ways.at(task.place, fleet.end) <= Grid::reachable_max;
}

bool WhyUnserved::fits_one(std::span<const Route> routes, RequestIndex request) const {
    return std::ranges::any_of(instance_.candidates(request), [&](VehicleIndex vehicle) {
        return best_insertion(instance_, routes[vehicle], request).possible();
    });
}

}  // namespace shouxin::dispatch::visits
