// Which orders still await an answer of the local tier? Those of the last 72 hours, in log order,
// each with what is known of it so far. Bounded by the orders of 72 hours; not thread-safe.
#pragma once

#include "base/column.h"
#include "judge/local_measures.h"
#include "judge/running.h"
#include "model/entities.h"
#include "signal/orders.h"

#include <cstdint>
#include <deque>

namespace shouxin::judge {

// The place of an order among all placed ones, from 1; 0 is none.
using OrderNumber = std::uint32_t;

struct Awaiting {
    OrderNumber number = 0;
    model::OrderIx order;
    signal::Seconds placed_s = 0;
    std::uint8_t answered = 0;   // bit by age: asked, or repeated
    std::uint8_t in_flight = 0;  // asked, and not yet told
    bool news = false;           // something that may speak against it came since the last answer
    bool weighed = false;
    std::int16_t piece_weight = 0;  // ln of grams
    std::int16_t suspicion = 0;     // level of its item and shop when last asked
    RunningSuspicion::Own told;
    model::ParcelIx parcel;
    signal::Seconds shipped_s = 0;
    model::WalletIx cover_payer;
    std::int64_t received_before = 0;  // by its wallet
    LocalRow row;                      // what doesn't run: written as it becomes known
};

class AwaitingOrders {
public:
    // An order that was never placed has number 0.
    [[nodiscard]] OrderNumber number_of(model::OrderIx order) const { return numbers_.get(order); }

    // REQUIRES: not placed before. References to others stay valid.
    Awaiting& add(model::OrderIx order) {
        Awaiting& added = held_.emplace_back();
        added.order = order;
        added.number = end() - 1;
        numbers_[order] = added.number;
        return added;
    }

    // Null when the number is 0 or no longer held.
    [[nodiscard]] Awaiting* find(OrderNumber number) {
        return number < first_ || number >= end() ? nullptr : &held_[number - first_];
    }

    [[nodiscard]] Awaiting* find(model::OrderIx order) { return find(number_of(order)); }

    [[nodiscard]] OrderNumber begin() const { return first_; }

    [[nodiscard]] OrderNumber end() const {
        return first_ + static_cast<OrderNumber>(held_.size());
    }

    void drop_before(OrderNumber number) {
        for (; first_ < number; ++first_) {
            held_.pop_front();
        }
    }

    template <class Archive>
    void archive(Archive& a) {
        a(first_, held_, numbers_);
    }

private:
    OrderNumber first_ = 1;
    std::deque<Awaiting> held_;
    Column<model::OrderIx, OrderNumber> numbers_;
};

}  // namespace shouxin::judge
