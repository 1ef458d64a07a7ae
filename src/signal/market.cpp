#include "signal/market.h"

#include <algorithm>

namespace shouxin::signal {

void Market::step(std::span<const model::Event> batch) {
    const std::span<const EventRef> refs = event_ids.step(batch);
    orders.step(batch, refs);
    parcels.step(batch, refs, orders.placed());
    views.step(batch);
    transfers.step(batch, refs);
    accounts.step(batch, refs);
    merchants.step(batch);
    reviews.step(batch, refs);
    for (const model::Event& event : batch) {
        first_ms = events == 0 ? event.at_ms : std::min(first_ms, event.at_ms);
        last_ms = events == 0 ? event.at_ms : std::max(last_ms, event.at_ms);
        ++events;
    }
}

std::size_t Market::bytes() const {
    return event_ids.bytes() + orders.bytes() + parcels.bytes() + views.bytes() +
           transfers.bytes() + accounts.bytes() + merchants.bytes() + reviews.bytes();
}

}  // namespace shouxin::signal
