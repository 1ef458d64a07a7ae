// How does one gang serve thousands of merchants? In parts, each with its merchants, agents,
// workers and way of working, in some of the provinces; the merchants' money passes through a few
// hands above them all. Pure functions.
#pragma once

#include "world/gang_traits.h"
#include "world/places.h"
#include "world/serials.h"

#include <vector>

namespace shouxin::world {

// The traits of each part.
std::vector<GangTraits> plan_organisation(
    const FraudKnobs& knobs, const Places& places, int market_days, Serials& next, Random random);

}  // namespace shouxin::world
