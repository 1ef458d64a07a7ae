// What happened to an order, from the first look at the item to the last verdict? In time order, as
// far as the state still knows. Pure.
#pragma once

#include "live/evidence/cited.h"
#include "live/state.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::live {

struct Moment {
    std::string_view what;     // viewed, placed, money, shipped, scanned, delivered, redeemed,
                               // reviewed, removed, refunded, cancelled, answer
    signal::Seconds at_s = 0;  // 0: that it happened is known, but not when
    signal::EventRef event = signal::no_event;
    std::optional<std::uint32_t> ppm;  // of an answer
    std::string zh;
    std::string en;
};

// `review` of the order, if there is one; `money` as Evidence tells it. Those of unknown time
// come last.
std::vector<Moment> story_of(
    model::OrderIx order, model::ReviewIx review, std::span<const Cited> money, const State& state);

}  // namespace shouxin::live
