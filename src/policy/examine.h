// Can a condition ever be true, can it ever be false, and does another one cover it? By intervals:
// a condition is turned into alternatives (disjunctive normal form), each of which says between
// which bounds every value lies and whether it may be unknown.
//
// What is said is certain; what isn't said may still be so. Not looked into: conditions with more
// than 32 alternatives or over-long ones; how sums and products hang together with their parts;
// what two comparisons between fields (a < b, b < c) say together; and whether several alternatives
// cover one only together. Pure functions.
#pragma once

#include "model/action.h"
#include "policy/expression.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace shouxin::policy {

// What a value may be: between two bounds without some points, or unknown.
struct Domain {
    std::int64_t low = value_min;
    std::int64_t high = value_max;
    std::set<std::int64_t> without{};
    bool may_be_unknown = true;

    [[nodiscard]] bool is_empty() const { return low > high && !may_be_unknown; }

    // What both allow.
    void narrow(const Domain& by);

    [[nodiscard]] bool is_within(const Domain& other) const;
};

// By the value's name: what it may be where all of this holds. What has no row may be anything.
using Alternative = std::map<std::string, Domain>;

struct Examined {
    std::vector<Alternative> alternatives;   // it is true where one of them holds; none: never
    Place contradiction;                     // if never: the comparison that can't be met
    std::map<std::string, Domain> anything;  // what each value named may be at all
};

// nullopt if it has too many alternatives. With `negated`: where it is false.
std::optional<Examined> examine(
    const Expression& condition,
    model::SubjectKind on,
    const WindowSet& windows,
    bool negated = false);

// Whether every alternative of `one` lies within some of `others`.
bool is_covered(const Examined& one, const std::vector<const Examined*>& others);

}  // namespace shouxin::policy
