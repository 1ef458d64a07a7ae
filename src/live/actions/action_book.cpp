#include "live/actions/action_book.h"

#include "base/must.h"
#include "live/actions/packed_texts.h"

#include <algorithm>

namespace shouxin::live {
namespace {

constexpr std::size_t grounds_max = 4;

bool knows_decision(const std::vector<Ground>& grounds, std::string_view decision) {
    return std::ranges::any_of(grounds, [&](const Ground& g) { return g.decision == decision; });
}

void require_sound(const Wanted& wanted) {
    MUST(model::applies_to(wanted.kind, wanted.subject_kind));
    MUST(wanted.amount >= 0 && wanted.expires_after_ms >= 0 && wanted.delay_least_ms >= 0);
    MUST(wanted.delay_most_ms >= wanted.delay_least_ms);
}

}  // namespace

ActionBook::ActionBook(const Options& options) : options_(options), answers_(options.answers_max) {
    MUST(options.actions_max > 0 && options.actions_max < 0xffffffff && options.answers_max > 0);
}

std::uint64_t ActionBook::brake_key(std::string_view rule, std::string_view policy) const {
    std::string text;
    append_text(text, rule);
    append_text(text, policy);
    return hash64(text, options_.key);
}

std::vector<Transition> ActionBook::decide(const Wanted& wanted, std::int64_t at_ms) {
    require_sound(wanted);
    pass_time(at_ms);
    const auto there = in_force_.find(key_of(wanted.kind, wanted.subject_kind, wanted.subject));
    if (there != in_force_.end()) {
        return join(there->second, wanted);
    }
    if (slots_.size() >= options_.actions_max) {
        return {braked(wanted, Cap::actions_in_force)};
    }
    const std::int64_t amount = std::min(wanted.amount, Brake::amount_max);
    if (is_hold(wanted.kind)) {
        const std::uint64_t rule = brake_key(wanted.rule, wanted.policy);
        if (const Cap cap = brake_.take({now_ms_, amount, rule, wanted.merchant});
            cap != Cap::none) {
            return {braked(wanted, cap)};
        }
    }
    const Slot slot = add(wanted, amount);
    const Why why{"policy", wanted.reason};
    std::vector<Transition> transitions{told(slot, ActionState::none, why)};
    transitions.back().amount = amount;
    if (entries_[slot].due_ms <= now_ms_) {
        transitions.push_back(become_due(slot, why));
    }
    wake(entries_[slot]);
    return transitions;
}

std::vector<Foretold> ActionBook::foretell(
    std::span<const Wanted> wanted, std::int64_t at_ms) const {
    using Fate = Foretold::Fate;
    std::vector<Foretold> fates(wanted.size());
    std::vector<HoldTaken> holds;
    std::vector<std::size_t> places;  // of the holds
    std::size_t taken = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const Wanted& one = wanted[i];
        if (in_force_.contains(key_of(one.kind, one.subject_kind, one.subject))) {
            fates[i].fate = Fate::joined;
        } else if (slots_.size() + taken >= options_.actions_max) {
            fates[i] = {Fate::braked, Cap::actions_in_force};
        } else {
            ++taken;
            if (is_hold(one.kind)) {
                const std::int64_t amount = std::min(one.amount, Brake::amount_max);
                holds.push_back({at_ms, amount, brake_key(one.rule, one.policy), one.merchant});
                places.push_back(i);
            }
        }
    }
    const std::vector<Cap> caps = brake_.foretell(holds, at_ms);
    for (std::size_t i = 0; i < caps.size(); ++i) {
        if (caps[i] != Cap::none) {
            fates[places[i]] = {Fate::braked, caps[i]};
        }
    }
    return fates;
}

std::vector<Transition> ActionBook::tick(std::int64_t at_ms) {
    pass_time(at_ms);
    std::vector<Transition> transitions;
    while (const auto alarm = alarms_.take(now_ms_)) {
        const auto slot = slots_.find(alarm->action);
        if (slot == slots_.end() || entries_[slot->second].alarm_ms != alarm->at_ms) {
            continue;
        }
        entries_[slot->second].alarm_ms = INT64_MAX;
        if (auto transition = on_alarm(slot->second, alarm->at_ms)) {
            transitions.push_back(*std::move(transition));
        }
    }
    return transitions;
}

// The clock of a log may jump back; what ended doesn't begin again.
void ActionBook::pass_time(std::int64_t at_ms) {
    now_ms_ = std::max(now_ms_, at_ms);
}

// Looks at what the moment brought, not at what later ones will: then the order of transitions
// doesn't depend on which alarms were too early.
std::optional<Transition> ActionBook::on_alarm(Slot slot, std::int64_t alarm_ms) {
    Entry& entry = entries_[slot];
    const Why clock{"clock", {}};
    if (next_moment(entry) > alarm_ms) {
        wake(entry);
        return std::nullopt;
    }
    if (is_end(entry.state)) {
        return finish(slot, ActionState::unconfirmed, clock);
    }
    if (entry.expires_ms <= now_ms_) {
        return end(slot, ActionState::expired, clock);
    }
    Transition transition = become_due(slot, clock);
    wake(entry);
    return transition;
}

