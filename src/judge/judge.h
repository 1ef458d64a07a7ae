// How likely is each order, review, account and merchant to be fake? The final epoch: reads the
// whole state once, on a fixed schedule, and answers for everybody at once.
//
// Pure: the same state gives the same judgement on every machine.
#pragma once

#include "base/executor.h"
#include "judge/judgement.h"
#include "judge/model.h"
#include "judge/parties.h"
#include "model/names.h"
#include "signal/links.h"
#include "signal/market.h"
#include "signal/networks.h"
#include "signal/sheet.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace shouxin::judge {

// What an epoch measured and concluded, before it is put into words: also what tools/train reads.
struct Findings {
    explicit Findings(signal::Sheet sheet) : orders(std::move(sheet)) {}

    signal::Sheet orders;
    ReviewSheet review_rows;
    AccountSheet account_rows;
    MerchantSheet merchant_rows;
    std::vector<Funding> funding;
    std::vector<std::uint32_t> order_ppm;
    std::vector<std::uint32_t> review_ppm;
    std::vector<std::uint32_t> account_ppm;
    std::vector<std::uint32_t> merchant_ppm;
};

struct Options {
    Thresholds thresholds;
    Model model = embedded_model();
    std::optional<signal::Networks> hosting;  // networks known for hosting, if any are
};

// The final epoch.
struct Epoch {
    signal::Links links;
    Findings findings;
};

// First each order alone, then twice with the company it keeps; then reviews, accounts and
// merchants from the orders. REQUIRES: the market outlives the epoch and isn't stepped meanwhile.
// The same, whatever the executor.
Epoch settle(
    const signal::Market& market,
    const model::Names& names,
    const Options& options,
    Executor& executor);

inline Epoch settle(
    const signal::Market& market, const model::Names& names, const Options& options) {
    Inline here;
    return settle(market, names, options, here);
}

// An epoch's findings in words, with rings, reasons and actions.
Judgement conclude(
    const signal::Market& market,
    const model::Names& names,
    const Epoch& epoch,
    const Options& options,
    Executor& executor);

inline Judgement conclude(
    const signal::Market& market,
    const model::Names& names,
    const Epoch& epoch,
    const Options& options) {
    Inline here;
    return conclude(market, names, epoch, options, here);
}

}  // namespace shouxin::judge
