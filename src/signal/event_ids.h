// How did the sender name the events that may become proof? Their ids, kept for those types
// only that a proof can cite: orders, parcels, transfers, reviews and their removal,
// registrations, messages, accesses by staff.
#pragma once

#include "base/string_column.h"
#include "model/event.h"
#include "signal/orders.h"

#include <span>
#include <string_view>
#include <vector>

namespace shouxin::signal {

class EventIds {
public:
    // One reference for each event of the batch, no_event for a type that proves nothing.
    // Valid until the next step.
    std::span<const EventRef> step(std::span<const model::Event> events);

    [[nodiscard]] std::string_view operator[](EventRef ref) const { return ids_[ref]; }

    [[nodiscard]] EventRef size() const { return ids_.size(); }

    [[nodiscard]] std::size_t bytes() const { return ids_.bytes(); }

    template <class Archive>
    void archive(Archive& a) {
        a(ids_);
    }

private:
    StringColumn ids_;
    std::vector<EventRef> refs_;
};

}  // namespace shouxin::signal
