// What does the log say so far? All of Guard's state, fed batch by batch in log order; the
// measures of an epoch read it. Same events, same state; no clock, no dice.
#pragma once

#include "model/event.h"
#include "signal/accounts.h"
#include "signal/event_ids.h"
#include "signal/merchants.h"
#include "signal/offers.h"
#include "signal/orders.h"
#include "signal/parcels.h"
#include "signal/reviews.h"
#include "signal/transfers.h"
#include "signal/views.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace shouxin::signal {

struct Market {
    EventIds event_ids;
    Orders orders;
    Parcels parcels;
    Views views;
    Transfers transfers;
    Accounts accounts;
    Merchants merchants;
    Reviews reviews;
    Offers offers;
    std::uint64_t events = 0;

    void step(std::span<const model::Event> batch);
    [[nodiscard]] std::size_t bytes() const;

    template <class Archive>
    void archive(Archive& a) {
        a(event_ids, orders, parcels, views, transfers, accounts, merchants, reviews, offers);
        a(events);
    }
};

}  // namespace shouxin::signal
