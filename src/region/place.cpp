#include "region/place.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace shouxin::region {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double earth_radius_m = 6371000;
constexpr double degree = pi / 180;

// The ellipsoid of Krasovsky 1940, on which the shift of GCJ-02 is defined.
constexpr double krasovsky_axis_m = 6378245;
constexpr double krasovsky_eccentricity_squared = 0.00669342162296594323;

// BD-09 is GCJ-02 moved by a constant and a ripple of this wave number.
constexpr double baidu_east = 0.0065;
constexpr double baidu_north = 0.006;
constexpr double baidu_wave = pi * 3000 / 180;

constexpr std::array<std::pair<CoordinateSystem, std::string_view>, 3> names = {{
    {CoordinateSystem::wgs84, "WGS-84"},
    {CoordinateSystem::gcj02, "GCJ-02"},
    {CoordinateSystem::bd09, "BD-09"},
}};

struct Shift {
    double east = 0;
    double north = 0;
};

bool in_china(double longitude, double latitude) {
    return longitude > 72.004 && longitude < 137.8347 && latitude > 0.8293 && latitude < 55.8271;
}

// From WGS-84 to GCJ-02, in degrees, at a place in WGS-84.
Shift shift_at(double longitude, double latitude) {
    if (!in_china(longitude, latitude)) {
        return {};
    }
    const double x = longitude - 105;
    const double y = latitude - 35;
    const double root = std::sqrt(std::abs(x));
    const double short_waves = (20 * std::sin(6 * x * pi) + 20 * std::sin(2 * x * pi)) * 2 / 3;
    const double north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root +
                           short_waves +
                           (20 * std::sin(y * pi) + 40 * std::sin(y / 3 * pi)) * 2 / 3 +
                           (160 * std::sin(y / 12 * pi) + 320 * std::sin(y * pi / 30)) * 2 / 3;
    const double east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + short_waves +
                          (20 * std::sin(x * pi) + 40 * std::sin(x / 3 * pi)) * 2 / 3 +
                          (150 * std::sin(x / 12 * pi) + 300 * std::sin(x / 30 * pi)) * 2 / 3;
    const double sine = std::sin(latitude * degree);
    const double flat = 1 - krasovsky_eccentricity_squared * sine * sine;
    const double meridian_m =
        krasovsky_axis_m * (1 - krasovsky_eccentricity_squared) / (flat * std::sqrt(flat));
    const double parallel_m = krasovsky_axis_m / std::sqrt(flat) * std::cos(latitude * degree);
    return {east_m / (parallel_m * degree), north_m / (meridian_m * degree)};
}

Position gcj_of_wgs(Position p) {
    const Shift shift = shift_at(p.longitude, p.latitude);
    return {p.longitude + shift.east, p.latitude + shift.north, CoordinateSystem::gcj02};
}

// The shift changes by less than a hundredth of the way, so a few steps find where it came from.
Position wgs_of_gcj(Position p) {
    Position guess = p;
    for (int step = 0; step < 6; ++step) {
        const Shift shift = shift_at(guess.longitude, guess.latitude);
        guess = {p.longitude - shift.east, p.latitude - shift.north, CoordinateSystem::wgs84};
    }
    guess.system = CoordinateSystem::wgs84;
    return guess;
}

Position bd_of_gcj(Position p) {
    const double z =
        std::hypot(p.longitude, p.latitude) + 0.00002 * std::sin(p.latitude * baidu_wave);
    const double angle =
        std::atan2(p.latitude, p.longitude) + 0.000003 * std::cos(p.longitude * baidu_wave);
    return {
        z * std::cos(angle) + baidu_east,
        z * std::sin(angle) + baidu_north,
        CoordinateSystem::bd09};
}

Position gcj_of_bd(Position p) {
    const double x = p.longitude - baidu_east;
    const double y = p.latitude - baidu_north;
    const double z = std::hypot(x, y) - 0.00002 * std::sin(y * baidu_wave);
    const double angle = std::atan2(y, x) - 0.000003 * std::cos(x * baidu_wave);
    return {z * std::cos(angle), z * std::sin(angle), CoordinateSystem::gcj02};
}

double rounded(double value, double steps) {
    return std::round(value * steps) / steps;
}

Position exactly_converted(Position p, CoordinateSystem to) {
    if (p.system != to && p.system != CoordinateSystem::gcj02) {  // all ways lead over GCJ-02
        p = p.system == CoordinateSystem::wgs84 ? gcj_of_wgs(p) : gcj_of_bd(p);
    }
    if (p.system == to) {
        return p;
    }
    return to == CoordinateSystem::wgs84 ? wgs_of_gcj(p) : bd_of_gcj(p);
}

}  // namespace

std::string_view name_of(CoordinateSystem system) {
    return std::find_if(names.begin(), names.end(), [&](auto& one) { return one.first == system; })
        ->second;
}

std::optional<CoordinateSystem> coordinate_system(std::string_view name) {
    for (const auto& [system, its_name] : names) {
        if (name == its_name) {
            return system;
        }
    }
    return std::nullopt;
}

Position converted(const Position& position, CoordinateSystem to) {
    if (position.system == to) {
        return position;
    }
    const Position there = exactly_converted(position, to);
    return {rounded(there.longitude, 1e6), rounded(there.latitude, 1e6), to};
}

double metres_between(const Position& a, const Position& b) {
    const Position from = exactly_converted(a, CoordinateSystem::wgs84);
    const Position to = exactly_converted(b, CoordinateSystem::wgs84);
    const double north = std::sin((to.latitude - from.latitude) * degree / 2);
    const double east = std::sin((to.longitude - from.longitude) * degree / 2);
    const double along = std::cos(from.latitude * degree) * std::cos(to.latitude * degree);
    const double half_chord = std::sqrt(north * north + along * east * east);
    return rounded(2 * earth_radius_m * std::asin(std::min(1.0, half_chord)), 10);
}

}  // namespace shouxin::region
