// How much does a likelihood ratio weigh? Evidence is an integer, thousandths of a nat, so that
// the order in which it is added up doesn't matter and no libm is asked. Pure.
#pragma once

#include <cstdint>

namespace shouxin::ring {

using Evidence = std::int64_t;  // thousandths of a nat

inline constexpr Evidence nat = 1000;

// 1000 ln x, within 1. REQUIRES: x is positive, finite and normal.
Evidence log_of(double x);

// What `found` things say against an expectation of `expected` (Poisson, at the best rate):
// found ln(found / expected) - found + expected; 0 where there are no more than expected.
Evidence surprise_of(double found, double expected);

// 1000 n KL(x/n || p): e to the minus that bounds the chance of x or more successes among n at
// rate p, with or without replacement (Hoeffding 1963). 0 where x/n <= p.
Evidence excess_of(double x, double n, double p);

}  // namespace shouxin::ring
