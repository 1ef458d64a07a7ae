// Is it a member? Its evidence: a likelihood ratio of two Poisson processes, where members may do
// half as much as their group's average, as much, or twice. A plain value.
#pragma once

#include "ring/evidence.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace shouxin::ring {

class Tally {
public:
    // An edge to the group. `ratio`: the group's rate over what chance explains, there and then.
    void add(double ratio) {
        for (std::size_t i = 0; i < paces.size(); ++i) {
            sums_[i] += log_of(1.0 + paces[i] * ratio);
        }
    }

    // Does the evidence outweigh that members are rare? A member has `expected` edges to the group
    // on average; that there might have been more speaks against it.
    [[nodiscard]] bool convicts(double expected, Evidence rarity) const {
        for (std::size_t i = 0; i < paces.size(); ++i) {
            const auto silence = static_cast<Evidence>(1000.0 * expected * paces[i]);
            if (sums_[i] - silence > rarity + pace_rarity[i]) {
                return true;
            }
        }
        return false;
    }

private:
    static constexpr std::array<double, 3> paces = {0.5, 1.0, 2.0};
    static constexpr std::array<Evidence, 3> pace_rarity = {1386, 693, 1386};  // ln 4, ln 2, ln 4

    std::array<Evidence, paces.size()> sums_{};
};

// How rare members are, where `members` of `rows` are some.
inline Evidence rarity_of(std::size_t rows, std::size_t members) {
    return log_of(std::max(2.0, static_cast<double>(rows) / static_cast<double>(members)));
}

}  // namespace shouxin::ring
