#include "report/html_ring_sums.h"

#include "report/rows.h"

#include <algorithm>

namespace shouxin::report {
namespace {

using judge::Link;
using judge::MemberKind;

constexpr signal::Seconds day_s = 24 * 60 * 60;
constexpr signal::Seconds around_s = 15 * day_s;  // payments so long before or after still count
constexpr int days_min = 14;

std::size_t place_of(MemberKind kind) {
    return static_cast<std::size_t>(kind);
}

void add_links(RingSums& sums, const Graph& graph) {
    enum Role : std::uint8_t { pays = 1, receives = 2, funds = 4, shares = 8 };

    std::vector<std::uint8_t> roles(graph.nodes.size(), 0);
    for (const GraphEdge& edge : graph.edges) {
        const bool to_account = graph.nodes[edge.to].kind == MemberKind::account;
        if (edge.kind == Link::Kind::shares) {
            roles[edge.from] |= shares;
            roles[edge.to] |= shares;
        } else if (edge.kind == Link::Kind::paid && to_account) {
            roles[edge.from] |= pays;
            roles[edge.to] |= receives;
            sums.payments += edge.times;
            sums.paid_amount = plus(sums.paid_amount, edge.amount);
        } else if (edge.kind == Link::Kind::paid) {
            roles[edge.from] |= funds;
            sums.funds = plus(sums.funds, edge.amount);
        }
    }
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        const MemberKind kind = graph.nodes[node].kind;
        sums.payers += (roles[node] & pays) != 0 ? 1 : 0;
        sums.paid += (roles[node] & receives) != 0 ? 1 : 0;
        sums.funders += (roles[node] & funds) != 0 && kind == MemberKind::merchant ? 1 : 0;
        if ((roles[node] & shares) != 0) {
            ++(kind == MemberKind::account ? sums.sharing : sums.shared[place_of(kind)]);
        }
    }
}

void add_reasons(RingSums& sums, const judge::Ring& ring, const Judged& judged) {
    std::array<std::uint64_t, model::reason_count> counts{};
    for (const model::OrderIx order : ring.orders) {
        for (const model::Reason reason : at(judged.judgement.orders, order).reasons) {
            ++counts[static_cast<std::size_t>(reason)];
        }
    }
    for (const model::ReviewIx review : ring.reviews) {
        for (const model::Reason reason : at(judged.judgement.reviews, review).reasons) {
            ++counts[static_cast<std::size_t>(reason)];
        }
    }
    for (std::size_t code = 0; code < counts.size(); ++code) {
        if (counts[code] > 0) {
            sums.reasons.emplace_back(static_cast<model::Reason>(code), counts[code]);
        }
    }
    std::stable_sort(sums.reasons.begin(), sums.reasons.end(), [](const auto& a, const auto& b) {
        return a.second > b.second;
    });
}

// When the ring's wallets, or its shops', paid the wallets that pay its orders.
std::vector<signal::Seconds> payment_times(
    const judge::Ring& ring, const Judged& judged, signal::Seconds first, signal::Seconds last) {
    std::vector<bool> payer(judged.names.wallets.size());
    std::vector<bool> payee(payer.size());
    const auto mark = [](std::vector<bool>& wallets, model::WalletIx wallet) {
        if (wallet.value < wallets.size()) {
            wallets[wallet.value] = true;
        }
    };
    for (const judge::Member& member : ring.members) {
        if (member.kind == MemberKind::wallet) {
            mark(payer, model::WalletIx{member.index});
        } else if (member.kind == MemberKind::merchant) {
            mark(payer, judged.market.merchants.rows().get(model::MerchantIx{member.index}).payee);
        }
    }
    for (const model::OrderIx order : ring.orders) {
        mark(payee, judged.market.orders.placed().get(order).payer);
    }
    std::vector<signal::Seconds> times;
    for (const signal::Transfer& transfer : judged.market.transfers.rows()) {
        const bool ours = transfer.payer.value < payer.size() && payer[transfer.payer.value] &&
                          transfer.payee.value < payee.size() && payee[transfer.payee.value] &&
                          transfer.payer != transfer.payee;
        const std::int64_t at = transfer.at_s;
        if (ours && at >= std::int64_t{first} - around_s && at <= std::int64_t{last} + around_s) {
            times.push_back(transfer.at_s);
        }
    }
    return times;
}

std::vector<std::uint32_t> by_day(
    const std::vector<signal::Seconds>& times, Day first, std::size_t days) {
    std::vector<std::uint32_t> counts(days, 0);
    for (const signal::Seconds at : times) {
        ++counts[static_cast<std::size_t>(day_of(at) - first)];
    }
    return counts;
}

void add_days(RingSums& sums, const judge::Ring& ring, const Judged& judged) {
    std::vector<signal::Seconds> acts;
    for (const model::OrderIx order : ring.orders) {
        if (const auto row = judged.market.orders.placed().get(order); row.placed()) {
            acts.push_back(row.placed_s);
        }
    }
    for (const model::ReviewIx review : ring.reviews) {
        if (const auto row = judged.market.reviews.rows().get(review); row.posted()) {
            acts.push_back(row.posted_s);
        }
    }
    if (acts.empty()) {
        return;
    }
    const auto [first, last] = std::minmax_element(acts.begin(), acts.end());
    const std::vector<signal::Seconds> payments = payment_times(ring, judged, *first, *last);
    Day from = day_of(*first);
    Day to = day_of(*last);
    for (const signal::Seconds at : payments) {
        from = std::min(from, day_of(at));
        to = std::max(to, day_of(at));
    }
    const auto days = static_cast<std::size_t>(std::max(to - from + 1, days_min));
    sums.first_day = from;
    sums.acts_by_day = by_day(acts, from, days);
    if (!payments.empty()) {
        sums.payments_by_day = by_day(payments, from, days);
    }
}

void add_parties(RingSums& sums, const judge::Ring& ring, const Judged& judged) {
    std::vector<std::uint32_t> buyers;
    std::vector<std::uint32_t> shops;
    for (const model::OrderIx order : ring.orders) {
        const signal::PlacedOrder row = judged.market.orders.placed().get(order);
        if (row.placed()) {
            buyers.push_back(row.buyer.value);
            shops.push_back(row.merchant.value);
        }
    }
    for (const model::ReviewIx review : ring.reviews) {
        const signal::Review row = judged.market.reviews.rows().get(review);
        if (row.posted()) {
            buyers.push_back(row.account.value);
            shops.push_back(row.merchant.value);
        }
    }
    const auto distinct = [](std::vector<std::uint32_t>& indices) {
        std::sort(indices.begin(), indices.end());
        return static_cast<std::uint64_t>(
            std::unique(indices.begin(), indices.end()) - indices.begin());
    };
    sums.buyers = distinct(buyers);
    sums.shops = distinct(shops);
}

}  // namespace

RingSums sums_of(const judge::Ring& ring, const Graph& members, const Judged& judged) {
    RingSums sums;
    for (const judge::Member& member : ring.members) {
        ++sums.members[place_of(member.kind)];
    }
    add_parties(sums, ring, judged);
    add_links(sums, members);
    add_reasons(sums, ring, judged);
    add_days(sums, ring, judged);
    return sums;
}

}  // namespace shouxin::report
