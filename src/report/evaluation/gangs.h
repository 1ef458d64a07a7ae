// Of each gang, how much stands in one ring? The best ring by overlap, and the strangers in it.
// Pure.
#pragma once

#include "report/evaluation/evaluation.h"

#include <vector>

namespace shouxin::report::evaluation {

// One for each gang, in their order. Of rings with the same overlap the smallest, then the first.
std::vector<GangFound> gangs_found(
    const std::vector<Gang>& gangs, const std::vector<SaidRing>& rings);

}  // namespace shouxin::report::evaluation
