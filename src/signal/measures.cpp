#include "signal/measures.h"

#include <array>
#include <functional>

namespace shouxin::signal {

Sheet measure_orders(
    const Market& market,
    const Links& links,
    std::span<const ReviewMeasures> reviews,
    std::span<const std::uint8_t> hosting,
    Executor& executor) {
    Sheet sheet(static_cast<std::uint32_t>(links.orders.size()));
    // The longest, and those that need most memory, first.
    const std::array<std::function<void()>, 9> families{
        [&] { measure_money(market, links, sheet); },
        [&] { measure_sharing(market, links, hosting, sheet); },
        [&] { measure_crews(market, links, sheet); },
        [&] { measure_sales(market, links, sheet); },
        [&] { measure_tempo(market, links, sheet); },
        [&] { measure_paths(market, links, sheet); },
        [&] { measure_parcels(market, links, sheet); },
        [&] { measure_praise(links, reviews, sheet); },
        [&] { measure_subsidies(market, links, sheet); }};
    executor.run(families.size(), [&](std::size_t which) { families[which](); });
    return sheet;
}

}  // namespace shouxin::signal
