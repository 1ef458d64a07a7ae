// Why did the local tier answer so? The measures that spoke loudest, as reasons that are literally
// true of the order: what epochs say of it later rests on more. Pure.
#pragma once

#include "judge/local_measures.h"
#include "judge/trees.h"
#include "model/reason.h"

namespace shouxin::judge {

// At least a tenth of a nat each, the weightiest first.
model::Reasons local_reasons(const Trees& trees, const LocalRow& row);

}  // namespace shouxin::judge
