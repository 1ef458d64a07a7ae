// How did the country's day go? A map of its cities, and the hours and regions beside it, as one
// SVG picture. Pure.
#pragma once

#include "world/country/country.h"

#include <cstdint>
#include <span>
#include <string>

namespace shouxin::report {

// REQUIRES: a tally for each city.
std::string country_svg(
    std::span<const world::country::City> cities,
    std::span<const world::country::CityTally> tallies,
    std::uint32_t hours);

}  // namespace shouxin::report
