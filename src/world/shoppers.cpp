#include "world/shoppers.h"

#include <algorithm>

namespace shouxin::world {

Shoppers::Shoppers(World& world) : world_(world), browse_(world), trade_(world), reviews_(world) {}

// Everybody has two shops that they come back to.
std::size_t Shoppers::favourite(std::uint32_t account, Ms now, Random& random) const {
    Random own = world_.root.fork("favourite").fork(account * 2ULL + random.uniform_index(2));
    return world_.shops.any_open(now, own);
}

void Shoppers::shop(Ms from, Random& random) {
    std::size_t shop = world_.shops.any_open(from, random);
    const ShopKnobs& knobs = world_.knobs.shops;
    const bool local = random.chance(knobs.local_buyers);
    const std::uint32_t account =
        local ? world_.people.shopper_in(world_.shops[shop].town, from, random)
              : world_.people.shopper(from, random);
    if (!local && random.chance(knobs.loyalty)) {
        shop = favourite(account, from, random);
    }
    buy_at(from, account, shop, random);
}

void Shoppers::buy_at(Ms from, std::uint32_t account, std::size_t shop, Random& random) {
    if (!world_.shops[shop].open(from)) {
        return;
    }
    const std::uint32_t item = world_.shops.any_item(shop, random);
    const Origin seen = world_.people.origin(account, random);
    const Ms at = browse_.naturally(from, account, seen, shop, item, random);
    const Origin origin = random.chance(world_.knobs.browse.device_hop)
                              ? world_.people.origin(account, random)
                              : seen;
    Purchase purchase = trade_.choose(account, origin, shop, item, random);
    use_coupon(purchase, random);
    order(at, purchase, random);
}

void Shoppers::use_coupon(Purchase& purchase, Random& random) const {
    const PromotionKnobs& knobs = world_.knobs.promotions;
    if (knobs.coupons.empty() || !random.chance(knobs.coupon_use)) {
        return;
    }
    const PromotionKnobs::Coupon& coupon = random.pick(knobs.coupons);
    if (random.chance(knobs.topped_up)) {
        // Something small is added until the threshold is reached, often exactly.
        const double over = random.exponential(knobs.top_up_sigma);
        purchase.amount =
            coupon.threshold + static_cast<Fen>(over * static_cast<double>(coupon.threshold));
        if (random.chance(0.3)) {
            purchase.amount -= static_cast<Fen>(0.01 * static_cast<double>(coupon.threshold));
            purchase.amount = std::max(purchase.amount, coupon.threshold);
        }
    }
    if (purchase.amount >= coupon.threshold) {
        purchase.subsidy = coupon.off;
    }
}

void Shoppers::order(Ms at, const Purchase& purchase, Random& random) {
    const Placed placed = trade_.place(at, purchase, random);
    if (!placed.told) {
        return;
    }
    const AfterSaleKnobs& after = world_.knobs.after_sale;
    if (random.chance(after.cancelled)) {
        world_.tell.order_cancelled(
            placed.paid_at + hours(random.uniform(0.05, 5.5)), placed.order);
        return;
    }
    if (!trade_.is_service(purchase) && random.chance(world_.knobs.parcels.merged)) {
        order_more(at, purchase, random);
    }
    const std::optional<Ms> in_hand = trade_.fulfil(placed, purchase, {}, random);
    if (!in_hand) {
        return;
    }
    std::optional<Posted> review;
    if (random.chance(world_.knobs.reviews.share)) {
        review = reviews_.post_honestly(*in_hand, placed, purchase, random);
    }
    after_sale(*in_hand, placed, purchase, review ? &*review : nullptr, random);
    if (random.chance(world_.knobs.money.errands)) {
        run_errand(placed, purchase, random);
    }
}

// Two more things from the same shop within minutes, sent in one parcel.
void Shoppers::order_more(Ms at, const Purchase& purchase, Random& random) {
    Purchase one = trade_.choose(
        purchase.buyer,
        purchase.origin,
        purchase.shop,
        world_.shops.any_item(purchase.shop, random),
        random);
    Purchase other = one;
    other.item = world_.shops.any_item(purchase.shop, random);
    other.amount = world_.shops.item(other.item).price * other.quantity;
    const Placed first = trade_.place(at + seconds(random.uniform(20, 900)), one, random);
    const Placed second = trade_.place(first.at + seconds(random.uniform(20, 900)), other, random);
    trade_.fulfil_both(first, one, second, other, random);
}

void Shoppers::after_sale(
    Ms in_hand, const Placed& placed, const Purchase& purchase, Posted* review, Random& random) {
    const AfterSaleKnobs& knobs = world_.knobs.after_sale;
    const Shop& shop = world_.shops[purchase.shop];
    const bool angry = review != nullptr && review->stars <= 2;
    const double refund = angry ? knobs.refunded_when_angry
                                : std::min(0.6, knobs.refunded * static_cast<double>(shop.regret));
    const bool happy = review != nullptr && review->stars >= 4;
    if (random.chance(happy ? refund * 0.15 : refund)) {
        const bool partly = random.chance(knobs.refunded_partly);
        const double part = partly ? random.uniform(0.1, 0.8) : 1.0;
        const auto amount = static_cast<Fen>(part * static_cast<double>(purchase.paid()));
        const Ms base = review != nullptr ? std::min(review->at, in_hand + days(4)) : in_hand;
        world_.tell.order_refunded(
            base + hours(random.uniform(2.0, 70.0)), placed.order, std::max<Fen>(1, amount));
        return;
    }
    const double wronged = angry ? 8.0 : happy ? 0.1 : 1.0;
    if (random.chance(std::min(0.7, knobs.amends * wronged * static_cast<double>(shop.amends)))) {
        make_amends(in_hand, purchase, review, random);
    }
}

// Goodwill goes around the platform: from the shop's own account to the buyer's.
void Shoppers::make_amends(Ms in_hand, const Purchase& purchase, Posted* review, Random& random) {
    const AfterSaleKnobs& knobs = world_.knobs.after_sale;
    const bool whole = random.chance(knobs.amends_whole);
    const double part = whole ? 1.0 : knobs.amends_part.draw(random);
    auto amount = std::max<Fen>(50, static_cast<Fen>(part * static_cast<double>(purchase.paid())));
    if (!whole && random.chance(0.3)) {
        amount = std::max<Fen>(100, amount / 100 * 100);
    }
    const Ms base = review != nullptr ? std::min(review->at, in_hand + days(5)) : in_hand;
    const Ms at = base + hours(random.uniform(0.5, 72.0));
    world_.tell.transfer_made(
        at,
        world_.shops[purchase.shop].wallet,
        purchase.wallet,
        amount,
        random.pick(world_.phrases.amends_notes));
    if (review != nullptr && review->stars <= 3 && random.chance(knobs.removed_after_amends)) {
        reviews_.remove(
            std::max(at, review->at) + hours(random.uniform(0.2, 40.0)), *review, "author");
    }
}

// Bought for a friend, who pays back the price and sometimes a little for the trouble.
void Shoppers::run_errand(const Placed& placed, const Purchase& purchase, Random& random) {
    const std::uint32_t friend_account = world_.people.anybody(random);
    const auto fee = static_cast<Fen>(world_.knobs.money.errand_fee.draw(random));
    const Fen rounded = random.chance(0.6) ? fee / 100 * 100 : fee;
    world_.tell.transfer_made(
        placed.at + hours(random.uniform(-6.0, 150.0)),
        world_.people[friend_account].wallet,
        purchase.wallet,
        purchase.paid() + (random.chance(0.4) ? 0 : rounded),
        random.pick(world_.phrases.errand_notes));
}

}  // namespace shouxin::world
