// Which facts convict a ring? A few strong statements in words, each with the ids of the events
// that anybody can look up; and the name of the scheme they amount to.
#pragma once

#include "judge/judgement.h"
#include "model/names.h"
#include "signal/links.h"
#include "signal/market.h"

#include <string_view>
#include <vector>

namespace shouxin::judge {

// Reads members, links, orders and reviews of the ring. At most three facts of a kind, of at most
// 20 events each.
std::vector<Fact> prove(
    const signal::Market& market,
    const signal::Links& links,
    const model::Names& names,
    const Ring& ring);

// cashback, experience-officer, phone-farm, forged-parcel, subsidy, rival.
std::string_view scheme_of(
    const signal::Market& market, const signal::Links& links, const Ring& ring);

}  // namespace shouxin::judge
