// What do policies know of a subject? Fills policy::Facts from what Guard watches and what the
// last epoch said. Pure functions.
#pragma once

#include "live/decision.h"
#include "live/epoch_view.h"
#include "live/watch.h"
#include "policy/facts.h"
#include "policy/windows.h"

#include <cstdint>

namespace shouxin::live {

// What Guard says of a subject at the moment.
struct Finding {
    Subject subject;
    Tier tier = Tier::placed;
    std::uint32_t ppm = 0;
    model::Reasons reasons;
};

// The texts point into what `watch` and `epoch` hold.
policy::Facts facts_of(const Finding& finding, const Watch& watch, const EpochView& epoch);

// What windows count of a placed order.
policy::WindowOrder window_order(const model::OrderPlaced& order);

// Whose settlement, account or shop it is, if that can be told.
model::MerchantIx merchant_of(const Subject& subject, const Watch& watch);

// An order's paid amount in fen, else 0. Never negative.
std::int64_t amount_of(const Subject& subject, const Watch& watch);

}  // namespace shouxin::live
