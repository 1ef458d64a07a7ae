// The naive model of the book: a plain list of actions that is searched from end to end each time.
#pragma once

#include "live/actions/action_book.h"
#include "live/actions/action_fixture_test.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace shouxin::live {

// Few, so that bounds are met.
inline const ActionBook::Options options{
    .key = {5, 6}, .actions_max = 6, .confirm_within_ms = day_ms};
inline const BrakeLimits caps{.holds_per_merchant_day = 20, .held_amount_per_hour = 3500};

struct Known {
    ActionFacts facts;
    std::uint32_t steps = 0;
    std::uint32_t capture_step = 0;
    std::uint32_t end_step = 0;
    std::int64_t capturing = 0;
    std::int64_t ended_ms = 0;
    bool gone = false;
};

// What is compared of a transition.
using Told = std::tuple<
    ActionId,
    ActionState,
    ActionState,
    Ask,
    std::uint32_t,
    std::uint32_t,
    std::int64_t,
    Cap,
    bool>;

inline Told told_of(const Transition& t) {
    return {t.action.id, t.from, t.to, t.ask, t.step, t.sequence, t.amount, t.cap, t.refused};
}

class Model {
public:
    std::vector<Told> decide(const Wanted& wanted, std::int64_t at_ms, std::int64_t due_ms) {
        for (Known& known : all_) {
            if (known.facts.kind == wanted.kind && known.facts.subject == wanted.subject &&
                is_in_force(known.facts.state)) {
                return join(known, wanted, at_ms);
            }
        }
        const auto fits = std::ranges::count(all_, false, &Known::gone) <
                          static_cast<std::ptrdiff_t>(options.actions_max);
        if (const Cap cap = fits ? cap_for(wanted, at_ms) : Cap::actions_in_force;
            cap != Cap::none) {
            return {
                {0,
                 ActionState::none,
                 ActionState::braked,
                 Ask::nothing,
                 0,
                 0,
                 wanted.amount,
                 cap,
                 false}};
        }
        Known& known = all_.emplace_back();
        ActionFacts& facts = known.facts;
        facts.id = all_.size();
        facts.kind = wanted.kind;
        facts.subject_kind = wanted.subject_kind;
        facts.subject = wanted.subject;
        facts.amount = wanted.amount;
        facts.state = ActionState::decided;
        facts.decided_ms = at_ms;
        facts.due_ms = due_ms;
        facts.expires_ms = at_ms + wanted.expires_after_ms;
        facts.merchant = wanted.merchant;
        facts.grounds.push_back({"", "", std::string(wanted.decision), ""});
        std::vector<Told> told{plain(known, ActionState::none, wanted.amount)};
        if (due_ms <= at_ms) {
            told.push_back(due(known));
        }
        return told;
    }

    std::vector<Told> tick(std::int64_t at_ms) {
        std::vector<Told> told;
        while (Known* const next = earliest(at_ms)) {
            if (is_end(next->facts.state)) {
                told.push_back(leaves(*next, ActionState::unconfirmed));
            } else if (next->facts.expires_ms <= at_ms) {
                told.push_back(ends(*next, ActionState::expired, at_ms));
            } else {
                told.push_back(due(*next));
            }
        }
        return told;
    }

    // What it tells, or nothing where it must be refused.
    std::optional<std::vector<Told>> order(const ActionOrder& order, std::int64_t at_ms) {
        if (order.action == 0 || order.action > all_.size() || all_[order.action - 1].gone) {
            return std::nullopt;
        }
        Known& known = all_[order.action - 1];
        if (order.verb == Verb::acknowledge) {
            return acknowledge(known, order);
        }
        ActionFacts& facts = known.facts;
        const bool is_hold_of_money = facts.kind == model::Action::hold_settlement;
        if (!is_in_force(facts.state)) {
            return std::nullopt;
        }
        switch (order.verb) {
            case Verb::undo:
                return list(ends(known, ActionState::undone, at_ms));
            case Verb::extend:
                if (order.expires_ms <= facts.expires_ms) {
                    return std::nullopt;
                }
                return list(extend(known, order.expires_ms));
            case Verb::release:
                return is_hold_of_money ? list(ends(known, ActionState::released, at_ms))
                                        : std::nullopt;
            case Verb::void_:
                return is_hold_of_money && facts.captured == 0
                           ? list(ends(known, ActionState::voided, at_ms))
                           : std::nullopt;
            default:
                return is_hold_of_money ? capture(known, order, at_ms) : std::nullopt;
        }
    }

    [[nodiscard]] const std::vector<Known>& all() const { return all_; }

private:
    static std::optional<std::vector<Told>> list(const Told& told) { return std::vector{told}; }

    static Told plain(const Known& known, ActionState from, std::int64_t amount) {
        return {
            known.facts.id, from, known.facts.state, Ask::nothing, 0, 0, amount, Cap::none, false};
    }

    Told asks(Known& known, ActionState from, std::int64_t amount, Ask ask) {
        auto& sequence = sequences_[{known.facts.subject_kind, known.facts.subject}];
        return {
            known.facts.id,
            from,
            known.facts.state,
            ask,
            ++known.steps,
            ++sequence,
            amount,
            Cap::none,
            false};
    }

    Told due(Known& known) {
        known.facts.state = ActionState::due;
        return asks(known, ActionState::decided, known.facts.amount, Ask::apply);
    }

    Told extend(Known& known, std::int64_t expires_ms) {
        known.facts.expires_ms = expires_ms;
        const ActionState state = known.facts.state;
        return state == ActionState::decided ? plain(known, state, 0)
                                             : asks(known, state, 0, Ask::extend);
    }

