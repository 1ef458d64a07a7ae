// A day of urgent jobs in one city, as a city file tells it. Plain values.
#pragma once

#include "dispatch/urgent/cards.h"
#include "dispatch/urgent/pace.h"

#include <string>
#include <vector>

namespace shouxin::dispatch::city {

struct NamedTechnician {
    std::string id;
    urgent::TechnicianCard card;
};

struct NamedJob {
    std::string id;
    urgent::JobCard card;
    std::int64_t skill = 0;  // as the file numbers it
};

struct CityDay {
    double speed_kmh = 0;
    double detour = 0;
    urgent::Millis handling = 0;
    std::vector<NamedTechnician> technicians;  // in the file's order
    std::vector<NamedJob> jobs;  // in the file's order, which need not be that of time

    [[nodiscard]] urgent::Pace pace() const { return {speed_kmh, detour}; }
};

}  // namespace shouxin::dispatch::city
