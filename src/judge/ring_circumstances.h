// What stands beside a ring and convicts nobody, but who investigates wants to know: a member of
// staff at the subsidy's rule just before the run, members who recruited others.
#pragma once

#include "judge/judgement.h"
#include "model/names.h"
#include "signal/links.h"
#include "signal/market.h"

#include <vector>

namespace shouxin::judge {

// Reads scheme, members and orders of the ring. A member of staff is named only where it would
// be a chance of less than one in ten that anybody of the staff shows as much.
std::vector<Fact> circumstances_of(
    const signal::Market& market,
    const signal::Links& links,
    const model::Names& names,
    const Ring& ring);

}  // namespace shouxin::judge
