// In which record of the log does an event stand whose id is kept? References grow with the log, so
// a pair for each record is enough: 16 bytes for one that brought such events, none for an event.
// Not thread-safe.
#pragma once

#include "signal/orders.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace shouxin::live {

class EventPlaces {
public:
    static constexpr std::uint64_t forgotten = 0;

    // The events from `first` on came by the record; `forgotten` if it isn't kept any more.
    // REQUIRES: greater than the one before.
    void add(signal::EventRef first, std::uint64_t record) { places_.push_back({record, first}); }

    [[nodiscard]] std::uint64_t record_of(signal::EventRef event) const {
        const auto next = std::ranges::upper_bound(places_, event, {}, &Place::first);
        return next == places_.begin() ? forgotten : std::prev(next)->record;
    }

    template <class Archive>
    void archive(Archive& a) {
        a(places_);
    }

private:
    struct Place {
        std::uint64_t record = forgotten;
        signal::EventRef first = 0;

        template <class Archive>
        void archive(Archive& a) {
            a(record, first);
        }
    };

    std::vector<Place> places_;
};

}  // namespace shouxin::live
