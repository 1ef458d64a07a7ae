// Which questions do we ask of an order? One function a family of evidence: each reads the
// state and fills its columns of the sheet. They share nothing but `Links`; every order is
// measured against the background that this log itself teaches.
#pragma once

#include "base/executor.h"
#include "signal/links.h"
#include "signal/market.h"
#include "signal/review_sheet.h"
#include "signal/sheet.h"

#include <span>

namespace shouxin::signal {

// Money that comes back to (or is lent to) the buyer: whole, split, from hubs that pay many.
void measure_money(const Market& market, const Links& links, Sheet& sheet);

// Does the parcel fit the goods, the waybill the order, the way the time?
void measure_parcels(const Market& market, const Links& links, Sheet& sheet);

// How the buyer came to the item: search, depth, dwell, wandering.
void measure_paths(const Market& market, const Links& links, Sheet& sheet);

// Devices, addresses, wallets, IPs and identities that several accounts use, and whether those
// accounts meet at the same shop more than chance lets expect.
void measure_sharing(
    const Market& market, const Links& links, std::span<const std::uint8_t> hosting, Sheet& sheet);

// The same strangers who meet at one shop after the other.
void measure_crews(const Market& market, const Links& links, Sheet& sheet);

// Age, haste and birth of the account.
void measure_tempo(const Market& market, const Links& links, Sheet& sheet);

// Surges of item and shop against their own, and the platform's, level; prices; refunds.
void measure_sales(const Market& market, const Links& links, Sheet& sheet);

// The review of the order: when, in whose words, with whose pictures and likes.
void measure_praise(const Links& links, std::span<const ReviewMeasures> reviews, Sheet& sheet);

// Amounts that gather just above a subsidy's threshold.
void measure_subsidies(const Market& market, const Links& links, Sheet& sheet);

// All of them, a family a piece of work. `hosting` says of each IP whether it is known for hosting;
// empty: nothing is known.
Sheet measure_orders(
    const Market& market,
    const Links& links,
    std::span<const ReviewMeasures> reviews,
    std::span<const std::uint8_t> hosting,
    Executor& executor);

}  // namespace shouxin::signal
