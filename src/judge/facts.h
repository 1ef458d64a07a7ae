// What can be stated about a ring? Sentences in Chinese and English, each with the ids of the
// events that anybody can look up: who paid whom, who shares what, who keeps meeting at which
// shops.
#pragma once

#include "judge/judgement.h"
#include "model/names.h"
#include "signal/links.h"
#include "signal/market.h"
#include "signal/sheet.h"

#include <array>
#include <vector>

namespace shouxin::judge {

struct Facts {
    std::array<std::vector<Fact>, signal::family_count> evidence;  // at most three a kind
    std::vector<Fact> funding;        // whose money the payers of the ring hand on
    std::vector<Fact> circumstances;  // what convicts nobody, but who investigates wants to know
};

// Reads scheme, members, links, orders and reviews of the ring.
Facts facts_of(
    const signal::Market& market,
    const signal::Links& links,
    const model::Names& names,
    const Ring& ring);

// At most 20 of the events, each once, in log order.
std::vector<signal::EventRef> cited(std::vector<signal::EventRef> events);

}  // namespace shouxin::judge
