// What people and the marketplace order of the book: its other half is action_book.cpp.
#include "live/actions/action_book.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouxin::live {
namespace {

constexpr std::int64_t year_ms = 366LL * 86'400'000;

// The marketplace's answers need no key of their own: one that comes twice says the same.
std::string key_text(const ActionOrder& order) {
    if (!order.key.empty()) {
        return fmt::format("key {}", order.key);
    }
    if (order.verb != Verb::acknowledge) {
        return {};
    }
    return fmt::format(
        "answer {} {}", message_id(order.action, order.step), order.refused ? "no" : "yes");
}

tl::unexpected<Error> conflict(ActionId action, std::string_view what) {
    return fail(Failure::conflict, fmt::format("{} {}", to_text(action), what));
}

Result<void> check(const ActionOrder& order) {
    if (order.verb == Verb::acknowledge) {
        return {};
    }
    if (order.by.empty() || order.reason.empty()) {
        return fail(Failure::invalid, "say who orders it and why: both stand in the ledger");
    }
    return {};
}

bool only_for_holds(Verb verb) {
    return verb == Verb::release || verb == Verb::capture || verb == Verb::void_;
}

}  // namespace

Result<Ordered> ActionBook::order(const ActionOrder& order, std::int64_t at_ms) {
    const std::string key = key_text(order);
    if (key.empty()) {
        pass_time(at_ms);
        return order_once(order);
    }
    const Hash128 hashed = hash128(key, options_.key);
    const Hash128 said = order.key.empty() ? hashed : fingerprint(order, options_.key);
    if (const Answers::Entry* const before = answers_.find(hashed)) {
        if (before->order != said) {
            return fail(
                Failure::conflict,
                "this idempotency key was used for another order: take a new key");
        }
        return Ordered{before->answer, std::nullopt};
    }
    pass_time(at_ms);
    TRY(Ordered ordered, order_once(order));
    answers_.remember({hashed, said, ordered.answer});
    return ordered;
}

Result<Ordered> ActionBook::order_once(const ActionOrder& order) {
    TRY_DONE(check(order));
    const auto found = slots_.find(order.action);
    if (found == slots_.end()) {
        return fail(
            Failure::not_found,
            fmt::format(
                "{} isn't in the book: it ended and its end was settled, or it never was",
                to_text(order.action)));
    }
    const Slot slot = found->second;
    TRY(auto transition, carry_out(slot, order));
    const ActionFacts after = transition ? transition->action : facts(slot);
    return Ordered{{after.id, after.state, after.held(), now_ms_}, std::move(transition)};
}

Result<std::optional<Transition>> ActionBook::carry_out(Slot slot, const ActionOrder& order) {
    if (order.verb == Verb::acknowledge) {
        return acknowledge(slot, order);
    }
    const Entry& entry = entries_[slot];
    if (only_for_holds(order.verb) && entry.kind != model::Action::hold_settlement) {
        return fail(
            Failure::invalid,
            fmt::format(
                "{} is a '{}': only a hold_settlement can be released, captured or voided; undo it",
                to_text(entry.id),
                text_of(entry.kind).name));
    }
    if (!is_in_force(entry.state)) {
        return conflict(entry.id, fmt::format("has ended already: it is {}", name_of(entry.state)));
    }
    const Why why{order.by, order.reason};
    switch (order.verb) {
        case Verb::release:
            return end(slot, ActionState::released, why);
        case Verb::undo:
            return end(slot, ActionState::undone, why);
        case Verb::void_:
            if (entry.captured > 0) {
                return conflict(entry.id, "was captured in part: release the rest, or undo it");
            }
            return end(slot, ActionState::voided, why);
        case Verb::capture:
            return capture(slot, order);
        default:
            return extend(slot, order);
    }
}

