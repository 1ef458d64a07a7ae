// Who works together, and which facts prove it? Rings of suspicious orders, with their members,
// links, scheme, beneficiary and proof.
#pragma once

#include "judge/judge.h"
#include "judge/judgement.h"

#include <vector>

namespace shouxin::judge {

// Rings by harm, ids r1, r2, ...; writes each verdict's place in `judgement.rings`. A ring has at
// least five expected fake orders by three accounts; fewer are left to themselves.
// REQUIRES: `judgement` holds the verdicts of `findings`.
void find_rings(
    const signal::Market& market,
    const signal::Links& links,
    const model::Names& names,
    const Findings& findings,
    const Options& options,
    Executor& executor,
    Judgement& judgement);

}  // namespace shouxin::judge
