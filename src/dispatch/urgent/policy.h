// What does a minute of waiting cost against a kilometre of driving? Every constant of the urgent
// dispatcher, with its source, in the unit of one job that comes later than 30 minutes.
#pragma once

#include "dispatch/urgent/cards.h"
#include "dispatch/urgent/pace.h"

#include <cstddef>

namespace shouxin::dispatch::urgent {

constexpr Millis second = 1000;
constexpr Millis minute = 60 * second;
constexpr Millis hour = 60 * minute;

// "Fitted": by search and by hand on cities of our own making (bench/city_days.py), not on files
// from elsewhere; docs/adr/0011-urgent-dispatch.md tells what each is worth.
struct Policy {
    // ---- What was promised -----------------------------------------------------------------
    Millis at_the_door = 30 * minute;  // the service's word
    Millis kept_within = 10 * minute;  // of the time told; a change beyond it is told anew

    // ---- The price of a wait of z half hours --------------------------------------------------
    double wait_squared = 0.8;      // fitted. z^2 up to z = 1: who waited longer goes first
    double late = 1.94;             // fitted. at once beyond 1: who can still make it goes first
    double late_slope = 0.8;        // fitted. (z-1): an excess counts by the minute
    double late_cubed = 0.2;        // fitted. (z-1)^3: and nobody is forgotten
    double short_first = 0.6;       // fitted. late * (mean service / service)^this under pressure
    Millis deferred = 52 * minute;  // fitted. without a technician: priced as if so far on

    // ---- The price of a technician's time ---------------------------------------------------
    double an_hour = 0.4;          // fitted. jobs late for want of an hour, when calm
    double an_hour_pressed = 0.8;  // fitted. on top under full pressure
    double pressure_from = 0.03;   // fitted. open jobs a technician on shift
    double pressure_full = 0.12;   // fitted
    double service_share = 0.25;   // fitted. of the service, beside the whole of the way
    double scarcity = 0.18;        // fitted. an hour of learned demand an hour that falls to him

    Millis nearer_within = 10 * minute;  // chosen: so long somebody free but far may be left idle

    // ---- Steadiness ------------------------------------------------------------------------
    double churn = 0.02;  // fitted. for another technician than the one matched so far

    // ---- Urgency (chosen: law of the trade, no data) -------------------------------------------
    double danger = 4;  // times the price of its wait
    double comfort = 0.6;

    // ---- Rhythm and bounds ---------------------------------------------------------------------
    Millis tick = 5 * second;         // 2 to 30 s make no difference
    std::size_t candidates_max = 64;  // a job; more change nothing that could be measured
    Millis answer_within = 0;         // silence after a commitment; 0: no answer is expected
    Millis overrun = 5 * minute;      // a visit past its end is expected to last so much more
    std::size_t technicians_max = 20'000;
    std::size_t jobs_max = 1'000'000;  // at a time; forget() makes room
};

}  // namespace shouxin::dispatch::urgent
