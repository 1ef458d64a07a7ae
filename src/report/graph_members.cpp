#include "report/graph.h"
#include "report/html_text.h"
#include "report/rows.h"

#include <map>
#include <unordered_map>
#include <utility>

namespace shouxin::report {
namespace {

using judge::Link;
using judge::MemberKind;

GraphNode node_of(MemberKind kind, std::uint32_t index, std::uint32_t ppm, const Judged& judged) {
    const judge::Thresholds& thresholds = judged.judgement.thresholds;
    const Doubt doubt = ppm >= thresholds.block_ppm    ? Doubt::likely
                        : ppm >= thresholds.review_ppm ? Doubt::open
                                                       : Doubt::none;
    GraphNode node{.kind = kind, .index = index, .members = 1};
    node.by_doubt[static_cast<std::size_t>(doubt)] = 1;
    return node;
}

class Builder {
public:
    Builder(const judge::Ring& ring, const Judged& judged) : ring_(ring), judged_(judged) {
        for (const judge::Member& member : ring.members) {
            places_.emplace(key(member.kind, member.index), graph_.nodes.size());
            graph_.nodes.push_back(node_of(member.kind, member.index, member.ppm, judged));
        }
    }

    Graph built() {
        add_links();
        if (!has_purchases_) {
            graph_.of_reviews = ring_.orders.empty();
            add_orders();
            add_reviews();
        }
        add_beneficiary();
        for (const GraphEdge& edge : graph_.edges) {
            graph_.nodes[edge.from].weight += edge.times;
            graph_.nodes[edge.to].weight += edge.times;
        }
        return std::move(graph_);
    }

private:
    static std::uint64_t key(MemberKind kind, std::uint32_t index) {
        return std::uint64_t{static_cast<std::uint8_t>(kind)} << 32 | index;
    }

    std::uint32_t node(MemberKind kind, std::uint32_t index, std::uint32_t ppm) {
        const auto next = static_cast<std::uint32_t>(graph_.nodes.size());
        const auto [place, added] = places_.emplace(key(kind, index), next);
        if (added) {
            graph_.nodes.push_back(node_of(kind, index, ppm, judged_));
        }
        return place->second;
    }

    std::uint32_t shop(model::MerchantIx ix) {
        const judge::Verdict verdict = at(judged_.judgement.merchants, ix).verdict;
        return node(MemberKind::merchant, ix.value, verdict.ppm);
    }

    std::uint32_t account(model::AccountIx ix) {
        return node(MemberKind::account, ix.value, at(judged_.judgement.accounts, ix).ppm);
    }

    void add_links() {
        const std::size_t members = ring_.members.size();
        for (const Link& link : ring_.links) {
            if (link.from < members && link.to < members && link.from != link.to) {
                graph_.edges.push_back({link.kind, link.from, link.to, link.times, link.amount});
                has_purchases_ |= link.kind == Link::Kind::bought_at;
            }
        }
    }

    void add_purchase(std::uint32_t from, std::uint32_t to, std::int64_t amount) {
        const auto [found, added] =
            edges_.emplace(std::uint64_t{from} << 32 | to, graph_.edges.size());
        if (added) {
            graph_.edges.push_back({Link::Kind::bought_at, from, to, 0, 0});
        }
        GraphEdge& edge = graph_.edges[found->second];
        ++edge.times;
        edge.amount = plus(edge.amount, amount);
    }

    void add_orders() {
        for (const model::OrderIx ix : ring_.orders) {
            const signal::PlacedOrder order = judged_.market.orders.placed().get(ix);
            if (order.placed() && order.merchant.valid()) {
                add_purchase(account(order.buyer), shop(order.merchant), order.amount);
            }
        }
    }

    void add_reviews() {
        if (!graph_.of_reviews) {
            return;
        }
        for (const model::ReviewIx ix : ring_.reviews) {
            const signal::Review review = judged_.market.reviews.rows().get(ix);
            if (review.posted() && review.merchant.valid()) {
                add_purchase(account(review.account), shop(review.merchant), 0);
            }
        }
    }

    void add_beneficiary() {
        if (!ring_.beneficiary.valid()) {
            return;
        }
        const std::uint32_t gains = shop(ring_.beneficiary);
        graph_.nodes[gains].gains = true;
        const model::WalletIx payee = judged_.market.merchants.rows().get(ring_.beneficiary).payee;
        std::unordered_map<std::uint32_t, std::uint32_t> wallets;
        for (std::uint32_t place = 0; place < ring_.members.size(); ++place) {
            if (ring_.members[place].kind == MemberKind::wallet) {
                wallets.emplace(ring_.members[place].index, place);
            }
        }
        std::map<std::uint32_t, GraphEdge> paid;
        for (const signal::Transfer& transfer : judged_.market.transfers.rows()) {
            const auto wallet = wallets.find(transfer.payee.value);
            if (payee.valid() && transfer.payer == payee && wallet != wallets.end()) {
                GraphEdge& edge = paid[wallet->second];
                edge = {
                    Link::Kind::paid,
                    gains,
                    wallet->second,
                    edge.times + 1,
                    plus(edge.amount, transfer.amount)};
            }
        }
        for (const auto& [wallet, edge] : paid) {
            graph_.edges.push_back(edge);
        }
    }

    const judge::Ring& ring_;
    const Judged& judged_;
    Graph graph_;
    bool has_purchases_ = false;
    std::unordered_map<std::uint64_t, std::uint32_t> places_;
    std::unordered_map<std::uint64_t, std::size_t> edges_;
};

}  // namespace

Graph members_of(const judge::Ring& ring, const Judged& judged) {
    return Builder(ring, judged).built();
}

}  // namespace shouxin::report
