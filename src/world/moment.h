// What time is it in the made-up market? Milliseconds since 1970 (UTC), written as China's local
// time. Pure functions.
#pragma once

#include <cstdint>
#include <string>

namespace shouxin::world {

using Ms = std::int64_t;
using Fen = std::int64_t;

inline constexpr Ms second_ms = 1000;
inline constexpr Ms minute_ms = 60 * second_ms;
inline constexpr Ms hour_ms = 60 * minute_ms;
inline constexpr Ms day_ms = 24 * hour_ms;

constexpr Ms hours(double count) {
    return static_cast<Ms>(count * static_cast<double>(hour_ms));
}

constexpr Ms days(double count) {
    return static_cast<Ms>(count * static_cast<double>(day_ms));
}

constexpr Ms seconds(double count) {
    return static_cast<Ms>(count * static_cast<double>(second_ms));
}

// Midnight in China, `day` days after 1970-01-01.
constexpr Ms local_midnight(std::int64_t day) {
    return day * day_ms - 8 * hour_ms;
}

// 0 to 23, China's local time.
constexpr int local_hour(Ms at) {
    return static_cast<int>((at + 8 * hour_ms) / hour_ms % 24);
}

// Appends 2026-11-01T20:14:03.120+08:00.
void append_rfc3339(std::string& out, Ms at);

}  // namespace shouxin::world
