// The verdicts as CSV (RFC 4180), for spreadsheets and scripts: orders.csv, early.csv,
// groups.csv, reviews.csv, accounts.csv, merchants.csv. Columns and order of rows:
// docs/formats/scan.md. Pure; an error is only ever the sink's.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "judge/judgement.h"
#include "model/names.h"
#include "signal/market.h"

#include <cstdint>

namespace shouxin::report {

// Accounts less probably guilty than this aren't listed.
constexpr std::uint32_t account_ppm_min = 10'000;

// Nor orders whose early answers are all less.
constexpr std::uint32_t early_ppm_min = 10'000;

struct Judged {
    const judge::Judgement& judgement;
    const signal::Market& market;
    const model::Names& names;
};

Result<void> write_orders(ByteSink& sink, const Judged& judged);
Result<void> write_early(ByteSink& sink, const Judged& judged);
Result<void> write_groups(ByteSink& sink, const Judged& judged);
Result<void> write_reviews(ByteSink& sink, const Judged& judged);
Result<void> write_accounts(ByteSink& sink, const Judged& judged);
Result<void> write_merchants(ByteSink& sink, const Judged& judged);

}  // namespace shouxin::report
