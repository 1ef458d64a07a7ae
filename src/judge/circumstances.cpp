#include "judge/circumstances.h"

#include "base/distinct.h"
#include "signal/constants.h"
#include "signal/surprise.h"

#include <algorithm>
#include <iterator>
#include <limits>
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

// Of a shop's reviews of some kind, how many met some fate.
struct Fate {
    std::uint32_t many = 0;
    std::uint32_t met = 0;

    void count(bool it_did) {
        ++many;
        met += it_did ? 1 : 0;
    }
};

// Whether a shop's count is far beyond the rate at all others, as if one in a hundred more had met
// it there: on a market where nobody does, two are chance.
bool is_far_beyond(const Fate& own, const Fate& all, std::uint32_t least) {
    const double rate = (all.met - own.met + 1.0) / (all.many - own.many + 100.0);
    return own.met >= least &&
           signal::surprise(own.met, own.many * rate) >= constants::circumstance_surprise;
}

constexpr std::size_t paid_after_at = 11;  // of ReviewSheet::names

// Taken down by the shop, or by its author after the shop's money. What the platform takes down of
// people who bought there may be an insider's favour; of others it is spam.
bool is_hidden(const signal::Review& review, std::int16_t paid_after) {
    using By = model::ReviewRemover;
    const bool bought = paid_after != signal::missing && paid_after >= constants::hush_permille;
    const bool customer = review.order.valid() && review.contacts == 0;
    return review.removed_s != 0 && (review.removed_by == By::author     ? bought
                                     : review.removed_by == By::platform ? customer
                                                                         : true);
}