Transition ActionBook::braked(const Wanted& wanted, Cap cap) {
    Transition transition;
    transition.number = ++last_transition_;
    transition.to = ActionState::braked;
    transition.at_ms = now_ms_;
    transition.by = "policy";
    transition.reason = wanted.reason;
    transition.amount = std::min(wanted.amount, Brake::amount_max);
    transition.cap = cap;
    ActionFacts& action = transition.action;
    action.kind = wanted.kind;
    action.subject_kind = wanted.subject_kind;
    action.subject = wanted.subject;
    action.subject_id = wanted.subject_id;
    action.merchant = wanted.merchant;
    action.merchant_id = wanted.merchant_id;
    action.state = ActionState::braked;
    action.decided_ms = now_ms_;
    action.reasons = wanted.reasons;
    action.grounds_known = 1;
    action.grounds.push_back(
        {std::string(wanted.rule),
         std::string(wanted.policy),
         std::string(wanted.decision),
         std::string(wanted.reason)});
    return transition;
}

std::vector<Transition> ActionBook::join(Slot slot, const Wanted& wanted) {
    Entry& entry = entries_[slot];
    const auto known = grounds(slot);
    const bool is_new = !knows_decision(known, wanted.decision);
    const bool is_kept = is_new && known.size() < grounds_max;
    entry.grounds += is_new ? 1 : 0;
    if (is_kept) {
        add_ground(slot, wanted);
    }
    const Why why{"policy", wanted.reason};
    const std::int64_t expires_ms = now_ms_ + wanted.lasts_ms();
    if (expires_ms - entry.expires_ms >= options_.least_extension_ms) {
        return {extended(slot, expires_ms, why)};
    }
    return is_kept ? std::vector{told(slot, entry.state, why)} : std::vector<Transition>{};
}

Transition ActionBook::extended(Slot slot, std::int64_t expires_ms, const Why& why) {
    Entry& entry = entries_[slot];
    entry.expires_ms = expires_ms;
    Transition transition = told(slot, entry.state, why);
    if (entry.state != ActionState::decided) {
        ask(transition, slot, Ask::extend);
    }
    return transition;
}

Transition ActionBook::become_due(Slot slot, const Why& why) {
    entries_[slot].state = ActionState::due;
    Transition transition = told(slot, ActionState::decided, why);
    transition.amount = entries_[slot].amount;
    ask(transition, slot, Ask::apply);
    return transition;
}

// Whatever was sent, acknowledged or not, may have had an effect, and is taken back by a message.
Transition ActionBook::end(Slot slot, ActionState end, const Why& why) {
    Entry& entry = entries_[slot];
    const ActionState from = entry.state;
    const std::int64_t left = entry.amount - entry.captured - entry.released;
    if (end == ActionState::undone) {
        entry.captured = 0;
    }
    entry.released = entry.amount - entry.captured;
    entry.state = end;
    entry.ended = end;
    entry.ended_ms = now_ms_;
    in_force_.erase(key_of(entry.kind, entry.subject_kind, entry.subject));
    Transition transition = told(slot, from, why);
    transition.amount = end == ActionState::undone ? entry.amount : left;
    if (from == ActionState::decided) {
        drop(slot);
        return transition;
    }
    ask(transition, slot, ask_for(end));
    entry.end_step = entry.steps;
    wake(entry);
    return transition;
}

Transition ActionBook::finish(Slot slot, ActionState last, const Why& why) {
    const ActionState from = entries_[slot].state;
    entries_[slot].state = last;
    Transition transition = told(slot, from, why);
    drop(slot);
    return transition;
}

void ActionBook::ask(Transition& transition, Slot slot, Ask ask) {
    Entry& entry = entries_[slot];
    auto& sequences = sequences_[static_cast<std::size_t>(entry.subject_kind)];
    if (sequences.size() <= entry.subject) {
        sequences.resize(std::size_t{entry.subject} + 1);
    }
    transition.ask = ask;
    transition.step = ++entry.steps;
    transition.sequence = ++sequences[entry.subject];
    transition.message = ++last_message_;
    if (ask != Ask::extend) {
        entry.asked_ms = now_ms_;
        transition.action.awaits_ms = now_ms_;
    }
}

// All that an order does to an action's money stands in one transition.
Flow ActionBook::flow_since(Slot slot, ActionState from) {
    Entry& entry = entries_[slot];
    Flow flow;
    flow.captured = entry.captured - entry.captured_told;
    flow.released = entry.released - entry.released_told;
    flow.held = (from == ActionState::none ? entry.amount : 0) - flow.captured - flow.released;
    entry.captured_told = entry.captured;
    entry.released_told = entry.released;
    return flow;
}

Transition ActionBook::told(Slot slot, ActionState from, const Why& why) {
    Transition transition;
    transition.number = ++last_transition_;
    transition.flow = flow_since(slot, from);
    transition.action = facts(slot);
    transition.from = from;
    transition.to = entries_[slot].state;
    transition.at_ms = now_ms_;
    transition.by = why.by;
    transition.reason = why.reason;
    return transition;
}

}  // namespace shouxin::live
