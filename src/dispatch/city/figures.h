// How good was the day? The share at the door in time, and what that share hides. Pure.
#pragma once

#include "dispatch/city/city_day.h"
#include "dispatch/city/simulate.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::dispatch::city {

// Of values: the tenth, the half, the nine tenths, and Gini's index (0: all alike, 1: one has all).
struct Spread {
    double p10 = 0;
    double p50 = 0;
    double p90 = 0;
    double gini = 0;
};

Spread spread_of(std::vector<double> values);

// The smallest value that at least `share` of all don't exceed; 0 of nothing. Sorts.
double quantile(std::vector<double>& values, double share);

struct Figures {
    std::size_t jobs = 0;
    std::size_t refused = 0;
    std::size_t in_time = 0;   // at the door in 30 minutes; a refused job isn't
    double mean_excess_s = 0;  // over 30 minutes, of all jobs that were served
    double p50_wait_s = 0;
    double p99_wait_s = 0;
    double max_wait_s = 0;
    std::size_t promises_kept = 0;     // arrived within 10 minutes of the time first told
    std::size_t retold = 0;            // times another time was told
    std::int64_t worst_skill = 0;      // of those with at least 10 jobs, by share in time
    std::size_t worst_skill_jobs = 0;  // 0: no skill has 10
    std::size_t worst_skill_in_time = 0;
    Spread jobs_each;  // over all technicians
    Spread kilometres_each;
    double kilometres = 0;
};

Figures figures_of(const CityDay& day, std::span<const Outcome> outcomes);

}  // namespace shouxin::dispatch::city
