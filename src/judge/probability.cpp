#include "judge/probability.h"

#include "base/must.h"
#include "base/portable_math.h"
#include "signal/sheet.h"

#include <algorithm>
#include <cmath>

namespace shouxin::judge {

std::uint32_t to_ppm(Evidence log_odds) {
    const double odds = portable_exp(std::clamp(log_odds, -20'000, 20'000) / 1000.0);
    const double ppm = std::floor(1e6 * odds / (1.0 + odds) + 0.5);
    return static_cast<std::uint32_t>(std::clamp(ppm, 1.0, 999'999.0));
}

Evidence to_log_odds(std::uint32_t ppm) {
    MUST(ppm > 0 && ppm < 1'000'000);
    return static_cast<Evidence>(std::floor(1000.0 * portable_log(ppm / (1e6 - ppm)) + 0.5));
}

std::int16_t level(double ppm) {
    return signal::ln(1.0 + ppm / 1000.0);
}

}  // namespace shouxin::judge
