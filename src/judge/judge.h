// How likely is each order, review, account and merchant to be fake? The final epoch: reads the
// whole state once, settles, and answers for everybody at once.
//
// Pure: the same state gives the same judgement on every machine.
#pragma once

#include "judge/judgement.h"
#include "model/names.h"
#include "signal/market.h"

namespace shouxin::judge {

struct Options {
    Thresholds thresholds;
};

Judgement settle(const signal::Market& market, const model::Names& names, const Options& options);

}  // namespace shouxin::judge
