// What did the judge see? The measures of every order, review, account and merchant as CSV, for
// research and for tools/train, which learns the model from them.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "judge/judge.h"
#include "judge/local_tier.h"
#include "model/names.h"
#include "signal/links.h"
#include "signal/market.h"

namespace shouxin::report {

// What the local tier saw when each order was placed, and 1, 24 and 72 hours later: up to four
// rows an order.
Result<void> write_local_features(
    ByteSink& out,
    const signal::Links& links,
    const model::Names& names,
    const Column<model::OrderIx, judge::EarlyAnswers>& early,
    const Column<model::OrderIx, judge::LocalRows>& local);

// One row each: its name, its probability in millionths, then the measures by name.
Result<void> write_order_features(
    ByteSink& out,
    const signal::Links& links,
    const model::Names& names,
    const judge::Findings& findings);
Result<void> write_review_features(
    ByteSink& out,
    const signal::Market& market,
    const model::Names& names,
    const judge::Findings& findings);
Result<void> write_account_features(
    ByteSink& out, const model::Names& names, const judge::Findings& findings);
Result<void> write_merchant_features(
    ByteSink& out, const model::Names& names, const judge::Findings& findings);

}  // namespace shouxin::report
