#include "live/evidence/tallies.h"

#include "live/evidence/support.h"

namespace shouxin::live {
namespace {

using M = OrderMeasure;
using Key = std::optional<std::uint64_t>;

constexpr std::array by_order{
    M::repeat_orders, M::item_day_orders, M::item_suspected, M::device_suspected};
constexpr std::uint64_t day_s = 86'400;
constexpr std::int64_t whole_ppm = 1'000'000;

template <class Ix>
Key key(Ix index) {
    return index.valid() ? Key(index.value) : std::nullopt;
}

// Of two, each of 32 bits.
Key both(Key one, std::uint64_t other) {
    return one ? Key(*one << 32U | other) : std::nullopt;
}

// What an order has in common with the rows that are counted.
Key key_of(M measure, const signal::PlacedOrder& placed, const signal::Market& market) {
    switch (measure) {
        case M::repeat_orders:
            return placed.buyer.valid() ? both(key(placed.item), placed.buyer.value) : Key();
        case M::item_day_orders:
            return both(key(placed.item), placed.placed_s / day_s);
        case M::item_suspected:
            return key(placed.item);
        case M::device_suspected:
            return key(placed.device);
        case M::identity_accounts:
            return key(market.accounts.rows().get(placed.buyer).identity);
        case M::device_registrations:
            return key(market.accounts.rows().get(placed.buyer).device);
        case M::bad_reviews:
        case M::posts:
            return key(placed.buyer);
        default:
            return key(placed.merchant);
    }
}

}  // namespace

void Tallies::want(std::span<const M> measures) {
    for (const M measure : measures) {
        if (is_tallied(measure)) {
            of(measure).wanted = true;
        }
    }
}

void Tallies::add(model::OrderIx order, const signal::Market& market) {
    const signal::PlacedOrder placed = market.orders.placed().get(order);
    for (std::size_t i = 0; i < tallies_.size(); ++i) {
        if (const Key common =
                tallies_[i].wanted ? key_of(static_cast<M>(i), placed, market) : Key()) {
            tallies_[i].counts.try_emplace(*common);
        }
    }
}

void Tallies::count(M measure, std::uint64_t key) {
    Tally& tally = of(measure);
    if (const auto found = tally.counts.find(key); found != tally.counts.end()) {
        ++found->second.all;
    }
}

void Tallies::see_order(model::OrderIx order, const State& state) {
    const signal::Market& market = state.watch().market();
    const signal::PlacedOrder placed = market.orders.placed().get(order);
    if (!placed.placed()) {
        return;
    }
    for (const M measure : by_order) {
        Tally& tally = of(measure);
        const Key common = tally.wanted ? key_of(measure, placed, market) : Key();
        const auto found = common ? tally.counts.find(*common) : tally.counts.end();
        if (found == tally.counts.end()) {
            continue;
        }
        ++found->second.all;
        const std::uint32_t ppm = state.probability({model::SubjectKind::order, order.value});
        found->second.suspected += ppm >= suspected_ppm ? 1 : 0;
    }
}

void Tallies::see_account(model::AccountIx account, const signal::Market& market) {
    const signal::Account row = market.accounts.rows().get(account);
    if (row.registered_s != 0 && row.identity.valid()) {
        count(M::identity_accounts, row.identity.value);
    }
    if (row.registered_s != 0 && row.device.valid()) {
        count(M::device_registrations, row.device.value);
    }
}

void Tallies::see_review(model::ReviewIx index, const signal::Market& market) {
    const signal::Review review = market.reviews.rows().get(index);
    if (!review.posted() || review.stars > bad_stars) {
        return;
    }
    count(M::bad_reviews, review.account.value);
    if (review.removed_s != 0 && review.merchant.valid()) {
        count(M::removed_reviews, review.merchant.value);
    }
}

void Tallies::see_post(const signal::RecruitingPost& post) {
    if (post.account.valid()) {
        count(M::posts, post.account.value);
    }
}

std::optional<std::int64_t> Tallies::of(
    M measure, model::OrderIx order, const signal::Market& market) const {
    const Tally& tally = tallies_[static_cast<std::size_t>(measure)];
    const Key common = key_of(measure, market.orders.placed().get(order), market);
    const auto found = common ? tally.counts.find(*common) : tally.counts.end();
    if (found == tally.counts.end()) {
        return std::nullopt;
    }
    const auto [all, suspected] = found->second;
    if (measure == M::item_suspected || measure == M::device_suspected) {
        return all == 0 ? std::nullopt : std::optional(suspected * whole_ppm / all);
    }
    return all;
}

}  // namespace shouxin::live
