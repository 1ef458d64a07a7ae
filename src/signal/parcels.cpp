#include "signal/parcels.h"

#include <algorithm>
#include <limits>

namespace shouxin::signal {

namespace {

void count(std::uint16_t& counter) {
    counter = static_cast<std::uint16_t>(std::min(counter + 1, 0xffff));
}

}  // namespace

void Parcels::step(
    std::span<const model::Event> events,
    std::span<const EventRef> refs,
    const Column<model::OrderIx, PlacedOrder>& orders) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (const auto* shipped = std::get_if<model::ParcelShipped>(&events[i].body)) {
            const model::AddressIx address = orders.get(shipped->order).address;
            take(*shipped, to_seconds(events[i].at_ms), refs[i], address);
        } else if (const auto* scanned = std::get_if<model::ParcelScanned>(&events[i].body)) {
            Parcel& row = rows_[scanned->parcel];
            count(row.scans);
            row.scanned_away |= scanned->place.county() / 10'000 != row.origin_county / 10'000;
        }
    }
}

void Parcels::take(
    const model::ParcelShipped& shipped, Seconds at, EventRef ref, model::AddressIx address) {
    Parcel& row = rows_[shipped.parcel];
    count(row.orders);
    if (row.orders == 1 || row.address != address) {
        count(row.addresses);
        row.address = address;
    }
    if (row.orders > 1) {
        return;
    }
    constexpr std::int64_t heaviest = std::numeric_limits<std::uint32_t>::max();
    row.weight_g = static_cast<std::uint32_t>(std::min(shipped.weight_g, heaviest));
    row.origin_county = shipped.origin.county();
    row.shipped_s = at;
    row.shipped_event = ref;
}

}  // namespace shouxin::signal
