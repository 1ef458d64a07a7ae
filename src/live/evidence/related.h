// How does one order stand to another, one review to another? Pure functions.
#pragma once

#include "live/evidence/support.h"
#include "signal/market.h"

namespace shouxin::live {

// An order and what became of it.
struct OrderFacts {
    model::OrderIx order;
    signal::PlacedOrder placed;
    model::ParcelIx parcel;
};

OrderFacts facts_of_order(model::OrderIx order, const signal::Market& market);

// Whether `other` stands to `one` in any of these relations.
bool related(Relations any, const OrderFacts& one, const OrderFacts& other);

// Whether `other` was registered in such a relation to `one`.
bool related(Relations any, const signal::Account& one, const signal::Account& other);

// Whether the two say nearly the same, and whether they show the same picture.
bool same_words(const signal::Review& one, const signal::Review& other, const signal::Reviews& of);
bool same_images(const signal::Review& one, const signal::Review& other, const signal::Reviews& of);

}  // namespace shouxin::live
