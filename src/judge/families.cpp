#include "judge/families.h"

#include "judge/probability.h"
#include "signal/constants.h"
#include "signal/sheet.h"

#include <algorithm>
#include <array>

namespace shouxin::judge {

Evidence capped_by_family(
    const Trees& trees, std::span<const std::int16_t> row, Evidence evidence) {
    if (evidence <= 0) {
        return evidence;  // nobody is flagged by that
    }
    std::array<Evidence, signal::measure_count> share{};
    trees.explain(row, share);
    std::array<Evidence, signal::family_count> by_family{};
    for (std::size_t measure = 0; measure < share.size(); ++measure) {
        by_family[static_cast<std::size_t>(signal::measures()[measure].family)] += share[measure];
    }
    const Evidence most = to_log_odds(signal::constants::one_family_ppm) - trees.prior();
    for (const Evidence family : by_family) {
        evidence -= std::max(0, family - most);
    }
    return evidence;
}

}  // namespace shouxin::judge
