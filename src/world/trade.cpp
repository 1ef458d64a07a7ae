#include "world/trade.h"

#include <algorithm>
#include <vector>

namespace shouxin::world {
namespace {

constexpr double lorry_km_h = 55.0;

}  // namespace

Purchase Trade::choose(
    std::uint32_t buyer,
    const Origin& origin,
    std::size_t shop,
    std::uint32_t item,
    Random& random) const {
    const Person& person = world_.people[buyer];
    const PromotionKnobs& knobs = world_.knobs.promotions;
    Purchase purchase;
    purchase.buyer = buyer;
    purchase.shop = static_cast<std::uint32_t>(shop);
    purchase.item = item;
    if (random.chance(knobs.quantity_more)) {
        purchase.quantity = static_cast<int>(random.uniform_int(2, 4));
    }
    purchase.amount = world_.shops.item(item).price * purchase.quantity;
    if (random.chance(knobs.price_wobble)) {
        const double part = random.uniform(0.7, 1.02);
        purchase.amount =
            std::max<Fen>(100, static_cast<Fen>(static_cast<double>(purchase.amount) * part));
    }
    purchase.origin = origin;
    purchase.address = person.address;
    purchase.town = person.town;
    purchase.wallet = person.wallet;
    return purchase;
}

Placed Trade::place(Ms at, const Purchase& purchase, Random& random) {
    OrderFacts facts;
    facts.order = world_.next.order++;
    facts.buyer = purchase.buyer;
    facts.merchant = purchase.shop;
    facts.item = purchase.item;
    facts.category = world_.shops.category_of(purchase.shop).name;
    facts.quantity = purchase.quantity;
    facts.amount = purchase.amount;
    facts.subsidy = purchase.subsidy;
    facts.origin = purchase.origin;
    facts.address = purchase.address;
    facts.region = world_.places.code(purchase.town);
    facts.wallet = purchase.wallet;
    Placed placed;
    placed.order = facts.order;
    placed.at = at;
    placed.told = world_.tell.order_placed(at, facts);
    placed.paid_at = at + seconds(random.uniform(1.0, world_.knobs.parcels.pay_within_s));
    world_.tell.order_paid(placed.paid_at, placed.order, purchase.wallet, purchase.paid());
    world_.shops[purchase.shop].sales += purchase.paid();
    return placed;
}

Ms Trade::ship_time(Ms paid_at, Random& random) const {
    return paid_at + hours(world_.knobs.parcels.ship_h.draw(random));
}

// Between a fixed spread of times, as sorting centres batch what they carry, and what the way
// itself takes.
Ms Trade::transit(std::size_t from, std::size_t to, Random& random) const {
    const ParcelKnobs& knobs = world_.knobs.parcels;
    if (from == to) {
        return hours(knobs.local_transit_h.draw(random));
    }
    double taken = knobs.far_transit_h.draw(random);
    if (random.chance(knobs.by_distance)) {
        const double kilometres = world_.places.kilometres(from, to);
        taken = 0.45 * taken + kilometres / lorry_km_h * random.uniform(0.9, 1.8);
    }
    return hours(taken);
}

void Trade::scan(
    std::uint64_t parcel,
    Ms from,
    Ms until,
    std::size_t origin,
    std::size_t target,
    Random& random) {
    std::vector<double> progress(
        static_cast<std::size_t>(std::max(0, world_.knobs.parcels.scans.draw_int(random))));
    for (double& at : progress) {
        at = random.uniform(0.03, 0.98);
    }
    std::sort(progress.begin(), progress.end());
    for (const double at : progress) {
        const Ms when = from + static_cast<Ms>(static_cast<double>(until - from) * at);
        const std::uint32_t place = world_.places.station(origin, target, at, random);
        world_.tell.parcel_scanned(when, parcel, place);
    }
}

std::int64_t Trade::honest_weight(const Purchase& purchase, Random& random) const {
    const ParcelKnobs& knobs = world_.knobs.parcels;
    const double each = static_cast<double>(world_.shops.item(purchase.item).weight_g);
    double grams = each * purchase.quantity * random.normal(1.0, knobs.weight_noise);
    if (random.chance(knobs.light)) {
        grams *= random.uniform(0.02, 0.35);
    }
    return std::max<std::int64_t>(15, static_cast<std::int64_t>(grams));
}

std::optional<Ms> Trade::redeem(const Placed& placed, const Purchase& purchase, Random& random) {
    const ParcelKnobs& knobs = world_.knobs.parcels;
    if (random.chance(knobs.unredeemed)) {
        return std::nullopt;
    }
    const Ms at = placed.paid_at + hours(knobs.redeem_h.draw(random));
    const std::size_t town =
        random.chance(knobs.redeemed_elsewhere) ? world_.places.any(random) : purchase.town;
    world_.tell.service_redeemed(at, placed.order, world_.places.code(town));
    return at;
}

std::optional<Ms> Trade::fulfil(
    const Placed& placed, const Purchase& purchase, const Handling& handling, Random& random) {
    if (is_service(purchase)) {
        return redeem(placed, purchase, random);
    }
    const ParcelKnobs& knobs = world_.knobs.parcels;
    const std::uint64_t parcel = handling.waybill ? *handling.waybill : world_.next.parcel++;
    const std::size_t from = world_.shops[purchase.shop].town;
    std::size_t to = purchase.town;
    if (handling.handed_in) {
        to = *handling.handed_in;
    } else if (random.chance(knobs.gifts)) {
        to = world_.places.any(random);
    }
    Ms shipped_at = ship_time(placed.paid_at, random);
    Ms delivered_at = shipped_at + handling.transit.value_or(transit(from, to, random));
    if (from == to && random.chance(knobs.same_day * 4)) {
        shipped_at = placed.paid_at + hours(random.uniform(0.3, 4.0));
        delivered_at = shipped_at + hours(random.uniform(0.5, 6.0));
    }
    const std::int64_t weight = handling.weight_g.value_or(honest_weight(purchase, random));
    const auto& carrier = random.pick(world_.phrases.carriers);
    world_.tell.parcel_shipped(
        shipped_at, placed.order, parcel, carrier, weight, world_.places.code(from));
    if (!handling.unscanned && !random.chance(knobs.lost_scans)) {
        scan(parcel, shipped_at, delivered_at, from, to, random);
    }
    if (random.chance(knobs.undelivered)) {
        return std::nullopt;
    }
    world_.tell.parcel_delivered(delivered_at, placed.order, parcel, world_.places.code(to));
    return delivered_at;
}

std::optional<Ms> Trade::fulfil_both(
    const Placed& first,
    const Purchase& one,
    const Placed& second,
    const Purchase& other,
    Random& random) {
    const std::uint64_t parcel = world_.next.parcel++;
    const std::size_t from = world_.shops[one.shop].town;
    const Ms shipped_at = ship_time(std::max(first.paid_at, second.paid_at), random);
    const Ms delivered_at = shipped_at + transit(from, one.town, random);
    const std::int64_t weight = honest_weight(one, random) + honest_weight(other, random);
    const auto& carrier = random.pick(world_.phrases.carriers);
    const std::uint32_t origin = world_.places.code(from);
    world_.tell.parcel_shipped(shipped_at, first.order, parcel, carrier, weight, origin);
    world_.tell.parcel_shipped(shipped_at, second.order, parcel, carrier, weight, origin);
    scan(parcel, shipped_at, delivered_at, from, one.town, random);
    const std::uint32_t place = world_.places.code(one.town);
    world_.tell.parcel_delivered(delivered_at, first.order, parcel, place);
    world_.tell.parcel_delivered(delivered_at, second.order, parcel, place);
    return delivered_at;
}

}  // namespace shouxin::world
