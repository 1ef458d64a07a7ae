// What is the best plan that can be found in the time there is? Cheapest insertion, then ruin and
// recreate under simulated annealing (docs/adr/0010-ruin-and-recreate.md). One thread. The clock
// stays outside: who calls says how much of the time is spent.
#pragma once

#include "dispatch/visits/instance.h"
#include "dispatch/visits/plan.h"

#include <cstdint>
#include <functional>

namespace shouxin::dispatch::visits {

struct Progress {
    std::uint64_t steps = 0;
    Objective best;
};

// Asked every few steps, and while the first plan is made: which share of the time is spent? From
// 1 on the solver stops within a few steps. Only this may make two runs differ.
using Spent = std::function<double(const Progress&)>;

struct Budget {
    std::uint64_t steps_max = 100'000;  // ruins, each with its recreation
    Spent spent;                        // empty: steps alone count
    std::uint64_t seed = 1;
};

struct Solved {
    Plan plan;
    Objective objective;
    std::uint64_t steps = 0;
    // Whether every request was tried at least once.
    bool all_tried = true;
};

// `start` may be empty, or a plan to begin with, that check_plan() approves of: what has begun in
// it stays, what was promised stays served, the rest may change. Plans never get worse.
Solved solve(const Instance& instance, const Plan& start, const Budget& budget);

}  // namespace shouxin::dispatch::visits
