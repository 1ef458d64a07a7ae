// How far may one kind of evidence go? A family of measures (money, parcels, sharing, company...)
// by itself takes an order to review and never to block, however loud it is: on a market of a
// kind that the trees never met, one measure alone may be strange for an honest reason. And what
// is said of its item or shop, which is the same for every customer there, doesn't even take it
// to review: an honest customer of a guilty merchant stays honest.
#pragma once

#include "judge/trees.h"
#include "signal/sheet.h"

#include <array>
#include <cstdint>
#include <span>

namespace shouxin::judge {

using ByFamily = std::array<Evidence, signal::family_count>;

// What each family contributed (Trees::explain), cut off where the prior and that family alone
// would say 80 %, and what item and shop contributed to all of them where it would say 40 %.
// `row` is one of the sheet of orders.
ByFamily evidence_by_family(const Trees& trees, std::span<const std::int16_t> row);

// `evidence` of this row by `trees` with the families cut off so: only ever less. What flags
// nobody is left as it is.
Evidence capped_by_family(const Trees& trees, std::span<const std::int16_t> row, Evidence evidence);

}  // namespace shouxin::judge
