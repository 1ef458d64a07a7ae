#include "live/ring_graph.h"

#include "report/html_words.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>

namespace shouxin::live {
namespace {

using judge::MemberKind;
using Kind = RingLink::Kind;

// Rows that are looked at in a millisecond or so.
constexpr std::size_t own_orders_a_look = 2'000;
constexpr std::size_t rows_a_look = 8'192;

std::uint64_t key_of(MemberKind kind, std::uint32_t index) {
    return std::uint64_t{static_cast<std::uint8_t>(kind)} << 32 | index;
}

std::optional<std::uint32_t> judged(const EpochView& epoch, MemberKind kind, std::uint32_t index) {
    if (kind != MemberKind::account && kind != MemberKind::merchant) {
        return std::nullopt;
    }
    const EpochAnswers& answers = kind == MemberKind::account ? epoch.accounts : epoch.merchants;
    return answers.covers(index) ? std::optional(answers.ppm[index]) : std::nullopt;
}

template <class Row>
void note_time(Row& row, signal::Seconds at) {
    row.first_s = row.first_s == 0 ? at : std::min(row.first_s, at);
    row.last_s = std::max(row.last_s, at);
}

// As an epoch, or else the first tier, says.
std::uint32_t ppm_of(const State& state, std::uint32_t order) {
    const EpochAnswers& answers = state.epoch().orders;
    return answers.covers(order) ? answers.ppm[order] : state.watch().newest_answer({order});
}

}  // namespace

std::string_view name_of(RingLink::Kind kind) {
    constexpr std::array<std::string_view, 6> names{
        "bought_at", "paid", "reviewed", "shares_device", "shares_address", "shares_payer"};
    return names[static_cast<std::size_t>(kind)];
}

bool RingSurvey::look(const State& state) {
    if (stage_ == Stage::begin || is_stale(state)) {
        begin(state);
    }
    if (!graph_) {
        return true;
    }
    const std::vector<std::uint32_t>& own = state.epoch().rings[place_].orders;
    const signal::Market& market = state.watch().market();
    switch (stage_) {
        case Stage::parties:
            go_on(own.size(), own_orders_a_look, Stage::purchases, [&](std::size_t row) {
                note_parties(state, own[row]);
            });
            break;
        case Stage::purchases:
            go_on(own.size(), own_orders_a_look, Stage::reviews, [&](std::size_t row) {
                add_purchase(state, own[row]);
            });
            break;
        case Stage::reviews:
            go_on(market.reviews.rows().size(), rows_a_look, Stage::orders, [&](std::size_t row) {
                add_review(state, static_cast<std::uint32_t>(row));
            });
            break;
        case Stage::orders:
            go_on(market.orders.placed().size(), rows_a_look, Stage::transfers, [&](auto row) {
                count_order(state, static_cast<std::uint32_t>(row));
            });
            break;
        case Stage::transfers:
            if (row_ == 0) {
                map_wallets(state);
            }
            go_on(market.transfers.rows().size(), rows_a_look, Stage::done, [&](std::size_t row) {
                add_transfer(state, row);
            });
            break;
        default:
            finish(state);
            return true;
    }
    return false;
}

// Rows that come while it looks are seen too, if they come behind.
template <class Each>
void RingSurvey::go_on(std::size_t rows, std::size_t slice, Stage next, Each each) {
    const std::size_t end = std::min(rows, row_ + slice);
    for (; row_ < end; ++row_) {
        each(row_);
    }
    if (row_ >= rows) {
        row_ = 0;
        stage_ = next;
    }
}

bool RingSurvey::is_stale(const State& state) const {
    return graph_ && graph_->epoch != state.epoch().number;
}

void RingSurvey::begin(const State& state) {
    const std::vector<RingView>& rings = state.epoch().rings;
    const auto found = std::ranges::find(rings, ring_, &RingView::number);
    *this = RingSurvey(ring_);
    stage_ = Stage::parties;
    if (found == rings.end()) {
        return;
    }
    place_ = static_cast<std::uint32_t>(found - rings.begin());
    graph_.emplace();
    graph_->ring = ring_;
    graph_->epoch = state.epoch().number;
    add_members(state);
}

void RingSurvey::add_members(const State& state) {
    const RingView& ring = state.epoch().rings[place_];
    for (const judge::Member& member : ring.members) {
        if (graph_->nodes.size() == RingGraph::nodes_max) {
            graph_->cut = true;
            break;
        }
        RingNode& node = graph_->nodes[add(member.kind, member.index, state)];
        node.member = true;
        node.ppm = member.ppm;
    }
    if (ring.beneficiary.valid()) {
        graph_->nodes[add(MemberKind::merchant, ring.beneficiary.value, state)].gains = true;
    }
}

std::optional<std::uint32_t> RingSurvey::node(MemberKind kind, std::uint32_t index) const {
    const auto found = places_.find(key_of(kind, index));
    return found == places_.end() ? std::nullopt : std::optional(found->second);
}

std::uint32_t RingSurvey::add(MemberKind kind, std::uint32_t index, const State& state) {
    const auto next = static_cast<std::uint32_t>(graph_->nodes.size());
    const auto [place, is_new] = places_.emplace(key_of(kind, index), next);
    if (is_new) {
        RingNode node;
        node.kind = kind;
        node.index = index;
        node.id = report::member_name(state.watch().names(), kind, index);
        node.ppm = judged(state.epoch(), kind, index);
        graph_->nodes.push_back(std::move(node));
    }
    return place->second;
}

// Shops that are no members, and wallets with which several of the ring pay.
void RingSurvey::note_parties(const State& state, std::uint32_t order) {
    const signal::PlacedOrder placed = state.watch().market().orders.placed().get({order});
    if (!placed.placed() || !node(MemberKind::account, placed.buyer.value)) {
        return;
    }
    const bool room = graph_->nodes.size() < RingGraph::nodes_max;
    graph_->cut = graph_->cut || !room;
    if (placed.merchant.valid() && room) {
        add(MemberKind::merchant, placed.merchant.value, state);
    }
    if (placed.payer.valid()) {
        const auto [owner, is_new] = owners_.emplace(placed.payer.value, placed.buyer.value);
        if (!is_new && owner->second != placed.buyer.value && room) {
            add(MemberKind::wallet, placed.payer.value, state);
        }
    }
}

void RingSurvey::add_purchase(const State& state, std::uint32_t order) {
    const signal::PlacedOrder placed = state.watch().market().orders.placed().get({order});
    const auto account = node(MemberKind::account, placed.buyer.value);
    if (!placed.placed() || !account) {
        return;
    }
    const RingEvent event{placed.placed_s, 0, placed.amount};
    const auto reach = [&](Kind kind, MemberKind member, std::uint32_t index) {
        if (const auto to = node(member, index)) {
            link(kind, *account, *to, event);
            note_time(graph_->nodes[*to], placed.placed_s);
        }
    };
    note_time(graph_->nodes[*account], placed.placed_s);
    reach(Kind::bought_at, MemberKind::merchant, placed.merchant.value);
    reach(Kind::shares_device, MemberKind::device, placed.device.value);
    reach(Kind::shares_address, MemberKind::address, placed.address.value);
    reach(Kind::shares_payer, MemberKind::wallet, placed.payer.value);
}

void RingSurvey::add_review(const State& state, std::uint32_t review) {
    if (state.epoch().reviews.ring_of(review) != place_) {
        return;
    }
    const signal::Review row = state.watch().market().reviews.rows().get({review});
    const auto account = node(MemberKind::account, row.account.value);
    const bool room = graph_->nodes.size() < RingGraph::nodes_max;
    if (row.posted() && account && row.merchant.valid() && room) {
        const std::uint32_t shop = add(MemberKind::merchant, row.merchant.value, state);
        link(Kind::reviewed, *account, shop, {row.posted_s, 0, 0});
        note_time(graph_->nodes[*account], row.posted_s);
        note_time(graph_->nodes[shop], row.posted_s);
    }
}

void RingSurvey::count_order(const State& state, std::uint32_t order) {
    const signal::PlacedOrder& placed = state.watch().market().orders.placed().all()[order];
    if (!placed.placed()) {
        return;
    }
    const std::array<std::pair<MemberKind, std::uint32_t>, 5> parties{{
        {MemberKind::account, placed.buyer.value},
        {MemberKind::merchant, placed.merchant.value},
        {MemberKind::device, placed.device.value},
        {MemberKind::wallet, placed.payer.value},
        {MemberKind::address, placed.address.value},
    }};
    for (const auto& [kind, index] : parties) {
        const auto at = node(kind, index);
        if (!at) {
            continue;
        }
        RingNode& party = graph_->nodes[*at];
        const bool own = state.epoch().orders.ring_of(order) == place_;
        const auto review_ppm = state.rulings().policy().thresholds.review_ppm;
        ++party.orders;
        party.ring_orders += own ? 1 : 0;
        party.amount += own ? placed.amount : 0;
        party.honest_orders += !own && ppm_of(state, order) < review_ppm ? 1 : 0;
    }
}

// A wallet that is drawn is itself; another one is its shop's, or the account's that orders by it.
void RingSurvey::map_wallets(const State& state) {
    const auto& merchants = state.watch().market().merchants.rows();
    for (const auto& [wallet, account] : owners_) {
        wallets_.emplace(wallet, *node(MemberKind::account, account));
    }
    for (std::uint32_t at = 0; at < graph_->nodes.size(); ++at) {
        const RingNode& party = graph_->nodes[at];
        if (party.kind == MemberKind::merchant) {
            if (const auto payee = merchants.get({party.index}).payee; payee.valid()) {
                wallets_[payee.value] = at;
            }
        }
    }
    for (std::uint32_t at = 0; at < graph_->nodes.size(); ++at) {
        if (graph_->nodes[at].kind == MemberKind::wallet) {
            wallets_[graph_->nodes[at].index] = at;
        }
    }
}

void RingSurvey::add_transfer(const State& state, std::size_t row) {
    const signal::Transfer& transfer = state.watch().market().transfers.rows()[row];
    const auto payer = wallets_.find(transfer.payer.value);
    if (payer == wallets_.end()) {
        return;
    }
    const auto payee = wallets_.find(transfer.payee.value);
    if (payee != wallets_.end() && payer->second != payee->second) {
        link(Kind::paid, payer->second, payee->second, {transfer.at_s, 0, transfer.amount});
        note_time(graph_->nodes[payer->second], transfer.at_s);
        note_time(graph_->nodes[payee->second], transfer.at_s);
    }
}

void RingSurvey::link(Kind kind, std::uint32_t from, std::uint32_t to, const RingEvent& event) {
    const std::uint64_t key =
        static_cast<std::uint64_t>(kind) << 60 | std::uint64_t{from} << 30 | to;
    auto found = links_.find(key);
    if (found == links_.end()) {
        if (graph_->links.size() == RingGraph::links_max) {
            graph_->cut = true;
            return;
        }
        found = links_.emplace(key, static_cast<std::uint32_t>(graph_->links.size())).first;
        graph_->links.push_back({.kind = kind, .from = from, .to = to});
    }
    RingLink& one = graph_->links[found->second];
    const bool moves_money = kind == Kind::bought_at || kind == Kind::paid;
    ++one.times;
    one.amount += moves_money ? event.amount : 0;
    note_time(one, event.at_s);
    if (moves_money || kind == Kind::reviewed) {
        graph_->events.push_back({event.at_s, found->second, event.amount});
        if (graph_->events.size() >= 2 * RingGraph::events_max) {
            keep_newest_events();
        }
    }
}

void RingSurvey::keep_newest_events() {
    std::vector<RingEvent>& events = graph_->events;
    if (events.size() > RingGraph::events_max) {
        const auto cut = events.begin() + RingGraph::events_max;
        std::ranges::nth_element(events, cut, std::greater<>(), &RingEvent::at_s);
        events.erase(cut, events.end());
        graph_->events_cut = true;
    }
}

void RingSurvey::finish(const State& state) {
    keep_newest_events();
    std::ranges::sort(graph_->events, {}, [](const RingEvent& event) {
        return std::tuple(event.at_s, event.link, event.amount);
    });
    for (RingNode& node : graph_->nodes) {
        const bool account = node.kind == MemberKind::account;
        if (!account && node.kind != MemberKind::merchant) {
            continue;
        }
        const auto kind = account ? model::SubjectKind::account : model::SubjectKind::merchant;
        for (std::size_t i = 0; i < model::action_count; ++i) {
            const auto action = static_cast<model::Action>(i);
            if (const auto id = state.actions().in_force(action, kind, node.index)) {
                node.actions.emplace_back(*id, action);
            }
        }
    }
}

}  // namespace shouxin::live
