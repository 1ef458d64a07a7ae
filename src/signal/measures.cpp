#include "signal/measures.h"

namespace shouxin::signal {

Sheet measure_orders(
    const Market& market,
    const Links& links,
    std::span<const ReviewMeasures> reviews,
    std::span<const std::uint8_t> hosting) {
    Sheet sheet(static_cast<std::uint32_t>(links.orders.size()));
    measure_money(market, links, sheet);
    measure_parcels(market, links, sheet);
    measure_paths(market, links, sheet);
    measure_sharing(market, links, hosting, sheet);
    measure_crews(market, links, sheet);
    measure_tempo(market, links, sheet);
    measure_sales(market, links, sheet);
    measure_praise(links, reviews, sheet);
    measure_subsidies(market, links, sheet);
    return sheet;
}

}  // namespace shouxin::signal
