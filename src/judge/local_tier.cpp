#include "judge/local_tier.h"

#include "judge/probability.h"
#include "signal/constants.h"
#include "signal/money_back.h"
#include "signal/sheet.h"

#include <algorithm>

namespace shouxin::judge {

namespace {

namespace constants = signal::constants;
using signal::clamped;
using signal::ln;
using signal::missing;
using signal::Seconds;

constexpr double hour = constants::hour_s;

// How many accounts used the thing so far, this one included.
template <class Usages, class Ix>
std::int16_t accounts_on(Usages& usages, Ix thing, model::AccountIx account) {
    if (!thing.valid()) {
        return missing;
    }
    auto& usage = usages[thing];
    usage.changes += usage.last != account ? 1 : 0;
    usage.last = account;
    return clamped(std::int64_t{usage.changes});
}

// Moves the running mean a sixteenth of the way.
std::uint32_t towards(std::uint32_t mean, std::uint32_t value) {
    return static_cast<std::uint32_t>((std::uint64_t{mean} * 15 + value) / 16);
}

}  // namespace

void LocalTier::step(std::span<const model::Event> events, const signal::Market& market) {
    for (std::size_t i = 0; i < events.size(); ++i) {
        const model::Event& event = events[i];
        if (i + constants::prefetch_events < events.size()) {
            prefetch(events[i + constants::prefetch_events]);
        }
        const Seconds at = signal::to_seconds(event.at_ms);
        if (const auto* order = std::get_if<model::OrderPlaced>(&event.body)) {
            take(*order, at, market);
        } else if (const auto* made = std::get_if<model::AccountRegistered>(&event.body)) {
            registered_[made->account] = at;
        } else if (const auto* transfer = std::get_if<model::TransferMade>(&event.body)) {
            take(*transfer, at);
        }
    }
}

void LocalTier::prefetch(const model::Event& event) const {
    if (const auto* order = std::get_if<model::OrderPlaced>(&event.body)) {
        devices_.prefetch(order->device);
        addresses_.prefetch(order->address);
        payers_.prefetch(order->payer);
        wallets_.prefetch(order->payer);
        buyers_.prefetch(order->buyer);
        registered_.prefetch(order->buyer);
        items_.prefetch(order->item);
        shops_.prefetch(order->merchant);
    } else if (const auto* transfer = std::get_if<model::TransferMade>(&event.body)) {
        wallets_.prefetch(transfer->payer);
        wallets_.prefetch(transfer->payee);
    }
}

void LocalTier::close() {
    const auto clear = [](auto&... columns) { (columns.clear(), ...); };
    clear(devices_, addresses_, payers_, wallets_, buyers_, registered_, items_, shops_);
}

void LocalTier::take(const model::TransferMade& transfer, Seconds at) {
    const std::uint32_t fan = ++wallets_[transfer.payer].payments;
    if (transfer.payee == transfer.payer) {
        return;
    }
    Wallet& payee = wallets_[transfer.payee];
    payee.payer_fan = std::max(payee.payer_fan, fan);
    payee.funded = transfer.amount;
    payee.funded_s = at;
    payee.covered += std::ranges::any_of(payee.prices, [&](std::int64_t price) {
        return price > 0 && signal::covers(transfer.amount, price);
    });
}

void LocalTier::take(const model::OrderPlaced& order, Seconds at, const signal::Market& market) {
    if (ppm_.get(order.order) != 0) {
        return;  // placed before
    }
    LocalRow row{};
    measure_path(order, market, row);
    measure_buyer(order, at, row);
    measure_money(order, at, row);
    const Sales item = items_.get(order.item);
    const std::uint32_t half_day = at / constants::surge_s;
    const std::uint32_t recent = item.half_day == half_day       ? item.now + item.before
                                 : item.half_day + 1 == half_day ? item.now
                                                                 : 0;
    row[10] = ln(recent + 1.0);
    row[11] = ln(item.orders + 1.0);
    row[16] = clamped(order.subsidy * 1000 / std::max<std::int64_t>(order.amount, 1));
    row[17] = level(buyers_.get(order.buyer).suspicion_ppm);
    row[18] = level(item.suspicion_ppm);
    row[19] = level(shops_.get(order.merchant).suspicion_ppm);
    const std::uint32_t ppm = to_ppm(trees_.sum(row));
    ppm_[order.order] = ppm;
    if (keep_rows_) {
        rows_[order.order] = row;
    }
    remember(order, at, ppm);
}

void LocalTier::measure_path(
    const model::OrderPlaced& order, const signal::Market& market, LocalRow& row) const {
    const signal::Path path = market.views.paths().get(order.order);
    row[0] = path.views == 0 ? missing : ln(path.dwell_ds / 10.0 + 0.1);
    row[1] = path.rank == 0 ? missing : ln(path.rank);
    row[2] = path.keyword != 0 ? 1 : 0;
    row[3] = path.seen ? std::int16_t{path.others} : missing;
}

void LocalTier::measure_buyer(const model::OrderPlaced& order, Seconds at, LocalRow& row) {
    row[4] = accounts_on(devices_, order.device, order.buyer);
    row[5] = accounts_on(addresses_, order.address, order.buyer);
    row[6] = accounts_on(payers_, order.payer, order.buyer);
    const Buyer buyer = buyers_.get(order.buyer);
    row[7] = ln(buyer.orders + 1.0);
    row[8] =
        buyer.orders == 0 || at < buyer.last_s ? missing : ln((at - buyer.last_s) / hour + 0.01);
    const Seconds registered = registered_.get(order.buyer);
    row[9] = registered == 0 || registered > at ? missing : ln((at - registered) / hour + 0.1);
    row[12] = buyer.item.valid() && buyer.item == order.item ? 1 : 0;
}

void LocalTier::measure_money(const model::OrderPlaced& order, Seconds at, LocalRow& row) {
    const Wallet& wallet = wallets_[order.payer];
    const bool fresh = wallet.funded_s != 0 && wallet.funded_s + constants::prefund_s >= at;
    row[13] = fresh && signal::covers(wallet.funded, order.amount - order.subsidy) ? 1 : 0;
    row[14] = clamped(std::int64_t{wallet.covered});
    row[15] = ln(wallet.payer_fan + 1.0);
}

void LocalTier::remember(const model::OrderPlaced& order, Seconds at, std::uint32_t ppm) {
    Wallet& wallet = wallets_[order.payer];
    wallet.prices[wallet.next++ % wallet.prices.size()] = order.amount - order.subsidy;
    Buyer& buyer = buyers_[order.buyer];
    ++buyer.orders;
    buyer.last_s = at;
    buyer.item = order.item;
    buyer.suspicion_ppm = std::max(buyer.suspicion_ppm, ppm);
    const std::uint32_t half_day = at / constants::surge_s;
    const auto sold = [&](Sales& sales) {
        if (half_day > sales.half_day) {
            sales.before = sales.half_day + 1 == half_day ? sales.now : 0;
            sales.now = 0;
            sales.half_day = half_day;
        }
        ++sales.now;
        ++sales.orders;
        sales.suspicion_ppm = towards(sales.suspicion_ppm, ppm);
    };
    sold(items_[order.item]);
    sold(shops_[order.merchant]);
}

void compare_first_answers(
    const LocalTier& local, const signal::Links& links, Judgement& judgement) {
    FirstAnswers& first = judgement.first_answers;
    const Thresholds& thresholds = judgement.thresholds;
    for (const std::uint32_t order : links.placed) {
        const bool flagged = local.ppm().get({order}) >= thresholds.review_ppm;
        const bool fake = judgement.orders[order].ppm >= thresholds.block_ppm;
        first.flagged += flagged ? 1 : 0;
        first.flagged_fake += flagged && fake ? 1 : 0;
        first.fake += fake ? 1 : 0;
        first.fake_amount += fake ? links.orders[order].amount : 0;
        first.counted_amount += fake && !flagged ? links.orders[order].amount : 0;
    }
}

}  // namespace shouxin::judge
