#include "live/evidence/related.h"

#include "signal/constants.h"

#include <algorithm>
#include <array>
#include <span>

namespace shouxin::live {
namespace {

using R = Relation;

constexpr std::size_t same_words_percent = 60;  // Jaccard, of bigrams

template <class Ix>
bool same(Ix one, Ix other) {
    return one.valid() && one == other;
}

std::uint32_t apart(signal::Seconds one, signal::Seconds other) {
    return one > other ? one - other : other - one;
}

// Used by two accounts.
bool shared(Relations any, const signal::PlacedOrder& one, const signal::PlacedOrder& other) {
    return one.buyer != other.buyer &&
           ((any.hold(R::same_device) && same(one.device, other.device)) ||
            (any.hold(R::same_address) && same(one.address, other.address)) ||
            (any.hold(R::same_payer) && same(one.payer, other.payer)) ||
            (any.hold(R::same_ip) && same(one.ip, other.ip)));
}

bool by_the_buyer(Relations any, const signal::PlacedOrder& one, const signal::PlacedOrder& other) {
    return same(one.buyer, other.buyer) &&
           (any.hold(R::same_buyer) || (any.hold(R::same_purchase) && same(one.item, other.item)));
}

bool of_the_place(Relations any, const signal::PlacedOrder& one, const signal::PlacedOrder& other) {
    const bool item = same(one.item, other.item);
    return (item && any.hold(R::same_item)) ||
           (item && any.hold(R::same_hours) &&
            apart(one.placed_s, other.placed_s) <= signal::constants::surge_s) ||
           (any.hold(R::same_shop) && same(one.merchant, other.merchant));
}

}  // namespace

OrderFacts facts_of_order(model::OrderIx order, const signal::Market& market) {
    return {order, market.orders.placed().get(order), market.orders.life().get(order).parcel};
}

bool related(Relations any, const OrderFacts& one, const OrderFacts& other) {
    if (one.order == other.order || !one.placed.placed() || !other.placed.placed()) {
        return false;
    }
    return shared(any, one.placed, other.placed) || by_the_buyer(any, one.placed, other.placed) ||
           of_the_place(any, one.placed, other.placed) ||
           (any.hold(R::same_waybill) && same(one.parcel, other.parcel));
}

bool related(Relations any, const signal::Account& one, const signal::Account& other) {
    if (one.registered_s == 0 || other.registered_s == 0) {
        return false;
    }
    const bool together = apart(one.registered_s, other.registered_s) <= signal::constants::birth_s;
    return (any.hold(R::identity) && same(one.identity, other.identity)) ||
           (any.hold(R::born_there) && together &&
            (same(one.device, other.device) || same(one.ip, other.ip)));
}

bool same_words(const signal::Review& one, const signal::Review& other, const signal::Reviews& of) {
    std::vector<std::uint16_t> words(of.words(one).begin(), of.words(one).end());
    std::vector<std::uint16_t> others(of.words(other).begin(), of.words(other).end());
    std::ranges::sort(words);
    std::ranges::sort(others);
    std::vector<std::uint16_t> both;
    std::ranges::set_intersection(words, others, std::back_inserter(both));
    const std::size_t all = words.size() + others.size() - both.size();
    return all > 0 && both.size() * 100 >= all * same_words_percent;
}

bool same_images(
    const signal::Review& one, const signal::Review& other, const signal::Reviews& of) {
    const auto theirs = of.images(other);
    return std::ranges::any_of(of.images(one), [&](std::uint32_t image) {
        return std::ranges::find(theirs, image) != theirs.end();
    });
}

}  // namespace shouxin::live
