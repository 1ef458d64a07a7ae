#include "live/facts.h"

#include <algorithm>
#include <string_view>

namespace shouxin::live {
namespace {

using model::SubjectKind;
using policy::Facts;
using F = policy::Field;
using K = policy::Key;

void key(Facts& facts, K which, auto index) {
    facts.keys[static_cast<std::size_t>(which)] = index.valid() ? index.value : policy::no_key;
}

std::int64_t since(const Watch& watch, signal::Seconds then) {
    return std::max(std::int64_t{watch.now()} - then, std::int64_t{0});
}

// What an answer of the last epoch adds; nothing of who came later.
struct Told {
    F probability;
    F reasons;
    F ring;
};

void tell(Facts& facts, const Told& fields, const EpochAnswers& answers, std::uint32_t index) {
    if (answers.covers(index)) {
        facts.set(fields.probability, answers.ppm[index]);
        facts.set(fields.reasons, answers.reasons_of(index));
        facts.set(fields.ring, answers.ring_of(index) == no_ring ? 0 : 1);
    }
}

void tell_account(
    Facts& facts, model::AccountIx account, const Watch& watch, const EpochView& epoch) {
    if (!account.valid()) {
        return;
    }
    key(facts, K::buyer, account);
    tell(
        facts,
        {F::account_probability, F::account_reasons, F::account_ring},
        epoch.accounts,
        account.value);
    facts.set(F::account_orders, std::int64_t{watch.local().counts().orders_of(account)});
    const auto registered = watch.market().accounts.rows().get(account).registered_s;
    if (registered != 0) {
        facts.set(F::account_age, since(watch, registered));
    }
}

void tell_merchant(
    Facts& facts, model::MerchantIx merchant, const Watch& watch, const EpochView& epoch) {
    if (!merchant.valid()) {
        return;
    }
    key(facts, K::merchant, merchant);
    facts.merchant = watch.names().merchants[merchant];
    tell(
        facts,
        {F::merchant_probability, F::merchant_reasons, F::merchant_ring},
        epoch.merchants,
        merchant.value);
    const Shop shop = watch.shops().shop(merchant);
    facts.set(F::merchant_orders, std::int64_t{shop.orders});
    if (shop.category.valid()) {
        facts.set(F::merchant_category, watch.names().categories[shop.category]);
    }
    if (shop.region.code != 0) {
        facts.set(F::merchant_region, static_cast<std::int64_t>(shop.region.code));
    }
    const auto opened = watch.market().merchants.rows().get(merchant).opened_s;
    if (opened != 0) {
        facts.set(F::merchant_age, since(watch, opened));
    }
    if (merchant.value < epoch.sums.size() && epoch.sums[merchant.value].orders != 0) {
        const MerchantSums& sums = epoch.sums[merchant.value];
        const auto fake_ppm = static_cast<std::int64_t>(sums.fake_orders_ppm);
        facts.set(F::merchant_fake_orders, fake_ppm / 1'000'000);
        facts.set(F::merchant_fake_share, fake_ppm / sums.orders);
        facts.set(F::merchant_fake_amount, sums.fake_amount);
    }
}

void tell_ring(Facts& facts, const Subject& subject, const EpochView& epoch) {
    const std::uint32_t place = epoch.of(subject.kind).ring_of(subject.index);
    if (place == no_ring) {
        return;
    }
    const RingView& ring = epoch.rings[place];
    facts.set(F::ring_probability, ring.ppm);
    facts.set(F::ring_members, static_cast<std::int64_t>(ring.members.size()));
    facts.set(F::ring_orders, static_cast<std::int64_t>(ring.orders.size()));
    facts.set(F::ring_amount, ring.amount);
    facts.set(F::ring_scheme, std::string_view(ring.scheme));
}

void tell_placing(Facts& facts, const signal::PlacedOrder& placed, const Watch& watch) {
    facts.set(F::order_amount, placed.amount);
    facts.set(F::order_subsidy, std::int64_t{placed.subsidy});
    facts.set(F::order_paid, placed.paid());
    facts.set(F::order_quantity, std::int64_t{placed.quantity});
    facts.set(F::order_age, since(watch, placed.placed_s));
    if (placed.county != 0) {
        facts.set(F::order_region, std::int64_t{placed.county} * 1'000'000);
    }
    if (placed.category != 0xffff) {
        const model::CategoryIx category{placed.category};
        facts.set(F::order_category, watch.names().categories[category]);
        key(facts, K::category, category);
    }
    key(facts, K::item, placed.item);
    key(facts, K::device, placed.device);
    key(facts, K::ip, placed.ip);
    key(facts, K::address, placed.address);
    key(facts, K::payer, placed.payer);
}

void tell_life(Facts& facts, const signal::OrderLife& life, const Watch& watch) {
    facts.set(F::order_refunded, life.refunded);
    const auto parcel = watch.market().parcels.rows().get(life.parcel);
    if (parcel.weight_g != 0) {
        facts.set(F::order_weight, static_cast<std::int64_t>(parcel.weight_g));
    }
}

void tell_sharing(Facts& facts, const signal::PlacedOrder& placed, const Watch& watch) {
    const judge::LocalCounts& counts = watch.local().counts();
    const auto tell_count = [&](F field, std::uint32_t count) {
        if (count != 0) {
            facts.set(field, std::int64_t{count});
        }
    };
    tell_count(F::device_accounts, counts.accounts_on(placed.device));
    tell_count(F::address_accounts, counts.accounts_at(placed.address));
    tell_count(F::payer_accounts, counts.accounts_of(placed.payer));
    tell_count(F::ip_accounts, watch.shops().accounts_at(placed.ip));
}

void tell_order(Facts& facts, model::OrderIx order, const Watch& watch, const EpochView& epoch) {
    const signal::PlacedOrder placed = watch.market().orders.placed().get(order);
    if (!placed.placed()) {
        return;
    }
    tell_placing(facts, placed, watch);
    tell_life(facts, watch.market().orders.life().get(order), watch);
    tell_sharing(facts, placed, watch);
    tell_account(facts, placed.buyer, watch, epoch);
    tell_merchant(facts, placed.merchant, watch, epoch);
    facts.set(F::order_ring, epoch.orders.ring_of(order.value) == no_ring ? 0 : 1);
}

void tell_review(Facts& facts, model::ReviewIx index, const Watch& watch, const EpochView& epoch) {
    const signal::Review review = watch.market().reviews.rows().get(index);
    if (review.order.valid()) {
        tell_order(facts, review.order, watch, epoch);
        facts.set(F::order_probability, std::int64_t{watch.newest_answer(review.order)});
        facts.set(F::order_reasons, epoch.orders.reasons_of(review.order.value));
    }
    tell_account(facts, review.account, watch, epoch);
    tell_merchant(facts, review.merchant, watch, epoch);
    facts.set(F::review_stars, std::int64_t{review.stars});
    facts.set(F::review_contacts, std::int64_t{review.contacts});
    facts.set(F::review_age, since(watch, review.posted_s));
    facts.set(F::review_ring, epoch.reviews.ring_of(index.value) == no_ring ? 0 : 1);
}

}  // namespace

Facts facts_of(const Finding& finding, const Watch& watch, const EpochView& epoch) {
    Facts facts(finding.subject.kind);
    const std::uint32_t index = finding.subject.index;
    facts.id = watch.name_of(finding.subject);
    switch (finding.subject.kind) {
        case SubjectKind::order:
            tell_order(facts, {index}, watch, epoch);
            facts.set(F::order_probability, std::int64_t{finding.ppm});
            facts.set(F::order_reasons, finding.reasons);
            facts.set(F::order_answer, name_of(finding.tier));
            break;
        case SubjectKind::review:
            tell_review(facts, {index}, watch, epoch);
            facts.set(F::review_probability, std::int64_t{finding.ppm});
            facts.set(F::review_reasons, finding.reasons);
            break;
        case SubjectKind::account:
            tell_account(facts, {index}, watch, epoch);
            break;
        default:
            tell_merchant(facts, {index}, watch, epoch);
    }
    tell_ring(facts, finding.subject, epoch);
    return facts;
}

policy::WindowOrder window_order(const model::OrderPlaced& order) {
    policy::WindowOrder counted;
    const auto put = [&](K which, auto index) {
        counted.keys[static_cast<std::size_t>(which)] =
            index.valid() ? index.value : policy::no_key;
    };
    put(K::buyer, order.buyer);
    put(K::merchant, order.merchant);
    put(K::item, order.item);
    put(K::category, order.category);
    put(K::device, order.device);
    put(K::ip, order.ip);
    put(K::address, order.address);
    put(K::payer, order.payer);
    const auto sum = [&](policy::Summand which) -> std::int64_t& {
        return counted.summands[static_cast<std::size_t>(which)];
    };
    sum(policy::Summand::amount) = order.amount;
    sum(policy::Summand::subsidy) = order.subsidy;
    sum(policy::Summand::paid) = order.amount - order.subsidy;
    sum(policy::Summand::quantity) = order.quantity;
    return counted;
}

model::MerchantIx merchant_of(const Subject& subject, const Watch& watch) {
    switch (subject.kind) {
        case SubjectKind::order:
            return watch.market().orders.placed().get({subject.index}).merchant;
        case SubjectKind::review:
            return watch.market().reviews.rows().get({subject.index}).merchant;
        case SubjectKind::merchant:
            return {subject.index};
        default:
            return {};
    }
}

std::int64_t amount_of(const Subject& subject, const Watch& watch) {
    if (subject.kind != SubjectKind::order) {
        return 0;
    }
    const std::int64_t paid = watch.market().orders.placed().get({subject.index}).paid();
    return std::max<std::int64_t>(paid, 0);  // a subsidy may be greater than the price
}

}  // namespace shouxin::live
