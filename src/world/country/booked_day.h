// How goes a city's day of booked visits? Its areas plan their rounds the evening before, each as
// one problem of the solver behind `shouxin dispatch`; then streets, homes and work take what they
// take.
#pragma once

#include "base/random.h"
#include "world/country/tally.h"
#include "world/country/territory.h"

namespace shouxin::world::country {

struct BookedDemand {
    double jobs = 0;  // expected in a day
    Millis until = 24 * hour;
};

// Adds to `tally`. The same arguments, the same day.
void play_booked_day(
    const Territory& territory, const BookedDemand& demand, Random random, CityTally& tally);

}  // namespace shouxin::world::country
