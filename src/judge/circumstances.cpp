#include "judge/circumstances.h"

#include "base/distinct.h"
#include "signal/constants.h"
#include "signal/surprise.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace shouxin::judge {

namespace {

namespace constants = signal::constants;
using model::Reason;
using signal::nobody;

void tell_recruiters(const signal::Market& market, Judgement& judgement) {
    for (const signal::RecruitingPost& post : market.offers.posts()) {
        if (!post.account.valid()) {
            continue;
        }
        if (post.account.value >= judgement.accounts.size()) {
            judgement.accounts.resize(std::size_t{post.account.value} + 1);
        }
        Verdict& account = judgement.accounts[post.account.value];
        account.ppm = std::max(account.ppm, constants::recruiter_ppm);
        account.reasons.tell(Reason::recruiting_post);
    }
}

// How a shop's bad reviews fared: how many there were, and how many were taken down by the shop
// or the platform, or by their author after the shop's money.
struct Removals {
    std::uint32_t bad = 0;
    std::uint32_t hidden = 0;
};

bool is_hidden(const signal::Review& review, std::int16_t paid_after) {
    const bool bought = paid_after != signal::missing && paid_after >= constants::hush_permille;
    return review.removed_s != 0 && (review.removed_by != model::ReviewRemover::author || bought);
}

// Against the rate at all other shops.
void tell_hidden_reviews(
    const signal::Market& market, const Findings& findings, Judgement& judgement) {
    constexpr std::size_t paid_after = 11;  // of ReviewSheet::names
    const auto reviews = market.reviews.rows().all();
    std::vector<Removals> by_shop(judgement.merchants.size());
    Removals all;
    for (std::size_t i = 0; i < reviews.size(); ++i) {
        const signal::Review& review = reviews[i];
        if (!review.posted() || review.stars > 2 || review.merchant.value >= by_shop.size()) {
            continue;
        }
        const bool hidden = is_hidden(review, findings.review_rows.rows[i][paid_after]);
        for (Removals* sum : {&by_shop[review.merchant.value], &all}) {
            ++sum->bad;
            sum->hidden += hidden ? 1 : 0;
        }
    }
    for (std::size_t shop = 0; shop < by_shop.size(); ++shop) {
        const Removals own = by_shop[shop];
        // As if one in a hundred more were hidden: on a market that hides nothing, two are chance.
        const double rate = (all.hidden - own.hidden + 1.0) / (all.bad - own.bad + 100.0);
        if (own.hidden >= constants::hidden_reviews_min &&
            signal::surprise(own.hidden, own.bad * rate) >= constants::circumstance_surprise) {
            judgement.merchants[shop].verdict.reasons.tell(Reason::hidden_reviews);
        }
    }
}

struct Shop {
    signal::Seconds first_order_s = 0;
    std::vector<std::uint32_t> items;
    std::vector<std::uint32_t> buyers;
};

Shop look_at(const signal::Links& links, std::uint32_t shop) {
    Shop seen;
    for (const std::uint32_t row : links.by_merchant.of(shop)) {
        const signal::PlacedOrder& order = links.orders[row];
        seen.first_order_s =
            seen.first_order_s == 0 ? order.placed_s : std::min(seen.first_order_s, order.placed_s);
        seen.items.push_back(order.item.value);
        seen.buyers.push_back(order.buyer.value);
    }
    make_distinct(seen.items);
    make_distinct(seen.buyers);
    return seen;
}

std::size_t in_common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    std::vector<std::uint32_t> both;
    std::ranges::set_intersection(a, b, std::back_inserter(both));
    return both.size();
}

// The payee alone may be a family's; with the items, or the buyers beyond chance, it is the shop.
bool continues(const signal::Links& links, std::uint32_t heir, std::uint32_t old) {
    const Shop after = look_at(links, heir);
    const Shop before = look_at(links, old);
    const std::uint32_t payee = heir < links.payee_of.size() ? links.payee_of[heir] : nobody;
    const bool same_payee = payee != nobody && links.pays_for(payee, old);
    const bool same_items = in_common(after.items, before.items) * 2 > after.items.size();
    const double chance = static_cast<double>(after.buyers.size()) *
                          static_cast<double>(before.buyers.size()) /
                          std::max(1.0, static_cast<double>(links.accounts));
    const auto common = static_cast<double>(in_common(after.buyers, before.buyers));
    const bool same_buyers = signal::surprise(common, chance) >= constants::circumstance_surprise;
    return (same_payee && (same_items || same_buyers)) || (same_items && same_buyers);
}

// Only shops that opened within the log, after a guilty one had begun to sell.
void tell_reborn_shops(
    const signal::Market& market,
    const signal::Links& links,
    const Findings& findings,
    Judgement& judgement) {
    std::vector<std::uint32_t> guilty;
    for (std::uint32_t shop = 0; shop < links.merchants; ++shop) {
        if (findings.merchant_ppm[shop] >= constants::ring_suspicious_ppm) {
            guilty.push_back(shop);
        }
    }
    for (std::uint32_t shop = 0; shop < links.merchants; ++shop) {
        const signal::Seconds opened = market.merchants.rows().get({shop}).opened_s;
        if (opened == 0 || links.by_merchant.of(shop).empty()) {
            continue;
        }
        for (const std::uint32_t old : guilty) {
            const bool before = old != shop && !links.by_merchant.of(old).empty() &&
                                links.orders[links.by_merchant.of(old)[0]].placed_s < opened;
            if (before && continues(links, shop, old)) {
                judgement.merchants[shop].verdict.reasons.tell(Reason::reborn_shop);
            }
        }
    }
}

struct Pay {
    std::uint32_t orders = 0;
    std::uint32_t paid = 0;
};

// Within a ring, by account: how many orders, and how many of them a payer of many covered.
std::map<std::uint32_t, Pay> pay_of(
    const signal::Links& links, const Findings& findings, const Ring& ring) {
    std::map<std::uint32_t, Pay> pay;
    for (const model::OrderIx order : ring.orders) {
        Pay& own = pay[links.orders[order.value].buyer.value];
        ++own.orders;
        own.paid += findings.funding[order.value].hub != nobody ? 1 : 0;
    }
    return pay;
}

// Those of whom it would be a rare chance to be missed so often, with what is paid unseen.
void tell_unpaid_workers(
    const signal::Links& links, const Findings& findings, Judgement& judgement) {
    for (const Ring& ring : judgement.rings) {
        const std::map<std::uint32_t, Pay> pay = pay_of(links, findings, ring);
        Pay all;
        for (const auto& [account, own] : pay) {
            all = {all.orders + own.orders, all.paid + own.paid};
        }
        const double missed = 1.0 - static_cast<double>(all.paid) / std::max(1U, all.orders);
        for (const auto& [account, own] : pay) {
            double chance = own.paid == 0 ? 1.0 : constants::unpaid_chance;
            for (std::uint32_t i = 0; i < own.orders && chance >= constants::unpaid_chance; ++i) {
                chance *= missed;
            }
            if (own.paid == 0 && chance < constants::unpaid_chance &&
                judgement.accounts[account].ppm >= constants::ring_suspicious_ppm) {
                judgement.accounts[account].reasons.tell(Reason::unpaid_worker);
            }
        }
    }
}

}  // namespace

void tell_circumstances(
    const signal::Market& market,
    const signal::Links& links,
    const Findings& findings,
    Judgement& judgement) {
    tell_recruiters(market, judgement);
    tell_hidden_reviews(market, findings, judgement);
    tell_reborn_shops(market, links, findings, judgement);
    tell_unpaid_workers(links, findings, judgement);
}

}  // namespace shouxin::judge
