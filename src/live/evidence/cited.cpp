#include "live/evidence/cited.h"

#include "model/yuan.h"

#include <fmt/format.h>

namespace shouxin::live {

using model::SubjectKind;
using model::yuan;

namespace {

template <class Names, class Ix>
std::string_view name(const Names& names, Ix index) {
    return index.valid() ? names[index] : std::string_view("?");
}

}  // namespace

Cited cite_order(model::OrderIx order, const Watch& watch) {
    const signal::PlacedOrder placed = watch.market().orders.placed().get(order);
    const std::string_view buyer = name(watch.names().accounts, placed.buyer);
    const std::string_view shop = name(watch.names().merchants, placed.merchant);
    return {
        .event = placed.event,
        .type = "order.placed",
        .at_s = placed.placed_s,
        .subject = Subject{SubjectKind::order, order.value},
        .zh = fmt::format("账号 {} 在商家 {} 下单，{} 元。", buyer, shop, yuan(placed.amount)),
        .en = fmt::format(
            "Account {} ordered at merchant {} for {} yuan.", buyer, shop, yuan(placed.amount))};
}

Cited cite_parcel(model::OrderIx order, const Watch& watch) {
    const signal::OrderLife life = watch.market().orders.life().get(order);
    const signal::Parcel parcel = watch.market().parcels.rows().get(life.parcel);
    const std::string_view waybill = name(watch.names().parcels, life.parcel);
    const std::string weight_zh =
        parcel.weight_g == 0 ? "" : fmt::format("，重 {} 克", parcel.weight_g);
    const std::string weight_en =
        parcel.weight_g == 0 ? "" : fmt::format(", {} g", parcel.weight_g);
    const std::string_view named = name(watch.names().orders, order);
    return {
        .event = life.shipped_event,
        .type = "parcel.shipped",
        .at_s = life.shipped_s,
        .subject = Subject{SubjectKind::order, order.value},
        .zh = fmt::format("订单 {} 发货，运单 {}{}。", named, waybill, weight_zh),
        .en = fmt::format("Order {} was shipped, waybill {}{}.", named, waybill, weight_en)};
}

Cited cite_delivery(model::OrderIx order, const Watch& watch) {
    const signal::OrderLife life = watch.market().orders.life().get(order);
    const std::uint32_t to = watch.market().orders.placed().get(order).county;
    const bool elsewhere = life.delivered_county != 0 && to != 0 && life.delivered_county != to;
    const auto place = [&](std::string_view words) {
        return elsewhere ? fmt::format(fmt::runtime(words), life.delivered_county, to) : "";
    };
    return {
        .type = life.redeemed ? "service.redeemed" : "parcel.delivered",
        .at_s = life.delivered_s,
        .subject = Subject{SubjectKind::order, order.value},
        .zh = fmt::format(
            "{}{}。", life.redeemed ? "到店核销" : "签收", place("，在 {:06}，收货地是 {:06}")),
        .en = fmt::format(
            "{}{}.",
            life.redeemed ? "Redeemed" : "Delivered",
            place(" in {:06}; the order was for {:06}"))};
}

Cited cite_opening(model::MerchantIx index, const Watch& watch) {
    const signal::Merchant shop = watch.market().merchants.rows().get(index);
    const std::string_view named = name(watch.names().merchants, index);
    const std::string_view payee = name(watch.names().wallets, shop.payee);
    return {
        .type = "merchant.opened",
        .at_s = shop.opened_s,
        .subject = Subject{SubjectKind::merchant, index.value},
        .zh = fmt::format("商家 {} 开店，收款钱包 {}。", named, payee),
        .en = fmt::format("Merchant {} opened; its payee is wallet {}.", named, payee)};
}

Cited cite_transfer(const signal::Transfer& transfer, const Watch& watch) {
    const std::string_view payer = name(watch.names().wallets, transfer.payer);
    const std::string_view payee = name(watch.names().wallets, transfer.payee);
    const std::string amount = yuan(transfer.amount);
    return {
        .event = transfer.event,
        .type = "transfer.made",
        .at_s = transfer.at_s,
        .subject = {},
        .zh = fmt::format("钱包 {} 向钱包 {} 转账 {} 元。", payer, payee, amount),
        .en = fmt::format("Wallet {} sent {} yuan to wallet {}.", payer, amount, payee)};
}

Cited cite_review(model::ReviewIx index, const Watch& watch) {
    const signal::Review review = watch.market().reviews.rows().get(index);
    const std::string_view author = name(watch.names().accounts, review.account);
    const std::string_view shop = name(watch.names().merchants, review.merchant);
    return {
        .event = review.event,
        .type = "review.posted",
        .at_s = review.posted_s,
        .subject = Subject{SubjectKind::review, index.value},
        .zh = fmt::format("账号 {} 给商家 {} 写了 {} 星评价。", author, shop, review.stars),
        .en = fmt::format(
            "Account {} gave merchant {} a review of {} stars.", author, shop, review.stars)};
}

Cited cite_registration(model::AccountIx index, const Watch& watch) {
    const signal::Account account = watch.market().accounts.rows().get(index);
    const std::string_view named = name(watch.names().accounts, index);
    return {
        .event = account.event,
        .type = "account.registered",
        .at_s = account.registered_s,
        .subject = Subject{SubjectKind::account, index.value},
        .zh = fmt::format("账号 {} 注册。", named),
        .en = fmt::format("Account {} was registered.", named)};
}

Cited cite_post(const signal::RecruitingPost& post, const Watch& watch) {
    const std::string_view author = name(watch.names().accounts, post.account);
    return {
        .event = post.event,
        .type = "message.posted",
        .at_s = post.at_s,
        .subject = post.account.valid()
                       ? std::optional(Subject{SubjectKind::account, post.account.value})
                       : std::nullopt,
        .zh = fmt::format("账号 {} 发布招募信息：出钱请人下单或写好评。", author),
        .en = fmt::format("Account {} offered money for orders or praise.", author)};
}

}  // namespace shouxin::live
