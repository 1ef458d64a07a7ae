#include "live/exposure.h"

#include <utility>

namespace shouxin::live {
namespace {

constexpr std::uint32_t gone = 0xffffffff;

// Whether somebody looked and let it go; what time or the policy ended may be at risk again.
bool is_settled(const Transition& t) {
    return t.to == ActionState::captured ||
           (t.to != ActionState::refused && t.by != "policy" && t.by != "clock");
}

}  // namespace

bool Exposure::suspect(std::uint32_t order, std::int64_t amount, bool held) {
    const Suspect suspect{amount, held ? Cover::held : Cover::open};
    const bool is_new = orders_.emplace(order, suspect).second;
    if (is_new) {
        sum_of(suspect.cover).add(amount);
    }
    return is_new;
}

void Exposure::clear(std::uint32_t order) {
    const auto found = orders_.find(order);
    if (found != orders_.end()) {
        sum_of(found->second.cover).remove(found->second.amount);
        orders_.erase(found);
    }
}

void Exposure::follow(const Transition& transition) {
    const ActionFacts& action = transition.action;
    const bool is_hold = action.kind == model::Action::hold_settlement &&
                         action.subject_kind == model::SubjectKind::order;
    const auto found = is_hold ? orders_.find(action.subject) : orders_.end();
    if (found == orders_.end()) {
        return;
    }
    if (is_in_force(transition.to)) {
        cover(found->second, Cover::held);
    } else if (is_end(transition.to) && is_in_force(transition.from)) {
        cover(found->second, is_settled(transition) ? Cover::settled : Cover::open);
    }
}

void Exposure::label(std::uint32_t order, bool fake) {
    const auto found = orders_.find(order);
    if (found == orders_.end() || found->second.cover == Cover::held) {
        return;
    }
    cover(found->second, fake ? Cover::open : Cover::settled);
}

void Exposure::renumber(std::span<const std::uint32_t> orders) {
    std::map<std::uint32_t, Suspect> kept;
    for (const auto& [order, suspect] : orders_) {
        if (order < orders.size() && orders[order] != gone) {
            kept.emplace(orders[order], suspect);
        }
    }
    orders_ = std::move(kept);
    add_up();
}

void Exposure::cover(Suspect& suspect, Cover cover) {
    sum_of(suspect.cover).remove(suspect.amount);
    suspect.cover = cover;
    sum_of(cover).add(suspect.amount);
}

void Exposure::add_up() {
    sums_ = {};
    for (const auto& [order, suspect] : orders_) {
        sum_of(suspect.cover).add(suspect.amount);
    }
}

}  // namespace shouxin::live
