#include "signal/parcels.h"

#include <algorithm>
#include <limits>

namespace shouxin::signal {

namespace {

void count(std::uint16_t& counter) {
    counter = static_cast<std::uint16_t>(std::min(counter + 1, 0xffff));
}

}  // namespace

void Parcels::step(std::span<const model::Event> events, std::span<const EventRef> refs) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (const auto* shipped = std::get_if<model::ParcelShipped>(&events[i].body)) {
            take(*shipped, refs[i]);
        } else if (const auto* scanned = std::get_if<model::ParcelScanned>(&events[i].body)) {
            count(rows_[scanned->parcel].scans);
        }
    }
}

// The first shipping tells the weight; a parcel of several orders is shipped once an order.
void Parcels::take(const model::ParcelShipped& shipped, EventRef ref) {
    Parcel& row = rows_[shipped.parcel];
    count(row.orders);
    if (row.orders == 1) {
        constexpr std::int64_t heaviest = std::numeric_limits<std::uint32_t>::max();
        row.weight_g = static_cast<std::uint32_t>(std::min(shipped.weight_g, heaviest));
        row.shipped_event = ref;
    }
}

}  // namespace shouxin::signal
