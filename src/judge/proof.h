// Which facts convict a ring? The fewest kinds of evidence that still block its orders by
// themselves, each as statements with the ids of their events; all else that is known stands
// beside.
//
// Sufficient and smallest: the trees are asked again with only some families of evidence heard
// against the ring (what speaks for it is always heard), in order of how many families, until
// they block three quarters of the orders that all evidence together blocks. This is the minimum
// sufficient explanation of Ignatiev et al. (2019), by family and for a group. Deterministic: of
// equally small sets the one that blocks most, then the first by family.
#pragma once

#include "judge/judge.h"
#include "judge/judgement.h"

namespace shouxin::judge {

// Writes ring.proof and ring.also. REQUIRES: all else of the ring is known.
void prove(
    const signal::Market& market,
    const signal::Links& links,
    const model::Names& names,
    const Findings& findings,
    const Options& options,
    Ring& ring);

}  // namespace shouxin::judge
