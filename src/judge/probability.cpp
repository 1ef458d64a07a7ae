#include "judge/probability.h"

#include "base/must.h"
#include "base/portable_math.h"
#include "signal/sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace shouxin::judge {

namespace {

constexpr Evidence farthest = 14'000;  // beyond, nothing changes: 13,816 is 999,999

std::uint32_t ppm_of(Evidence log_odds) {
    const double odds = portable_exp(log_odds / 1000.0);
    const double ppm = std::floor(1e6 * odds / (1.0 + odds) + 0.5);
    return static_cast<std::uint32_t>(std::clamp(ppm, 1.0, 999'999.0));
}

using Table = std::array<std::uint32_t, 2 * farthest + 1>;

Table make_table() {
    Table table{};
    for (Evidence log_odds = -farthest; log_odds <= farthest; ++log_odds) {
        table[static_cast<std::size_t>(log_odds + farthest)] = ppm_of(log_odds);
    }
    return table;
}

}  // namespace

std::uint32_t to_ppm(Evidence log_odds) {
    static const Table table = make_table();  // each is asked for thousands of times
    return table[static_cast<std::size_t>(std::clamp(log_odds, -farthest, farthest) + farthest)];
}

Evidence to_log_odds(std::uint32_t ppm) {
    MUST(ppm > 0 && ppm < 1'000'000);
    return static_cast<Evidence>(std::floor(1000.0 * portable_log(ppm / (1e6 - ppm)) + 0.5));
}

std::int16_t level(double ppm) {
    return signal::ln(1.0 + ppm / 1000.0);
}

}  // namespace shouxin::judge
