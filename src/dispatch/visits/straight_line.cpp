#include "dispatch/visits/straight_line.h"

#include "base/must.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace shouxin::dispatch::visits {
namespace {

constexpr double earth_radius = 6'371'000;
constexpr double radians_a_degree = std::numbers::pi / 180;

// libm's sine may differ between machines by a bit. Taylor's series, for |x| <= pi / 4 exact to
// less than 1e-16.
double small_sine(double x) {
    const double y = x * x;
    double sum = 1;
    for (int n = 19; n >= 3; n -= 2) {
        sum = 1 - sum * y / (n * (n - 1));
    }
    return x * sum;
}

}  // namespace

Spot::Spot(const Position& position)
    : longitude_(position.longitude * radians_a_degree),
      latitude_(position.latitude * radians_a_degree),
      half_cosine_(0),
      half_sine_(small_sine(latitude_ / 2)) {
    half_cosine_ = std::sqrt(1 - half_sine_ * half_sine_);
}

double metres(const Spot& a, const Spot& b) {
    // cos((p + q) / 2) out of the halves of both.
    const double cosine = a.half_cosine_ * b.half_cosine_ - a.half_sine_ * b.half_sine_;
    const double x = (a.longitude_ - b.longitude_) * cosine;
    const double y = a.latitude_ - b.latitude_;
    return earth_radius * std::sqrt(x * x + y * y);
}

std::int32_t seconds_for(double metres, double speed_kmh) {
    MUST(speed_kmh > 0);
    const double seconds = std::ceil(metres * 3.6 / speed_kmh);
    return seconds <= Grid::reachable_max ? static_cast<std::int32_t>(seconds) : Grid::unreachable;
}

Profile straight_lines(std::span<const Place> places, double speed_kmh) {
    std::vector<Spot> spots;
    for (const Place& place : places) {
        MUST(place.position.has_value());
        spots.emplace_back(*place.position);
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
