// What happened to each parcel? Its weight, how many orders share its waybill, the scans on its
// way. One row a parcel, bound in log order; events of a parcel never shipped are kept too.
#pragma once

#include "base/column.h"
#include "model/event.h"
#include "signal/orders.h"

#include <span>

namespace shouxin::signal {

struct Parcel {
    std::uint32_t weight_g = 0;
    EventRef shipped_event = no_event;
    std::uint16_t orders = 0;
    std::uint16_t scans = 0;
};

class Parcels {
public:
    void step(std::span<const model::Event> events, std::span<const EventRef> refs);

    [[nodiscard]] const Column<model::ParcelIx, Parcel>& rows() const { return rows_; }

    [[nodiscard]] std::size_t bytes() const { return rows_.bytes(); }

    template <class Archive>
    void archive(Archive& a) {
        a(rows_);
    }

private:
    void take(const model::ParcelShipped& shipped, EventRef ref);

    Column<model::ParcelIx, Parcel> rows_;
};

}  // namespace shouxin::signal
