// What is the trick of a ring called? By what its orders and members mostly show.
#pragma once

#include "judge/judgement.h"
#include "signal/links.h"
#include "signal/market.h"
#include "signal/sheet.h"

#include <string_view>

namespace shouxin::judge {

// cashback, experience-officer, phone-farm, forged-parcel, subsidy, rival. Where no money is seen
// and nothing else tells, it is called cashback: somebody pays them somewhere. `sheet` is the
// orders'.
std::string_view scheme_of(
    const signal::Market& market,
    const signal::Links& links,
    const signal::Sheet& sheet,
    const Ring& ring);

}  // namespace shouxin::judge
