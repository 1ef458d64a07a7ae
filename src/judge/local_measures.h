// What does the local tier know of an order so many hours after it was placed? The measures by
// name, and one row of them. Pure values.
#pragma once

#include "signal/sheet.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace shouxin::judge {

// `ln` is hundredths of a nat. Suspicion p is written as 100 ln(1 + 1000 p). Counts and means are
// those at the time of the answer. What isn't known (yet) is signal::missing.
enum class LocalMeasure : std::uint8_t {
    age_h,  // hours from the placing to this answer: 0, 1, 24 or 72
    // The way to the order.
    dwell,      // ln of tenths of seconds on the item
    list_rank,  // ln
    keyword,    // 1: came by search
    others_viewed,
    // The buyer and what it uses.
    device_accounts,  // changes of account on the device
    address_accounts,
    wallet_accounts,
    buyer_orders,  // ln
    buyer_gap,     // ln of seconds since the buyer's order before this one
    account_age,   // ln of seconds when the order was placed
    repeat_item,   // 1: the buyer's order before this one was of the same item
    // The item.
    item_day,     // ln of its orders in the last half to whole day, then or now, the most
    item_orders,  // ln
    // Money.
    prefunded,        // 1: a transfer of the three days before covers this order
    cover_excess,     // of the transfer that covers it, in tens of fen over the price
    cover_payer_fan,  // ln of the transfers that its payer has made
    cover_match,      // permille of these that covered an order
    cover_by_shop,    // 1: its payer is a shop's wallet
    covered_before,   // transfers that covered one of the wallet's orders
    payer_fan,        // ln of the transfers that the wallet's busiest payer had made
    received_share,   // what came into the wallet since, in permille of the price
    subsidy_share,    // permille
    // The parcel.
    ship_delay,       // ln of seconds
    weight_item,      // ln of a piece's weight over the item's usual one
    weight_category,  // ln of the same over the category's median
    waybill_orders,
    scans,        // ten times, an order of the waybill
    transit,      // ln of seconds from shipping to delivery
    wrong_place,  // delivered in 0: the county ordered to, 1: its prefecture, 2: its province, 3:
                  // no
    // What became of it.
    refund,        // 1: cancelled, 2: money back
    stars,         // of its buyer's review
    review_delay,  // ln of seconds since it was placed
    // What is thought of others.
    buyer_suspicion,  // the highest of the buyer's other orders
    item_suspicion,   // the mean of the item's other orders of the last days
    shop_suspicion,
    count
};

constexpr std::size_t local_measure_count = static_cast<std::size_t>(LocalMeasure::count);

constexpr std::array<std::string_view, local_measure_count> local_measures{
    "age_h",           "dwell",           "list_rank",        "keyword",
    "others_viewed",   "device_accounts", "address_accounts", "wallet_accounts",
    "buyer_orders",    "buyer_gap",       "account_age",      "repeat_item",
    "item_day",        "item_orders",     "prefunded",        "cover_excess",
    "cover_payer_fan", "cover_match",     "cover_by_shop",    "covered_before",
    "payer_fan",       "received_share",  "subsidy_share",    "ship_delay",
    "weight_item",     "weight_category", "waybill_orders",   "scans",
    "transit",         "wrong_place",     "refund",           "stars",
    "review_delay",    "buyer_suspicion", "item_suspicion",   "shop_suspicion"};

struct LocalRow {
    LocalRow() { cells.fill(signal::missing); }

    std::int16_t& operator[](LocalMeasure measure) {
        return cells[static_cast<std::size_t>(measure)];
    }

    std::int16_t operator[](LocalMeasure measure) const {
        return cells[static_cast<std::size_t>(measure)];
    }

    std::array<std::int16_t, local_measure_count> cells;
};

}  // namespace shouxin::judge
