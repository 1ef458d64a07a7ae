// What was measured of each order, as CSV: for research and for training the judge. One row an
// order, one column a measure of signal/sheet.h; what can't be known is empty. Measures that need
// a judgement (the company an order keeps) are empty too. docs/formats/features.md.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/names.h"
#include "signal/market.h"

namespace shouxin::report {

Result<void> write_order_sheet(
    ByteSink& sink, const signal::Market& market, const model::Names& names);

}  // namespace shouxin::report
