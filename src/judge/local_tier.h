// What can be said the moment an order is placed? The local tier: a bounded update an event and
// an answer an order in about a microsecond, from running counts only. The epoch's answer, which
// sees everything, replaces it; how much the first answer already stopped is reported.
//
// Pure and in log order: the same events give the same answers, however they are batched.
#pragma once

#include "base/column.h"
#include "judge/judgement.h"
#include "judge/trees.h"
#include "model/event.h"
#include "signal/links.h"
#include "signal/market.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::judge {

// Suspicion p is written as 100 ln(1 + 1000 p). Counts are so far.
constexpr std::array<std::string_view, 20> local_measures{
    "dwell",      // ln of seconds on the item
    "list_rank",  // ln
    "keyword",    // 1: came by search
    "others_viewed",
    "device_accounts",  // changes of account on the device
    "address_accounts",
    "wallet_accounts",
    "buyer_orders",    // ln
    "buyer_gap",       // ln of hours since the buyer's last order
    "account_age",     // ln of hours
    "item_day",        // ln of the item's orders in the last half to whole day
    "item_orders",     // ln
    "repeat_item",     // 1: the buyer's last order was of the same item
    "prefunded",       // 1: a transfer of the last three days covers this order
    "covered_before",  // transfers that covered one of the wallet's orders
    "payer_fan",       // ln of the transfers that the wallet's busiest payer has made
    "subsidy_share",   // permille
    "buyer_suspicion",
    "item_suspicion",
    "shop_suspicion"};

using LocalRow = std::array<std::int16_t, local_measures.size()>;

class LocalTier {
public:
    // With `keep_rows` every order's row is kept, for learning.
    explicit LocalTier(Trees trees, bool keep_rows = false)
        : trees_(std::move(trees)), keep_rows_(keep_rows) {}

    // REQUIRES: the market has stepped over these events already.
    void step(std::span<const model::Event> events, const signal::Market& market);

    // No event comes any more: keeps the answers, gives back the running counts.
    void close();

    // The answer at order time, in millionths, by order.
    [[nodiscard]] const Column<model::OrderIx, std::uint32_t>& ppm() const { return ppm_; }

    // By order; empty rows for orders never placed. Empty without `keep_rows`.
    [[nodiscard]] const Column<model::OrderIx, LocalRow>& rows() const { return rows_; }

private:
    // Who used a thing last, and how often that changed: a lower bound of its accounts.
    struct Usage {
        model::AccountIx last;
        std::uint32_t changes = 0;
    };

    struct Wallet {
        signal::Seconds funded_s = 0;
        std::uint32_t payments = 0;  // transfers out
        std::uint32_t payer_fan = 0;
        std::uint32_t covered = 0;
        std::int64_t funded = 0;
        std::array<std::int64_t, 3> prices{};  // of its last orders
        std::uint32_t next = 0;
    };

    struct Buyer {
        model::ItemIx item;
        signal::Seconds last_s = 0;
        std::uint32_t orders = 0;
        std::uint32_t suspicion_ppm = 0;  // the highest so far
    };

    // Orders in this half day and the one before, and the running mean of suspicion.
    struct Sales {
        std::uint32_t half_day = 0;
        std::uint32_t now = 0;
        std::uint32_t before = 0;
        std::uint32_t orders = 0;
        std::uint32_t suspicion_ppm = 0;
    };

    void prefetch(const model::Event& event) const;
    void take(const model::OrderPlaced& order, signal::Seconds at, const signal::Market& market);
    void take(const model::TransferMade& transfer, signal::Seconds at);
    void measure_path(
        const model::OrderPlaced& order, const signal::Market& market, LocalRow& row) const;
    void measure_buyer(const model::OrderPlaced& order, signal::Seconds at, LocalRow& row);
    void measure_money(const model::OrderPlaced& order, signal::Seconds at, LocalRow& row);
    void remember(const model::OrderPlaced& order, signal::Seconds at, std::uint32_t ppm);

    Trees trees_;
    bool keep_rows_;
    Column<model::DeviceIx, Usage> devices_;
    Column<model::AddressIx, Usage> addresses_;
    Column<model::WalletIx, Usage> payers_;
    Column<model::WalletIx, Wallet> wallets_;
    Column<model::AccountIx, Buyer> buyers_;
    Column<model::AccountIx, signal::Seconds> registered_;
    Column<model::ItemIx, Sales> items_;
    Column<model::MerchantIx, Sales> shops_;
    Column<model::OrderIx, std::uint32_t> ppm_;
    Column<model::OrderIx, LocalRow> rows_;
};

// Fills judgement.first_answers.
void compare_first_answers(
    const LocalTier& local, const signal::Links& links, Judgement& judgement);

}  // namespace shouxin::judge
