#include "live/evidence/measures.h"

#include <algorithm>

namespace shouxin::live {
namespace {

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t tenth_ms = 100;
constexpr std::int64_t whole_ppm = 1'000'000;

using M = OrderMeasure;
using Value = std::optional<std::int64_t>;

constexpr std::array<MeasureText, static_cast<std::size_t>(M::count)> texts{{
    {"order.received",
     "下单前 3 天到下单后 35 天付款钱包收到的钱，占实付的比例",
     "money that came to the paying wallet from 3 days before to 35 days after the order, as a "
     "share of what was paid",
     Unit::ppm},
    {"review.delay", "从签收到发布评价的时长", "time from delivery to the review", Unit::ms},
    {"order.weight", "包裹重量", "weight of the parcel", Unit::g},
    {"parcel.orders", "同一运单号的订单数", "orders on the waybill", Unit::count},
    {"parcel.scans", "途中扫描次数", "scans on the way", Unit::count},
    {"parcel.transit", "从发货到签收的时长", "time from shipping to delivery", Unit::ms},
    {"view.rank",
     "商品在结果列表里的名次",
     "place of the item in the list of results",
     Unit::count},
    {"view.dwell", "下单前看该商品的时长", "time spent on the item before ordering", Unit::ms},
    {"device.accounts", "同设备账号数", "accounts seen on the device", Unit::count},
    {"address.accounts", "同收货地址账号数", "accounts seen at the address", Unit::count},
    {"payer.accounts", "同付款钱包账号数", "accounts that the wallet paid for", Unit::count},
    {"ip.accounts", "同网络地址账号数", "accounts seen at the network address", Unit::count},
    {"account.orders", "账号累计订单数", "orders that the account placed so far", Unit::count},
    {"account.age", "下单时账号的注册时长", "age of the account when it ordered", Unit::ms},
    {"order.subsidy", "订单补贴金额", "the order's subsidy", Unit::fen},
    {"order.refunded", "订单已退款金额", "what was refunded of the order", Unit::fen},
    {"account.probability",
     "账号作弊概率",
     "probability that the account is in the game",
     Unit::ppm},
    {"merchant.fake_share",
     "商家作弊订单占比",
     "share of the merchant's orders expected to be fake",
     Unit::ppm},
    {"review.contacts", "评价里的联系方式个数", "contact details in the review", Unit::count},
    {"account.item_orders",
     "买家买同一商品的订单数",
     "orders of the item by the same buyer",
     Unit::count},
    {"item.day_orders",
     "该商品当天（UTC）的订单数",
     "orders of the item on that day (UTC)",
     Unit::count},
    {"item.suspected",
     "该商品订单中可疑的占比",
     "share of the item's orders that are suspected",
     Unit::ppm},
    {"device.suspected",
     "同设备订单中可疑的占比",
     "share of the device's orders that are suspected",
     Unit::ppm},
    {"identity.accounts", "同一身份名下的账号数", "accounts of the identity", Unit::count},
    {"device.registrations",
     "在同一设备上注册的账号数",
     "accounts registered on the device",
     Unit::count},
    {"account.bad_reviews", "账号写过的差评数", "bad reviews by the account", Unit::count},
    {"account.posts", "账号发过的招募信息数", "offers of money posted by the account", Unit::count},
    {"merchant.removed_reviews",
     "这家店被撤下的差评数",
     "bad reviews of the shop that were taken down",
     Unit::count},
}};

Value unless_zero(std::int64_t value) {
    return value == 0 ? std::nullopt : Value(value);
}

// From one moment to a later one; nothing if either isn't known.
Value between(signal::Seconds from, signal::Seconds to) {
    return from == 0 || to < from ? std::nullopt : Value((std::int64_t{to} - from) * second_ms);
}

Value of_parcel(M measure, model::OrderIx order, const signal::Market& market) {
    const signal::OrderLife life = market.orders.life().get(order);
    if (measure == M::transit) {
        return between(life.shipped_s, life.delivered_s);
    }
    if (!life.parcel.valid()) {
        return std::nullopt;
    }
    const signal::Parcel parcel = market.parcels.rows().get(life.parcel);
    switch (measure) {
        case M::weight:
            return unless_zero(parcel.weight_g);
        case M::waybill_orders:
            return parcel.orders;
        default:
            return parcel.scans;
    }
}

Value of_path(M measure, model::OrderIx order, const signal::Market& market) {
    const signal::Path path = market.views.paths().get(order);
    if (measure == M::list_rank) {
        return unless_zero(path.rank);
    }
    return path.views == 0 ? std::nullopt : Value(path.dwell_ds * tenth_ms);
}

Value of_sharing(M measure, const signal::PlacedOrder& placed, const Watch& watch) {
    const judge::LocalCounts& counts = watch.local().counts();
    switch (measure) {
        case M::device_accounts:
            return unless_zero(counts.accounts_on(placed.device));
        case M::address_accounts:
            return unless_zero(counts.accounts_at(placed.address));
        case M::payer_accounts:
            return unless_zero(counts.accounts_of(placed.payer));
        default:
            return unless_zero(watch.shops().accounts_at(placed.ip));
    }
}

Value of_merchant(model::MerchantIx merchant, const EpochView& epoch) {
    if (merchant.value >= epoch.sums.size() || epoch.sums[merchant.value].orders == 0) {
        return std::nullopt;
    }
    const MerchantSums& sums = epoch.sums[merchant.value];
    return static_cast<std::int64_t>(sums.fake_orders_ppm / sums.orders);
}

}  // namespace

std::string_view name_of(Unit unit) {
    constexpr std::array<std::string_view, 5> names{"count", "ppm", "fen", "ms", "g"};
    return names[static_cast<std::size_t>(unit)];
}

const MeasureText& text_of(OrderMeasure measure) {
    return texts[static_cast<std::size_t>(measure)];
}

Value value_of(
    OrderMeasure measure, model::OrderIx order, const Gathered& gathered, const State& state) {
    const Watch& watch = state.watch();
    const signal::PlacedOrder placed = watch.market().orders.placed().get(order);
    switch (measure) {
        case M::received:
            return placed.paid() <= 0 ? std::nullopt
                                      : Value(gathered.received * whole_ppm / placed.paid());
        case M::review_delay:
            return between(
                watch.market().orders.life().get(order).delivered_s, gathered.reviewed_s);
        case M::weight:
        case M::waybill_orders:
        case M::scans:
        case M::transit:
            return of_parcel(measure, order, watch.market());
        case M::list_rank:
        case M::dwell:
            return of_path(measure, order, watch.market());
        case M::account_orders:
            return unless_zero(watch.local().counts().orders_of(placed.buyer));
        case M::account_age:
            return between(
                watch.market().accounts.rows().get(placed.buyer).registered_s, placed.placed_s);
        case M::subsidy:
            return placed.subsidy;
        case M::contacts:
            return gathered.reviewed_s == 0 ? std::nullopt : Value(gathered.contacts);
        case M::refunded:
            return watch.market().orders.life().get(order).refunded;
        case M::account_probability:
            return state.epoch().accounts.covers(placed.buyer.value)
                       ? Value(state.epoch().accounts.ppm[placed.buyer.value])
                       : std::nullopt;
        case M::merchant_fake_share:
            return of_merchant(placed.merchant, state.epoch());
        default:
            return of_sharing(measure, placed, watch);
    }
}

std::optional<Comparison> compare(std::int64_t value, std::vector<std::int64_t> others) {
    if (others.size() < comparison_min) {
        return std::nullopt;
    }
    std::ranges::sort(others);
    const auto [first, last] = std::ranges::equal_range(others, value);
    Comparison comparison;
    comparison.n = static_cast<std::uint32_t>(others.size());
    comparison.below = static_cast<std::uint32_t>(first - others.begin());
    comparison.above = static_cast<std::uint32_t>(others.end() - last);
    for (std::size_t i = 0; i < comparison.deciles.size(); ++i) {
        comparison.deciles[i] = others[i * (others.size() - 1) / (comparison.deciles.size() - 1)];
    }
    return comparison;
}

}  // namespace shouxin::live
