// Whose honest orders are blocked more often than others'? By the size of the shop, and by the
// groups that scan names in groups.csv. Pure.
#pragma once

#include "report/evaluation/evaluation.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace shouxin::report::evaluation {

// A group with fewer honest orders blocked isn't said to stand above the others.
constexpr std::uint64_t above_blocked_min = 3;

// All orders first, then by size, then by group's name; none without honest orders.
std::vector<GroupBlocks> blocks_by_group(const Truth& truth, const Verdicts& verdicts);

// Where the true rate lies, with 95 %: Wilson (1927). REQUIRES: 0 < all, part <= all.
std::pair<double, double> wilson_interval(std::uint64_t part, std::uint64_t all);

}  // namespace shouxin::report::evaluation