Result<std::optional<Transition>> ActionBook::acknowledge(Slot slot, const ActionOrder& order) {
    Entry& entry = entries_[slot];
    if (order.step == 0 || order.step > entry.steps) {
        return conflict(
            entry.id, fmt::format("had no message {}: name the one that is answered", order.step));
    }
    const Why why{order.by.empty() ? "marketplace" : order.by, order.reason};
    if (order.step == entry.end_step) {
        const auto last = order.refused ? ActionState::unconfirmed : ActionState::confirmed;
        Transition transition = finish(slot, last, why);
        transition.refused = order.refused;
        return transition;
    }
    if (order.step == 1) {
        return answer_apply(slot, order.refused, why);
    }
    if (order.step == entry.capture_step) {
        return answer_capture(slot, order.refused, why);
    }
    if (!order.refused) {
        return std::optional<Transition>();
    }
    Transition transition = told(slot, entry.state, why);  // of an extension
    transition.refused = true;
    return transition;
}

Result<std::optional<Transition>> ActionBook::answer_apply(
    Slot slot, bool refused, const Why& why) {
    Entry& entry = entries_[slot];
    if (entry.state == ActionState::applied && refused) {
        return conflict(entry.id, "was acknowledged as applied: undo it instead");
    }
    if (entry.state != ActionState::due) {
        return std::optional<Transition>();  // its end is on the way and says the rest
    }
    if (!refused) {
        entry.state = ActionState::applied;
        return told(slot, ActionState::due, why);
    }
    in_force_.erase(key_of(entry.kind, entry.subject_kind, entry.subject));
    entry.released = entry.amount;
    entry.ended = ActionState::refused;
    Transition transition = finish(slot, ActionState::refused, why);
    transition.refused = true;
    return transition;
}

// What the marketplace won't capture is held still; after the hold's end it went back.
Transition ActionBook::answer_capture(Slot slot, bool refused, const Why& why) {
    Entry& entry = entries_[slot];
    const std::int64_t asked = std::min(entry.capturing, entry.captured);
    entry.capture_step = 0;
    entry.capturing = 0;
    if (refused) {
        entry.captured -= asked;
        entry.released += is_end(entry.state) ? asked : 0;
    }
    Transition transition = told(slot, entry.state, why);
    transition.amount = asked;
    transition.refused = refused;
    return transition;
}

Result<std::optional<Transition>> ActionBook::capture(Slot slot, const ActionOrder& order) {
    Entry& entry = entries_[slot];
    const std::int64_t left = entry.amount - entry.captured;
    if (entry.state != ActionState::applied) {
        return conflict(entry.id, "isn't applied yet: capture when the marketplace has answered");
    }
    if (entry.capture_step != 0) {
        return conflict(
            entry.id, "has a capture that the marketplace hasn't answered: wait for it");
    }
    if (order.amount <= 0 || order.amount > left) {
        return fail(
            Failure::invalid,
            fmt::format("{} holds {} fen: capture from 1 fen up to that", to_text(entry.id), left));
    }
    const Why why{order.by, order.reason};
    if (order.keep_rest && order.amount < left) {
        return capture_part(slot, order.amount, why);
    }
    entry.captured += order.amount;
    Transition transition = end(slot, ActionState::captured, why);
    transition.amount = order.amount;
    return transition;
}

Transition ActionBook::capture_part(Slot slot, std::int64_t amount, const Why& why) {
    Entry& entry = entries_[slot];
    entry.captured += amount;
    entry.capturing = amount;
    Transition transition = told(slot, entry.state, why);
    transition.amount = amount;
    ask(transition, slot, Ask::capture);
    entry.capture_step = entry.steps;
    return transition;
}

Result<std::optional<Transition>> ActionBook::extend(Slot slot, const ActionOrder& order) {
    const Entry& entry = entries_[slot];
    if (order.expires_ms <= entry.expires_ms) {
        return fail(
            Failure::invalid,
            fmt::format(
                "{} lasts until {} already: extend it to a later moment, or undo it",
                to_text(entry.id),
                entry.expires_ms));
    }
    if (order.expires_ms > now_ms_ + year_ms) {
        return fail(Failure::invalid, "extend it by at most a year from now");
    }
    return extended(slot, order.expires_ms, {order.by, order.reason});
}

}  // namespace shouxin::live
