// From evidence to probability and back: log-odds in thousandths of a nat, probability in
// millionths. The same integers on every machine.
#pragma once

#include "judge/trees.h"

#include <cstdint>

namespace shouxin::judge {

// 1 to 999,999: nothing is certain.
std::uint32_t to_ppm(Evidence log_odds);

// REQUIRES: 0 < ppm < 1,000,000.
Evidence to_log_odds(std::uint32_t ppm);

// A probability (millionths) as a measure: 100 ln(1 + 1000 p), 0 to 691. Fine where it is small.
std::int16_t level(double ppm);

}  // namespace shouxin::judge
