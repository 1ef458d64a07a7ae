// Who calls today, and who is there to come? A city's urgent customers with what they will do, and
// its technicians, made before the day begins. Plain values.
#pragma once

#include "base/random.h"
#include "dispatch/urgent/cards.h"
#include "world/country/habits.h"
#include "world/country/territory.h"
#include "world/country/urgent_day.h"

#include <optional>
#include <vector>

namespace shouxin::world::country {

// What a caller says, and what nobody knows yet.
struct Caller {
    dispatch::urgent::JobCard card;
    Millis patience = 0;  // until it cancels, unless somebody is there
    Millis work = 0;      // what it will take
};

struct Worker {
    dispatch::urgent::TechnicianCard card;
    std::optional<Millis> falls_ill;
};

// In the order in which they call, until `demand.until`.
std::vector<Caller> callers_of(
    const Territory& territory, const UrgentDemand& demand, Random random);

std::vector<Worker> workers_of(
    const Territory& territory, const UrgentDemand& demand, Random random);

}  // namespace shouxin::world::country
