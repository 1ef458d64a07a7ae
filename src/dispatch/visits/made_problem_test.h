// Problems for tests: random days of any kind, and small ones put together by hand.
#pragma once

#include "base/random.h"
#include "dispatch/visits/problem.h"

namespace shouxin::dispatch::visits {

// What a random day has.
struct Made {
    std::size_t requests = 30;
    std::size_t vehicles = 6;
    bool shipments = false;
    bool loads = false;
    bool breaks = false;
    bool limits = false;
    bool prices = false;  // costs by hour and km, or a matrix of them
    bool missing_ends = false;
    bool one_way = false;  // ways that differ by direction, and some that don't exist
    Seconds window = 7200;
};

Problem made_problem(std::uint64_t seed, const Made& made);

// Everything at once, drawn.
Made anything(Random& random);

}  // namespace shouxin::dispatch::visits
