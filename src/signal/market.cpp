#include "signal/market.h"

namespace shouxin::signal {

void Market::step(std::span<const model::Event> batch) {
    const std::span<const EventRef> refs = event_ids.step(batch);
    orders.step(batch, refs);
    parcels.step(batch, refs);
    views.step(batch);
    transfers.step(batch, refs);
    accounts.step(batch, refs);
    merchants.step(batch);
    reviews.step(batch, refs);
    offers.step(batch, refs);
    events += batch.size();
}

std::size_t Market::bytes() const {
    return event_ids.bytes() + orders.bytes() + parcels.bytes() + views.bytes() +
           transfers.bytes() + accounts.bytes() + merchants.bytes() + reviews.bytes() +
           offers.bytes();
}

}  // namespace shouxin::signal