// Bad reviews that vanish, and praise that the shop's wallet pays for, however little.
void tell_bought_reviews(
    const signal::Market& market, const Findings& findings, Judgement& judgement) {
    const auto reviews = market.reviews.rows().all();
    std::vector<Fate> bad(judgement.merchants.size());
    std::vector<Fate> praise(judgement.merchants.size());
    Fate all_bad;
    Fate all_praise;
    for (std::size_t i = 0; i < reviews.size(); ++i) {
        const signal::Review& review = reviews[i];
        if (!review.posted() || review.merchant.value >= bad.size()) {
            continue;
        }
        const std::int16_t paid_after = findings.review_rows.rows[i][paid_after_at];
        if (review.stars <= 2) {
            bad[review.merchant.value].count(is_hidden(review, paid_after));
            all_bad.count(is_hidden(review, paid_after));
        } else if (review.stars >= 4 && paid_after != signal::missing) {
            praise[review.merchant.value].count(paid_after > 0);
            all_praise.count(paid_after > 0);
        }
    }
    for (std::size_t shop = 0; shop < bad.size(); ++shop) {
        model::Reasons& reasons = judgement.merchants[shop].verdict.reasons;
        if (is_far_beyond(bad[shop], all_bad, constants::hidden_reviews_min)) {
            reasons.tell(Reason::hidden_reviews);
        }
        if (is_far_beyond(praise[shop], all_praise, constants::bought_praise_min)) {
            reasons.tell(Reason::merchant_pays_buyer);
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
bool continues(const signal::Links& links, const Shop& heir, const Shop& old, bool same_payee) {
    const bool same_items = in_common(heir.items, old.items) * 2 > heir.items.size();
    if (same_payee == same_items) {
        return same_payee;
    }
    const double chance = static_cast<double>(heir.buyers.size()) *
                          static_cast<double>(old.buyers.size()) /
                          std::max(1.0, static_cast<double>(links.accounts));
    const auto common = static_cast<double>(in_common(heir.buyers, old.buyers));
    return signal::surprise(common, chance) >= constants::circumstance_surprise;
}

// Only shops that opened within the log, after a guilty one had begun to sell.
void tell_reborn_shops(
    const signal::Market& market,
    const signal::Links& links,
    const Findings& findings,
    Judgement& judgement) {
    std::vector<std::pair<std::uint32_t, Shop>> guilty;
    signal::Seconds first = std::numeric_limits<signal::Seconds>::max();
    for (std::uint32_t shop = 0; shop < links.merchants; ++shop) {
        if (findings.merchant_ppm[shop] >= constants::ring_suspicious_ppm &&
            !links.by_merchant.of(shop).empty()) {
            guilty.emplace_back(shop, look_at(links, shop));
            first = std::min(first, guilty.back().second.first_order_s);
        }
    }
    for (std::uint32_t shop = 0; shop < links.merchants; ++shop) {
        const signal::Seconds opened = market.merchants.rows().get({shop}).opened_s;
        if (opened <= first || links.by_merchant.of(shop).empty()) {
            continue;
        }
        const Shop heir = look_at(links, shop);
        const std::uint32_t payee = shop < links.payee_of.size() ? links.payee_of[shop] : nobody;
        for (const auto& [old, seen] : guilty) {
            if (old != shop && seen.first_order_s < opened &&
                continues(links, heir, seen, links.pays_for(payee, old))) {
                judgement.merchants[shop].verdict.reasons.tell(Reason::reborn_shop);
            }
        }
    }
}

// What a worker of a ring spent and got, in the order of time; what isn't due yet is left out.
struct Pay {
    std::int64_t unpaid = 0;     // fen, of the last orders in a row that nobody covered
    std::int64_t covered = 0;    // fen, of those that somebody did
    std::uint32_t in_a_row = 0;  // orders, of `unpaid`
    std::uint32_t orders = 0;
    std::uint32_t missed = 0;  // of them nobody covered

    void add(std::int64_t paid, bool is_covered) {
        ++orders;
        missed += is_covered ? 0 : 1;
        covered += is_covered ? paid : 0;
        unpaid = is_covered ? 0 : unpaid + paid;
        in_a_row = is_covered ? 0 : in_a_row + 1;
    }
};

std::map<std::uint32_t, Pay> pay_of(
    const signal::Links& links, const Findings& findings, const Ring& ring, signal::Seconds due) {
    std::vector<model::OrderIx> by_time = ring.orders;
    const auto placed = [&](model::OrderIx order) { return links.orders[order.value].placed_s; };
    std::ranges::stable_sort(by_time, {}, placed);
    const auto excess = findings.orders[signal::Measure::cover_excess];
    std::map<std::uint32_t, Pay> pay;
    for (const model::OrderIx order : by_time) {
        if (placed(order) < due) {
            const signal::PlacedOrder& row = links.orders[order.value];
            pay[row.buyer.value].add(row.paid(), excess[order.value] != signal::missing);
        }
    }
    return pay;
}

// Never paid where the others mostly were; or paid for small things first and then, for twice as
// much at least, no more.
bool is_cheated(const Pay& own, double missed) {
    double chance = own.in_a_row == 0 ? 1.0 : missed;
    for (std::uint32_t i = 1; i < own.in_a_row && chance > 1e-9; ++i) {
        chance *= missed;
    }
    const bool lured = own.covered > 0 && own.in_a_row >= 2 && own.unpaid >= 2 * own.covered;
    return chance < constants::unpaid_chance || (lured && chance < constants::unpaid_most);
}

void tell_unpaid_workers(
    const signal::Links& links, const Findings& findings, Judgement& judgement) {
    signal::Seconds end = 0;
    for (const std::uint32_t order : links.placed) {
        end = std::max(end, links.orders[order].placed_s);
    }
    const signal::Seconds due = end - std::min(end, constants::due_s);
    for (const Ring& ring : judgement.rings) {
        const std::map<std::uint32_t, Pay> pay = pay_of(links, findings, ring, due);
        std::uint32_t orders = 0;
        std::uint32_t missed = 0;
        for (const auto& [account, own] : pay) {
            orders += own.orders;
            missed += own.missed;
        }
        const double rate = static_cast<double>(missed) / std::max(1U, orders);
        for (const auto& [account, own] : pay) {
            if (is_cheated(own, rate) &&
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
    tell_bought_reviews(market, findings, judgement);
    tell_reborn_shops(market, links, findings, judgement);
    tell_unpaid_workers(links, findings, judgement);
}

}  // namespace shouxin::judge
