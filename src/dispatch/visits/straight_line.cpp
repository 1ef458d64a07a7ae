#include "dispatch/visits/straight_line.h"

#include "base/must.h"

#include <cmath>
#include <vector>

namespace shouxin::dispatch::visits {

dispatch::Place place_of(const Position& position) {
    return {position.longitude, position.latitude};
}

std::int32_t seconds_for(double metres, double speed_kmh) {
    MUST(speed_kmh > 0);
    const double seconds = std::ceil(metres * 3.6 / speed_kmh);
    return seconds <= Grid::reachable_max ? static_cast<std::int32_t>(seconds) : Grid::unreachable;
}

Profile straight_lines(std::span<const Place> places, double speed_kmh) {
    std::vector<dispatch::Place> spots;
    for (const Place& place : places) {
        MUST(place.position.has_value());
        spots.push_back(place_of(*place.position));
    }
    Profile profile;
    profile.distances = Grid::symmetric(spots.size(), [&](std::size_t from, std::size_t to) {
        return static_cast<std::int32_t>(metres(spots[from], spots[to]) + 0.5);
    });
    profile.durations = Grid::symmetric(spots.size(), [&](std::size_t from, std::size_t to) {
        return seconds_for(metres(spots[from], spots[to]), speed_kmh);
    });
    return profile;
}

}  // namespace shouxin::dispatch::visits
