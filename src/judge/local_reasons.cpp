#include "judge/local_reasons.h"

#include "signal/constants.h"

#include <algorithm>
#include <array>
#include <limits>

namespace shouxin::judge {
namespace {

using M = LocalMeasure;
using model::Reason;

constexpr std::int16_t any = std::numeric_limits<std::int16_t>::max();
constexpr std::int16_t none = std::numeric_limits<std::int16_t>::min();

// A measure between the two, inclusive, makes the reason true in the words that people read.
struct Telling {
    LocalMeasure measure;
    Reason reason;
    std::int16_t least;
    std::int16_t most;
};

// In the units of LocalMeasure: ln are hundredths of a nat.
constexpr std::array<Telling, 27> tellings{{
    {M::dwell, Reason::brief_view, none + 1, 438},   // 8 seconds
    {M::list_rank, Reason::keyword_task, 300, any},  // behind twenty others
    {M::device_accounts, Reason::shared_device, 1, any},
    {M::address_accounts, Reason::shared_address, 1, any},
    {M::wallet_accounts, Reason::shared_wallet, 1, any},
    {M::buyer_orders, Reason::busy_account, 230, any},  // ten orders
    {M::buyer_gap, Reason::busy_account, 0, 819},       // within the hour
    {M::account_age, Reason::young_account, 0, 1331},   // seven days
    {M::repeat_item, Reason::repeat_purchase, 1, any},
    {M::item_day, Reason::surge, 300, any},  // twenty orders in a day
    {M::prefunded, Reason::prefunded, 1, any},
    {M::cover_excess, Reason::prefunded, none + 1, any},
    {M::cover_payer_fan, Reason::paying_hub, 161, any},  // five transfers
    {M::cover_match, Reason::paying_hub, 500, any},
    {M::cover_by_shop, Reason::merchant_pays_buyer, 1, any},
    {M::covered_before, Reason::paying_hub, 2, any},
    {M::payer_fan, Reason::paying_hub, 161, any},
    {M::received_share, Reason::cash_back, 900, any},  // permille of the price
    {M::subsidy_share, Reason::subsidy_edge, 300, any},
    {M::weight_item, Reason::light_parcel, none + 1, -70},
    {M::weight_item, Reason::odd_parcel, 70, any},
    {M::waybill_orders, Reason::reused_waybill, 2, any},
    {M::scans, Reason::missing_scans, 0, 10},   // at most one
    {M::transit, Reason::fast_parcel, 0, 957},  // four hours
    {M::wrong_place, Reason::wrong_place, 2, any},
    {M::refund, Reason::refunded, 1, any},
    {M::review_delay, Reason::rushed_review, 0, 1136},  // within a day of ordering
}};

// Suspicion of others is told when it is three in ten at least.
constexpr std::array<Telling, 3> company{{
    {M::buyer_suspicion, Reason::known_buyer, 570, any},
    {M::item_suspicion, Reason::known_item, 570, any},
    {M::shop_suspicion, Reason::known_merchant, 570, any},
}};

using Weights = std::array<Evidence, model::reason_count>;

void weigh(
    std::span<const Telling> table,
    const LocalRow& row,
    std::span<const Evidence> share,
    Weights& weights) {
    for (const Telling& telling : table) {
        const std::int16_t value = row[telling.measure];
        if (value != signal::missing && value >= telling.least && value <= telling.most) {
            weights[static_cast<std::size_t>(telling.reason)] +=
                share[static_cast<std::size_t>(telling.measure)];
        }
    }
}

}  // namespace

model::Reasons local_reasons(const Trees& trees, const LocalRow& row) {
    std::array<Evidence, local_measure_count> share{};
    trees.explain(row.cells, share);
    Weights weights{};
    weigh(tellings, row, share, weights);
    weigh(company, row, share, weights);
    model::Reasons reasons;
    for (std::size_t said = 0; said < reasons.codes.size(); ++said) {
        const auto loudest = std::ranges::max_element(weights);
        if (*loudest < signal::constants::reason_least) {
            break;
        }
        reasons.add(static_cast<Reason>(loudest - weights.begin()));
        *loudest = 0;
    }
    return reasons;
}

}  // namespace shouxin::judge
