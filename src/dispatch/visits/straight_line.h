// How far is it where nobody gave a matrix? As the crow flies (dispatch/place.h). Pure.
#pragma once

#include "dispatch/place.h"
#include "dispatch/visits/problem.h"

#include <span>

namespace shouxin::dispatch::visits {

// REQUIRES: degrees within their bounds, as read_position() leaves them.
dispatch::Place place_of(const Position& position);

// Whole seconds for a way, rounded up. REQUIRES: speed_kmh > 0.
std::int32_t seconds_for(double metres, double speed_kmh);

// Durations and distances between all places. REQUIRES: every place has a position.
Profile straight_lines(std::span<const Place> places, double speed_kmh);

}  // namespace shouxin::dispatch::visits