    std::vector<Told> join(Known& known, const Wanted& wanted, std::int64_t at_ms) {
        auto& grounds = known.facts.grounds;
        const bool is_new = std::ranges::none_of(
            grounds, [&](const Ground& g) { return g.decision == wanted.decision; });
        const bool is_kept = is_new && grounds.size() < 4;
        if (is_kept) {
            grounds.push_back({"", "", std::string(wanted.decision), ""});
        }
        const std::int64_t expires_ms = at_ms + wanted.expires_after_ms;
        if (expires_ms >= known.facts.expires_ms + hour_ms) {
            return {extend(known, expires_ms)};
        }
        return is_kept ? std::vector{plain(known, known.facts.state, 0)} : std::vector<Told>{};
    }

    Told ends(Known& known, ActionState end, std::int64_t at_ms) {
        ActionFacts& facts = known.facts;
        const ActionState from = facts.state;
        const std::int64_t moved =
            end == ActionState::undone ? facts.amount : facts.amount - facts.captured;
        facts.captured = end == ActionState::undone ? 0 : facts.captured;
        facts.released = facts.amount - facts.captured;
        facts.state = end;
        known.ended_ms = at_ms;
        if (from == ActionState::decided) {
            known.gone = true;
            return plain(known, from, moved);
        }
        const Told told = asks(known, from, moved, ask_for(end));
        known.end_step = known.steps;
        return told;
    }

    static Told leaves(Known& known, ActionState last) {
        const ActionState from = known.facts.state;
        known.facts.state = last;
        known.gone = true;
        return plain(known, from, 0);
    }

    static Told with_refusal(Told told, bool refused) {
        std::get<bool>(told) = refused;
        return told;
    }

    static std::optional<std::vector<Told>> acknowledge(Known& known, const ActionOrder& order) {
        const ActionState state = known.facts.state;
        if (order.step == 0 || order.step > known.steps) {
            return std::nullopt;
        }
        if (order.step == known.end_step) {
            return list(with_refusal(
                leaves(known, order.refused ? ActionState::unconfirmed : ActionState::confirmed),
                order.refused));
        }
        if (order.step == 1 && state == ActionState::due) {
            if (order.refused) {
                known.facts.released = known.facts.amount;
                return list(with_refusal(leaves(known, ActionState::refused), true));
            }
            known.facts.state = ActionState::applied;
            return list(plain(known, state, 0));
        }
        if (order.step == 1 && state == ActionState::applied && order.refused) {
            return std::nullopt;
        }
        if (order.step == known.capture_step) {
            return list(answer_capture(known, order.refused));
        }
        return order.refused && order.step > 1 ? list(with_refusal(plain(known, state, 0), true))
                                               : std::vector<Told>{};
    }

    static Told answer_capture(Known& known, bool refused) {
        ActionFacts& facts = known.facts;
        const std::int64_t asked = facts.state == ActionState::undone ? 0 : known.capturing;
        known.capture_step = 0;
        if (refused) {
            facts.captured -= asked;
            facts.released += is_end(facts.state) ? asked : 0;
        }
        return with_refusal(plain(known, facts.state, asked), refused);
    }

    std::optional<std::vector<Told>> capture(
        Known& known, const ActionOrder& order, std::int64_t at_ms) {
        ActionFacts& facts = known.facts;
        const std::int64_t left = facts.amount - facts.captured;
        if (facts.state != ActionState::applied || known.capture_step != 0 || order.amount <= 0 ||
            order.amount > left) {
            return std::nullopt;
        }
        facts.captured += order.amount;
        if (order.keep_rest && order.amount < left) {
            const Told told = asks(known, facts.state, order.amount, Ask::capture);
            known.capture_step = known.steps;
            known.capturing = order.amount;
            return list(told);
        }
        Told told = ends(known, ActionState::captured, at_ms);
        std::get<std::int64_t>(told) = order.amount;
        return list(told);
    }

    static std::int64_t moment(const Known& known) {
        const ActionFacts& facts = known.facts;
        if (is_end(facts.state)) {
            return known.ended_ms + options.confirm_within_ms;
        }
        return facts.state == ActionState::decided ? std::min(facts.due_ms, facts.expires_ms)
                                                   : facts.expires_ms;
    }

    Known* earliest(std::int64_t at_ms) {
        Known* next = nullptr;
        for (Known& known : all_) {
            if (!known.gone && moment(known) <= at_ms &&
                (next == nullptr || moment(known) < moment(*next))) {
                next = &known;
            }
        }
        return next;
    }

    Cap cap_for(const Wanted& wanted, std::int64_t at_ms) const {
        if (!is_hold(wanted.kind)) {
            return Cap::none;
        }
        std::int64_t merchant_holds = 0;
        std::int64_t amount = wanted.amount;
        for (const Known& known : all_) {
            const std::int64_t age_ms = at_ms - known.facts.decided_ms;
            const bool counts = is_hold(known.facts.kind);
            merchant_holds += counts && age_ms < day_ms && known.facts.merchant == wanted.merchant;
            amount += counts && age_ms < hour_ms ? known.facts.amount : 0;
        }
        if (wanted.merchant != Wanted::no_merchant &&
            merchant_holds >= caps.holds_per_merchant_day) {
            return Cap::holds_per_merchant_day;
        }
        return amount > caps.held_amount_per_hour ? Cap::held_amount_per_hour : Cap::none;
    }

    std::vector<Known> all_;
    std::map<std::pair<model::SubjectKind, std::uint32_t>, std::uint32_t> sequences_;
};

}  // namespace shouxin::live
