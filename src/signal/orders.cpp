#include "signal/orders.h"

#include "signal/constants.h"

#include <algorithm>
#include <limits>

namespace shouxin::signal {

Seconds to_seconds(std::int64_t at_ms) {
    // Two years of room, so that "a month later" never wraps around.
    constexpr std::int64_t last = std::numeric_limits<Seconds>::max() - 2 * 366 * 86'400;
    return static_cast<Seconds>(std::clamp<std::int64_t>(at_ms / 1000, 1, last));
}

namespace {

template <class T>
T saturated(std::int64_t value) {
    return static_cast<T>(std::min<std::int64_t>(value, std::numeric_limits<T>::max()));
}

}  // namespace

void Orders::step(std::span<const model::Event> events, std::span<const EventRef> refs) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (const auto* order = std::get_if<model::OrderPlaced>(&events[i].body)) {
            take(*order, to_seconds(events[i].at_ms), refs[i]);
        } else {
            take_life(events[i], refs[i]);
        }
    }
}

// The first placing of an order counts; a second one under another event id changes nothing.
void Orders::take(const model::OrderPlaced& order, Seconds at, EventRef ref) {
    PlacedOrder& row = placed_[order.order];
    if (row.placed()) {
        return;
    }
    row = {
        .buyer = order.buyer,
        .merchant = order.merchant,
        .item = order.item,
        .device = order.device,
        .ip = order.ip,
        .address = order.address,
        .payer = order.payer,
        .placed_s = at,
        .amount = order.amount,
        .subsidy = saturated<std::uint32_t>(std::min(order.subsidy, order.amount)),
        .county = order.region.county(),
        .event = ref,
        .quantity = saturated<std::uint16_t>(order.quantity),
        .category = order.category.valid() ? saturated<std::uint16_t>(order.category.value)
                                           : std::uint16_t{0xffff}};
}

void Orders::take_life(const model::Event& event, EventRef ref) {
    const Seconds at = to_seconds(event.at_ms);
    if (const auto* cancelled = std::get_if<model::OrderCancelled>(&event.body)) {
        life_[cancelled->order].cancelled = true;
    } else if (const auto* refunded = std::get_if<model::OrderRefunded>(&event.body)) {
        OrderLife& row = life_[refunded->order];
        row.refunded = std::min(row.refunded + refunded->amount, constants::money_max);
    } else if (const auto* shipped = std::get_if<model::ParcelShipped>(&event.body)) {
        OrderLife& row = life_[shipped->order];
        row.parcel = shipped->parcel;
        row.shipped_s = at;
        row.shipped_event = ref;
    } else if (const auto* delivered = std::get_if<model::ParcelDelivered>(&event.body)) {
        OrderLife& row = life_[delivered->order];
        row.delivered_s = at;
        row.delivered_county = delivered->place.county();
    } else if (const auto* redeemed = std::get_if<model::ServiceRedeemed>(&event.body)) {
        OrderLife& row = life_[redeemed->order];
        row.delivered_s = at;
        row.delivered_county = redeemed->place.county();
        row.redeemed = true;
    }
}

}  // namespace shouxin::signal
