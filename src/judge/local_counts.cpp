#include "judge/local_counts.h"

#include "signal/constants.h"
#include "signal/money_back.h"

#include <algorithm>
#include <limits>

namespace shouxin::judge {

namespace {

namespace constants = signal::constants;
using M = LocalMeasure;
using signal::clamped;
using signal::missing;
using signal::Seconds;

// How many accounts used the thing so far, this one included.
template <class Usages, class Ix>
void use(Usages& usages, Ix thing, model::AccountIx account) {
    if (thing.valid()) {
        auto& usage = usages[thing];
        usage.changes += usage.last != account ? 1 : 0;
        usage.last = account;
    }
}

template <class Usages, class Ix>
std::int16_t accounts_using(const Usages& usages, Ix thing) {
    return thing.valid() ? clamped(std::int64_t{usages.get(thing).changes}) : missing;
}

std::uint32_t since(Seconds at, Seconds then) {
    return at > then ? at - then : 0;
}

std::uint32_t saturated(std::int64_t value) {
    return static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(value, 0, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

void LocalCounts::prefetch(const model::Event& event) const {
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

void LocalCounts::take(
    const model::OrderPlaced& order, Seconds at, const signal::Path& path, Awaiting& into) {
    LocalRow& row = into.row;
    row[M::dwell] = path.views == 0 ? missing : ln_(path.dwell_ds + 1ULL);
    row[M::list_rank] = path.rank == 0 ? missing : ln_(path.rank);
    row[M::keyword] = path.keyword != 0 ? 1 : 0;
    row[M::others_viewed] = path.seen ? std::int16_t{path.others} : missing;
    measure_buyer(order, at, row);
    measure_money(order, at, into);
    row[M::refund] = 0;
    remember(order, at, into.number);
    const Item item = items_.get(order.item);
    row[M::item_day] = ln_(std::uint64_t{item.now} + item.before);
}

void LocalCounts::measure_buyer(const model::OrderPlaced& order, Seconds at, LocalRow& row) {
    use(devices_, order.device, order.buyer);
    use(addresses_, order.address, order.buyer);
    use(payers_, order.payer, order.buyer);
    const Buyer buyer = buyers_.get(order.buyer);
    row[M::buyer_gap] =
        buyer.orders == 0 || at < buyer.last_s ? missing : ln_(at - buyer.last_s + 1ULL);
    const Seconds registered = registered_.get(order.buyer);
    row[M::account_age] =
        registered == 0 || registered > at ? missing : ln_(at - registered + 1ULL);
    row[M::repeat_item] = buyer.item.valid() && buyer.item == order.item ? 1 : 0;
}

void LocalCounts::measure_money(const model::OrderPlaced& order, Seconds at, Awaiting& into) {
    const std::int64_t paid = order.amount - std::min(order.subsidy, order.amount);
    Wallet& wallet = wallets_[order.payer];
    const bool fresh = wallet.funded_s != 0 && wallet.funded_s + constants::prefund_s >= at;
    const bool funded = fresh && signal::covers(wallet.funded, paid);
    into.received_before = wallet.received;
    into.row[M::prefunded] = funded ? 1 : 0;
    into.row[M::subsidy_share] =
        clamped(order.subsidy * 1000 / std::max<std::int64_t>(order.amount, 1));
    if (funded) {
        cover(into, wallet.funder, wallet.funded - paid);
        if (!wallet.funded_counts) {
            wallet.funded_counts = true;
            ++wallets_[wallet.funder].covering;
        }
    }
}

void LocalCounts::remember(const model::OrderPlaced& order, Seconds at, OrderNumber number) {
    Wallet& wallet = wallets_[order.payer];
    const std::int64_t paid = order.amount - std::min(order.subsidy, order.amount);
    wallet.bought[wallet.next] = {number, saturated(paid)};
    wallet.next = static_cast<std::uint8_t>((wallet.next + 1) % wallet.bought.size());
    Buyer& buyer = buyers_[order.buyer];
    ++buyer.orders;
    buyer.last_s = at;
    buyer.item = order.item;
    Item& item = items_[order.item];
    const std::uint32_t half_day = at / constants::surge_s;
    if (half_day > item.half_day) {
        item.before = item.half_day + 1 == half_day ? item.now : 0;
        item.now = 0;
        item.half_day = half_day;
    }
    ++item.now;
    ++item.orders;
}

void LocalCounts::cover(Awaiting& order, model::WalletIx payer, std::int64_t excess) const {
    order.cover_payer = payer;
    order.row[M::cover_excess] = clamped(excess / 10);
    order.row[M::cover_by_shop] = wallets_.get(payer).of_shop ? 1 : 0;
    order.news = true;
}

void LocalCounts::take(const model::TransferMade& transfer, Seconds at, AwaitingOrders& awaiting) {
    const std::uint32_t fan = ++wallets_[transfer.payer].payments;
    if (transfer.payee == transfer.payer) {
        return;
    }
    Wallet& payee = wallets_[transfer.payee];
    payee.payer_fan = std::max(payee.payer_fan, fan);
    payee.funded = transfer.amount;
    payee.funded_s = at;
    payee.funder = transfer.payer;
    payee.received = std::min(payee.received + transfer.amount, constants::money_max);
    payee.funded_counts = false;
    for (const Bought& bought : payee.bought) {
        Awaiting* const order = awaiting.find(bought.number);
        if (order != nullptr) {
            order->news = true;
        }
        if (bought.price > 0 && signal::covers(transfer.amount, bought.price)) {
            payee.funded_counts = true;
            if (order != nullptr) {
                cover(*order, transfer.payer, transfer.amount - bought.price);
            }
        }
    }
    if (payee.funded_counts) {
        ++payee.covered;
        ++wallets_[transfer.payer].covering;
    }
}

void LocalCounts::take(
    const model::ParcelShipped& shipped,
    Seconds at,
    const signal::PlacedOrder& placed,
    Awaiting* order) {
    count(parcels_[shipped.parcel].orders);
    const std::uint64_t pieces = std::max<std::uint64_t>(placed.quantity, 1);
    const auto weight = static_cast<std::int16_t>(
        ln_(static_cast<std::uint64_t>(std::max<std::int64_t>(shipped.weight_g, 1))) - ln_(pieces));
    RunningQuantile& usual = items_[placed.item].weight;
    if (order != nullptr) {
        order->parcel = shipped.parcel;
        order->shipped_s = at;
        order->weighed = true;
        order->piece_weight = weight;
        order->row[M::ship_delay] = ln_(since(at, order->placed_s) + 1ULL);
        constexpr int light = 40;  // a third less than usual
        order->news =
            order->news || usual.seen < constants::weighings_min || weight + light < usual.value;
    }
    usual.take(weight, 4, 1);
    categories_[{placed.category}].take(weight, 1, 1);
}

void LocalCounts::fill(
    const signal::PlacedOrder& placed, const Awaiting& order, LocalRow& row) const {
    const Item item = items_.get(placed.item);
    const Buyer buyer = buyers_.get(placed.buyer);
    row[M::device_accounts] = accounts_using(devices_, placed.device);
    row[M::address_accounts] = accounts_using(addresses_, placed.address);
    row[M::wallet_accounts] = accounts_using(payers_, placed.payer);
    row[M::buyer_orders] = ln_(std::uint64_t{buyer.orders});
    row[M::item_orders] = ln_(std::uint64_t{item.orders});
    row[M::item_day] = std::max(row[M::item_day], ln_(std::uint64_t{item.now} + item.before));
    const bool own = buyer.most_of == order.number;
    row[M::buyer_suspicion] = ln_.level(own ? buyer.others_ppm : buyer.most_ppm);
    row[M::item_suspicion] = ln_.level(item.suspicion.mean_of_others(order.told));
    row[M::shop_suspicion] = ln_.level(shops_.get(placed.merchant).mean_of_others(order.told));
    fill_money(placed, order, row);
    fill_parcel(placed, order, row);
}

void LocalCounts::fill_money(
    const signal::PlacedOrder& placed, const Awaiting& order, LocalRow& row) const {
    const Wallet wallet = wallets_.get(placed.payer);
    row[M::covered_before] = clamped(std::int64_t{wallet.covered});
    row[M::payer_fan] = ln_(wallet.payer_fan + 1ULL);
    row[M::received_share] = clamped(
        (wallet.received - order.received_before) * 1000 /
        std::max<std::int64_t>(placed.paid(), 1));
    if (order.cover_payer.valid()) {
        const Wallet payer = wallets_.get(order.cover_payer);
        row[M::cover_payer_fan] = ln_(std::uint64_t{payer.payments});
        row[M::cover_match] =
            clamped(std::int64_t{payer.covering} * 1000 / (std::int64_t{payer.payments} + 1));
    }
}

void LocalCounts::fill_parcel(
    const signal::PlacedOrder& placed, const Awaiting& order, LocalRow& row) const {
    if (!order.weighed) {
        return;
    }
    const RunningQuantile item = items_.get(placed.item).weight;
    const RunningQuantile category = categories_.get({placed.category});
    const auto over = [&](const RunningQuantile& usual) {
        return usual.seen < constants::weighings_min
                   ? missing
                   : clamped(std::int64_t{order.piece_weight} - usual.value);
    };
    row[M::weight_item] = over(item);
    row[M::weight_category] = over(category);
    const Waybill waybill = parcels_.get(order.parcel);
    row[M::waybill_orders] = clamped(std::int64_t{waybill.orders});
    row[M::scans] =
        clamped(std::int64_t{waybill.scans} * 10 / std::max<std::int64_t>(waybill.orders, 1));
}

std::int16_t LocalCounts::suspicion(
    const signal::PlacedOrder& placed, const Awaiting& order) const {
    const std::uint32_t item = items_.get(placed.item).suspicion.mean_of_others(order.told);
    const std::uint32_t shop = shops_.get(placed.merchant).mean_of_others(order.told);
    return ln_.level(std::max(item, shop));
}

void LocalCounts::say(
    const signal::PlacedOrder& placed, std::uint32_t ppm, std::uint32_t period, Awaiting& order) {
    Buyer& buyer = buyers_[placed.buyer];
    if (order.number == buyer.most_of) {
        buyer.most_ppm = std::max(buyer.most_ppm, ppm);
    } else if (ppm > buyer.most_ppm) {
        buyer.others_ppm = buyer.most_ppm;
        buyer.most_ppm = ppm;
        buyer.most_of = order.number;
    } else {
        buyer.others_ppm = std::max(buyer.others_ppm, ppm);
    }
    RunningSuspicion& item = items_[placed.item].suspicion;
    RunningSuspicion& shop = shops_[placed.merchant];
    if (order.told.ppm == 0) {
        item.say(ppm, period);
        shop.say(ppm, period);
        order.told = {ppm, period};
    } else {
        item.replace(order.told, ppm);
        shop.replace(order.told, ppm);
        order.told.ppm = ppm;
    }
}

}  // namespace shouxin::judge
