// How far is it where nobody gave a matrix? As the crow flies, by the equirectangular formula at
// the mean latitude of the two places, on a sphere of 6,371,000 m. Pure, the same bits everywhere.
#pragma once

#include "dispatch/visits/problem.h"

#include <span>

namespace shouxin::dispatch::visits {

// Where a place is, prepared for many distances.
class Spot {
public:
    explicit Spot(const Position& position);

    friend double metres(const Spot& a, const Spot& b);

private:
    double longitude_;  // radians
    double latitude_;
    double half_cosine_;  // of half the latitude
    double half_sine_;
};

double metres(const Spot& a, const Spot& b);

// Whole seconds for a way, rounded up. REQUIRES: speed_kmh > 0.
std::int32_t seconds_for(double metres, double speed_kmh);

// Durations and distances between all places. REQUIRES: every place has a position.
Profile straight_lines(std::span<const Place> places, double speed_kmh);

}  // namespace shouxin::dispatch::visits
