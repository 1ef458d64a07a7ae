// What does a minute of waiting cost against a kilometre of driving? Every constant of the urgent
// dispatcher, with its source, in the unit of one job that comes later than 30 minutes.
#pragma once

#include "dispatch/urgent/cards.h"
#include "dispatch/urgent/place.h"

#include <cstddef>

namespace shouxin::dispatch::urgent {

constexpr Millis second = 1000;
constexpr Millis minute = 60 * second;
constexpr Millis hour = 60 * minute;

// "Fitted": by random search on cities of our own making (bench/city_days.py), never on files from
// elsewhere; docs/adr/0011-urgent-dispatch.md tells what each is worth.
struct Policy {
    // ---- What was promised -----------------------------------------------------------------
    Millis at_the_door = 30 * minute;  // the service's word
    Millis kept_within = 10 * minute;  // of the time told; a change beyond it is told anew

    // ---- The price of a wait of z half hours --------------------------------------------------
    double wait_squared = 0.36;  // fitted. z^2: of two in time, who waited longer goes first
    double late = 1.94;          // fitted. at once beyond 30 min: who can still make it goes first
    double late_slope = 0.55;    // fitted. (z-1): nobody is forgotten
    double late_squared = 0.34;  // fitted. (z-1)^2: and the longest wait weighs most
    double short_first = 0.35;   // fitted. late * (mean service / service)^this under pressure
    Millis deferred = 52 * minute;  // fitted. without a technician a job is priced as if so far on

    // ---- The price of a technician's time ---------------------------------------------------
    double an_hour = 0.6;           // fitted. jobs late for want of an hour, when calm
    double an_hour_pressed = 0.62;  // fitted. on top under pressure
    double pressure_from = 0.03;    // fitted. open jobs a technician on shift
    double pressure_full = 0.12;    // fitted
    double service_share = 0.4;     // fitted. of the service, beside the whole of the way
    double scarcity = 0.18;         // fitted. hours of learned demand that fall to him an hour

    // ---- Steadiness ------------------------------------------------------------------------
    double churn = 0.003;  // chosen: half a minute's wait isn't worth another name told

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
