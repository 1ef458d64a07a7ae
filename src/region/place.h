// Where is a place, and in which coordinates? Maps of China show three: WGS-84 is the satellites',
// GCJ-02 the one the law asks for, BD-09 Baidu's. A position keeps its system; conversions are
// explicit. Pure functions, the same results on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace shouxin::region {

enum class CoordinateSystem : std::uint8_t { wgs84, gcj02, bd09 };

std::string_view name_of(CoordinateSystem system);  // WGS-84, GCJ-02, BD-09
std::optional<CoordinateSystem> coordinate_system(std::string_view name);

struct Position {
    double longitude = 0;  // degrees east
    double latitude = 0;   // degrees north
    CoordinateSystem system = CoordinateSystem::gcj02;
    friend bool operator==(const Position&, const Position&) = default;
};

// Converted, and rounded to a millionth of a degree (0.11 m). Outside of 72 to 138 east and 0.8 to
// 56 north WGS-84 and GCJ-02 are the same. The shift of GCJ-02 was never published; this is the
// known approximation. There and back again it errs by less than 0.5 m (GCJ-02) or 1 m (BD-09).
Position converted(const Position& position, CoordinateSystem to);

// Metres on a sphere of 6,371,000 m by the haversine formula, to the decimetre; both are taken to
// WGS-84. A sphere errs by up to 0.6 %.
double metres_between(const Position& a, const Position& b);

}  // namespace shouxin::region
