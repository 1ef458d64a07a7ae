// How would the service fare in the whole country? Its cities' days, urgent and booked, each with
// the dispatcher and the solver that the service runs. Cities don't meet, so they may be played at
// the same time; the same seed gives the same country, whatever the number of threads.
#pragma once

#include "base/executor.h"
#include "world/country/city.h"
#include "world/country/tally.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace shouxin::world::country {

struct Scale {
    double jobs = 1'000'000;              // expected in 24 hours
    std::uint32_t technicians = 100'000;  // about: those who do booked rounds are as many as needed
    std::uint32_t hours = 24;             // REQUIRES: 1 to 24
};

// Both may be called of several cities at the same time.
struct Watch {
    std::function<bool()> go_on;              // asked before each city: a false leaves it out
    std::function<void(std::uint64_t)> done;  // told after each, with the jobs it had
};

// By city.
std::vector<CityTally> play(
    std::span<const City> cities,
    const Scale& scale,
    std::uint64_t seed,
    Executor& executor,
    const Watch& watch);

// All jobs, urgent and booked.
std::uint64_t jobs_of(const CityTally& tally);

}  // namespace shouxin::world::country
