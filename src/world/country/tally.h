// What became of the jobs? Counts that add up: of an hour, a part of the country, a city. Integers,
// so that the order of adding never shows. Plain values.
#pragma once

#include "world/country/city.h"
#include "world/country/habits.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace shouxin::world::country {

struct UrgentTally {
    std::uint64_t jobs = 0;
    std::uint64_t served = 0;
    std::uint64_t in_time = 0;   // at the door in 30 minutes
    Millis excess = 0;           // beyond 30 minutes, of the served
    std::uint64_t promised = 0;  // were told a time
    std::uint64_t kept = 0;      // of the served: arrived within 10 minutes of the time first told
    std::uint64_t retold = 0;
    std::uint64_t refused = 0;
    std::uint64_t cancelled = 0;
    std::uint64_t nobody_home = 0;
    std::uint64_t declined = 0;   // commitments that technicians declined
    std::uint64_t silent = 0;     // or didn't answer
    std::uint64_t fell_ill = 0;   // or couldn't keep
    std::uint64_t left_open = 0;  // three hours after the simulated time was over

    UrgentTally& operator+=(const UrgentTally& other);
    friend bool operator==(const UrgentTally&, const UrgentTally&) = default;
};

struct BookedTally {
    std::uint64_t jobs = 0;
    std::uint64_t promised = 0;  // a slot was given
    std::uint64_t visited = 0;   // within the simulated time
    std::uint64_t kept = 0;  // of the visited: work began in the slot told, or within 10 minutes
    std::uint64_t nobody_home = 0;

    BookedTally& operator+=(const BookedTally& other);
    friend bool operator==(const BookedTally&, const BookedTally&) = default;
};

// Waits of the served, in minutes; the last counts all beyond.
using Waits = std::array<std::uint64_t, 361>;

struct CityTally {
    std::array<UrgentTally, 24> urgent{};  // by the hour in which it rang
    std::array<BookedTally, 24> booked{};  // by the hour of the slot
    Waits waits{};
    std::uint64_t technicians = 0;

    CityTally& operator+=(const CityTally& other);
    friend bool operator==(const CityTally&, const CityTally&) = default;
};

// Of a range of tallies, hours or cities.
template <class Tallies>
auto sum_of(const Tallies& tallies) {
    typename Tallies::value_type sum;
    for (const auto& tally : tallies) {
        sum += tally;
    }
    return sum;
}

// The least number of minutes within which `share` of the served had somebody at the door.
std::size_t wait_quantile_min(const Waits& waits, double share);

}  // namespace shouxin::world::country
