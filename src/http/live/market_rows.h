// How is a row of the market's lists shown? Pure.
#pragma once

#include "live/state.h"
#include "proof/json.h"

namespace shouxin::http {

// `amount` is what the row itself doesn't hold: an account's.
proof::Json market_row(const live::State& state, const live::Subject& subject, std::int64_t amount);

// Takes some milliseconds once: before the first row is shown, so that no writer waits for it.
void load_region_names();

// "R7", or null.
proof::Json ring_json(const live::State& state, const live::Subject& subject);

}  // namespace shouxin::http
