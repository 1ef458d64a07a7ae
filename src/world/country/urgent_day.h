// How goes a city's day of urgent jobs? The dispatcher that the service runs, fed by people who
// decline, keep silent, fall ill, cancel and aren't at home, in streets that fill and empty.
#pragma once

#include "base/random.h"
#include "world/country/tally.h"
#include "world/country/territory.h"

#include <cstdint>

namespace shouxin::world::country {

struct UrgentDemand {
    double jobs = 0;  // expected in 24 hours
    std::uint32_t technicians = 0;
    Millis until = 24 * hour;  // calls ring; they are followed for three hours more
};

// Adds to `tally`. The same arguments, the same day.
void play_urgent_day(
    const Territory& territory, const UrgentDemand& demand, Random random, CityTally& tally);

}  // namespace shouxin::world::country
