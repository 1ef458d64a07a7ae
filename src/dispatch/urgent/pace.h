// How long does a way take? Straight metres made longer by a detour and travelled at one speed.
// Plain values.
#pragma once

#include "dispatch/place.h"

#include <cstdint>

namespace shouxin::dispatch::urgent {

using Millis = std::int64_t;  // from the caller's zero

// Rounds up to 0.1 s, but for what is rounding error of the last bits.
Millis rounded_up_to_tenth(double millis);

class Pace {
public:
    // REQUIRES: speed_kmh > 0, detour > 0.
    Pace(double speed_kmh, double detour) : millis_a_metre_(detour * 3600.0 / speed_kmh) {}

    [[nodiscard]] double millis(const Place& a, const Place& b) const {
        return metres(a, b) * millis_a_metre_;
    }

    [[nodiscard]] double millis_a_metre() const { return millis_a_metre_; }

    // When one is there who leaves at `departs`.
    [[nodiscard]] Millis arrival(Millis departs, double travel_millis) const {
        return rounded_up_to_tenth(static_cast<double>(departs) + travel_millis);
    }

private:
    double millis_a_metre_;
};

}  // namespace shouxin::dispatch::urgent
