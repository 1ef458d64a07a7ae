// Days for tests: small cities with more work than hands at times.
#pragma once

#include "base/random.h"
#include "dispatch/city/city_day.h"

#include <fmt/format.h>

#include <cstdint>

namespace shouxin::dispatch::city {

inline CityDay made_day(std::uint64_t seed, std::size_t technicians, std::size_t jobs) {
    Random random(seed);
    const auto place = [&] {
        return Place(113.3 + random.uniform(-0.05, 0.05), 23.1 + random.uniform(-0.05, 0.05));
    };
    CityDay day{18, 1.35, 60'000, {}, {}};
    for (std::size_t t = 0; t < technicians; ++t) {
        NamedTechnician made{fmt::format("t{}", t), {}};
        made.card.at = place();
        made.card.shift.from = random.uniform_int(0, 2) * 3'600'000;
        made.card.shift.to = made.card.shift.from + random.uniform_int(1, 8) * 3'600'000;
        for (int skill = 0; skill < 3; ++skill) {
            made.card.qualification.skills.set(random.uniform_index(5));
        }
        day.technicians.push_back(made);
    }
    for (std::size_t j = 0; j < jobs; ++j) {
        NamedJob made{fmt::format("j{}", j), {}, 0};
        made.card.at = place();
        made.card.opened = random.uniform_int(0, 6 * 3'600'000);
        made.card.service = random.uniform_int(0, 60) * 60'000;
        made.skill = random.uniform_int(0, 6);
        made.card.requirement.skill = static_cast<urgent::Kind>(made.skill);
        day.jobs.push_back(made);
    }
    return day;
}

}  // namespace shouxin::dispatch::city
