#include "judge/families.h"

#include "judge/probability.h"
#include "signal/constants.h"

#include <algorithm>
#include <numeric>

namespace shouxin::judge {

ByFamily evidence_by_family(const Trees& trees, std::span<const std::int16_t> row) {
    std::array<Evidence, signal::measure_count> share{};
    trees.explain(row, share);
    ByFamily own{};
    ByFamily place{};
    for (std::size_t measure = 0; measure < share.size(); ++measure) {
        const signal::MeasureInfo& info = signal::measures()[measure];
        (info.of_place ? place : own)[static_cast<std::size_t>(info.family)] += share[measure];
    }
    const Evidence most_of_place = to_log_odds(signal::constants::place_ppm) - trees.prior();
    const Evidence most = to_log_odds(signal::constants::one_family_ppm) - trees.prior();
    const Evidence all_of_place = std::accumulate(place.begin(), place.end(), Evidence{0});
    for (std::size_t family = 0; family < own.size(); ++family) {
        // Of too much each family loses in proportion.
        const Evidence of_place =
            all_of_place > most_of_place
                ? static_cast<Evidence>(std::int64_t{place[family]} * most_of_place / all_of_place)
                : place[family];
        own[family] = std::min(own[family] + of_place, most);
    }
    return own;
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
