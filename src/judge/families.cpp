#include "judge/families.h"

#include "judge/probability.h"
#include "signal/constants.h"

#include <algorithm>
#include <numeric>

namespace shouxin::judge {

ByFamily evidence_by_family(const Trees& trees, std::span<const std::int16_t> row) {
    std::array<Evidence, signal::measure_count> share{};
    trees.explain(row, share);
    ByFamily families{};
    for (std::size_t measure = 0; measure < share.size(); ++measure) {
        families[static_cast<std::size_t>(signal::measures()[measure].family)] += share[measure];
    }
    const Evidence most = to_log_odds(signal::constants::one_family_ppm) - trees.prior();
    for (Evidence& family : families) {
        family = std::min(family, most);
    }
    return families;
}

Evidence capped_by_family(
    const Trees& trees, std::span<const std::int16_t> row, Evidence evidence) {
    if (evidence <= 0) {
        return evidence;
    }
    const ByFamily families = evidence_by_family(trees, row);
    return std::accumulate(families.begin(), families.end(), trees.prior());
}

}  // namespace shouxin::judge
