#include "live/ring_summaries.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <span>

namespace shouxin::live {
namespace {

constexpr std::size_t rows_a_look = 1'000;

using ByAction = std::array<std::uint32_t, model::action_count>;

void count_actions(const State& state, const Subject& subject, ByAction& counts) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto action = static_cast<model::Action>(i);
        const bool there =
            state.actions().in_force(action, subject.kind, subject.index).has_value();
        counts[i] += there ? 1 : 0;
    }
}

std::size_t span_of(const RingView& ring, signal::Seconds at) {
    const std::uint64_t life = std::uint64_t{ring.last_s} - ring.first_s + 1;
    const std::uint64_t since = std::clamp(at, ring.first_s, ring.last_s) - ring.first_s;
    return since * RingSummary::spans / life;
}

void put_actions(std::string& text, std::string_view key, const ByAction& counts) {
    fmt::format_to(std::back_inserter(text), R"(,"{}":{{)", key);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] != 0) {
            const std::string_view name = model::text_of(static_cast<model::Action>(i)).name;
            const std::string_view comma = text.back() == '{' ? "" : ",";
            fmt::format_to(std::back_inserter(text), R"({}"{}":{})", comma, name, counts[i]);
        }
    }
    text += '}';
}

}  // namespace

bool RingSummaries::look(const State& state) {
    if (!begun_ || epoch_ != state.epoch().number) {
        restart();
        begun_ = true;
        epoch_ = state.epoch().number;
    }
    const std::size_t rings = std::min(state.epoch().rings.size(), rings_max);
    for (std::size_t seen = 0; seen < rows_a_look && done_.size() < rings; ++seen) {
        const RingView& ring = state.epoch().rings[done_.size()];
        if (row_ < ring.orders.size()) {
            look_at(state, ring.orders[row_++]);
        } else {
            seen += ring.members.size();
            end_ring(state, ring);
        }
    }
    return done_.size() == rings;
}

void RingSummaries::look_at(const State& state, std::uint32_t order) {
    const RingView& ring = state.epoch().rings[done_.size()];
    const signal::PlacedOrder placed = state.watch().market().orders.placed().get({order});
    ++at_hand_.orders[span_of(ring, placed.placed_s)];
    count_actions(state, {model::SubjectKind::order, order}, at_hand_.on_orders);
}

void RingSummaries::end_ring(const State& state, const RingView& ring) {
    at_hand_.ring = ring.number;
    for (const judge::Member& member : ring.members) {
        const bool account = member.kind == judge::MemberKind::account;
        const bool merchant = member.kind == judge::MemberKind::merchant;
        at_hand_.accounts += account ? 1 : 0;
        at_hand_.merchants += merchant ? 1 : 0;
        if (account || merchant) {
            const auto kind = account ? model::SubjectKind::account : model::SubjectKind::merchant;
            count_actions(state, {kind, member.index}, at_hand_.on_members);
        }
    }
    done_.push_back(at_hand_);
    at_hand_ = {};
    row_ = 0;
}

std::string RingSummaries::text() const {
    std::string text = fmt::format(R"({{"epoch":{},"items":[)", epoch_);
    for (const RingSummary& one : done_) {
        fmt::format_to(
            std::back_inserter(text),
            R"({}{{"ring":"{}","accounts":{},"merchants":{},"orders":[{}])",
            text.back() == '[' ? "" : ",",
            ring_id(one.ring),
            one.accounts,
            one.merchants,
            fmt::join(one.orders, ","));
        put_actions(text, "actions_on_orders", one.on_orders);
        put_actions(text, "actions_on_members", one.on_members);
        text += '}';
    }
    return text + "]}";
}

}  // namespace shouxin::live
