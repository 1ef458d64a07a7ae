// What happened on this day, as a dispatcher wants to see it? One picture: figures; each job's wait
// over the day against 30 minutes; technicians at work and jobs open; each skill's share in time;
// the map. Chinese with English beside it, readable without colour. Pure.
#pragma once

#include "dispatch/city/city_day.h"
#include "dispatch/city/simulate.h"

#include <span>
#include <string>
#include <string_view>

namespace shouxin::report::city {

// A whole SVG document. `name` is what the day is called.
std::string svg(
    const dispatch::city::CityDay& day,
    std::span<const dispatch::city::Outcome> outcomes,
    std::string_view name);

}  // namespace shouxin::report::city
