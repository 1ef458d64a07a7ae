// What would the urgent dispatcher have done on this day? Plays the day in simulated time: jobs
// ring when they ring, visits go as foreseen. The same day gives the same outcome. Pure.
#pragma once

#include "dispatch/city/city_day.h"
#include "dispatch/urgent/decision.h"
#include "dispatch/urgent/policy.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace shouxin::dispatch::city {

// What became of one job. Times in millis from the file's zero.
struct Outcome {
    bool refused = false;
    urgent::Reason reason = urgent::Reason::none;  // of a refusal
    std::uint32_t technician = 0;                  // row of CityDay::technicians
    urgent::Millis refused_at = 0;
    urgent::Millis assigned_at = 0;
    urgent::Millis departs_at = 0;
    urgent::Millis arrives_at = 0;
    urgent::Millis done_at = 0;
    urgent::Millis promised_at = 0;
    std::uint32_t retold = 0;
    urgent::Why why;
};

struct Played {
    std::vector<Outcome> outcomes;  // by row of CityDay::jobs
    std::uint64_t ticks = 0;        // with something to decide
    bool stopped = false;           // `go_on` said so; the rest of the outcomes is empty
};

// `go_on(jobs settled)` is asked at every tick.
Played simulate(
    const CityDay& day,
    const urgent::Policy& policy = {},
    const std::function<bool(std::size_t)>& go_on = {});

}  // namespace shouxin::dispatch::city
