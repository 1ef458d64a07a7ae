#include "base/must.h"
#include "live/leaves.h"
#include "live/state.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::live {
namespace {

using proof::Json;

Result<void> check(const Command& command) {
    if (command.by.empty()) {
        return fail(Failure::invalid, "say who orders this");
    }
    if (command.reason.size() > reason_bytes_max) {
        return fail(
            Failure::invalid, fmt::format("give a reason of at most {} bytes", reason_bytes_max));
    }
    for (const std::string* word :
         {&command.action,
          &command.kind,
          &command.subject_kind,
          &command.subject,
          &command.outcome}) {
        if (word->size() > word_bytes_max) {
            return fail(
                Failure::invalid,
                fmt::format(
                    "names of subjects, actions and outcomes have at most {} bytes",
                    word_bytes_max));
        }
    }
    return {};
}

Json action_json(const ActionFacts& facts) {
    Json json = Json::object();
    json.put("action", to_text(facts.id))
        .put("amount", facts.amount)
        .put("captured", facts.captured)
        .put("expires", rfc3339(facts.expires_ms))
        .put("kind", model::text_of(facts.kind).name)
        .put("released", facts.released)
        .put("state", name_of(facts.state))
        .put("subject", facts.subject_id)
        .put("subject_kind", model::text_of(facts.subject_kind).name);
    return json;
}

Json policy_json(const PolicyVersion& version) {
    Json json = Json::object();
    json.put("by", version.by).put("state", name_of(version.state)).put("version", version.version);
    return json;
}

}  // namespace

Result<void> State::take_command(const Record& record, Effects& effects) {
    TRY(const Command command, read_command(record.payload));
    // The book of actions remembers its own orders' keys.
    const bool keyed = !command.key.empty() && command.command != CommandKind::order_action;
    const HashKey hash = options_.reading.key;
    const Hash128 key = hash128(command.by + '\n' + command.key, hash);
    const Hash128 order = hash128(record.payload, hash);
    if (const Repeats::Entry* const before = keyed ? repeats_.find(key) : nullptr) {
        effects.result = before->order == order
                             ? proof::parse_canonical(before->answer)
                             : fail(
                                   Failure::conflict,
                                   "this Idempotency-Key was used for another order: give a new "
                                   "one");
        return {};
    }
    const Result<void> checked = check(command);
    effects.result = checked ? carry_out(command, effects) : tl::unexpected(checked.error());
    add_leaf(
        leaf_of(command, *effects.result, {options_.secret, effects.record, effects.leaves.size()}),
        effects);
    if (keyed && *effects.result) {
        repeats_.remember({key, order, (**effects.result).text()});
    }
    return {};
}

CommandResult State::carry_out(const Command& command, Effects& effects) {
    switch (command.command) {
        case CommandKind::propose_policy:
            return propose(command, effects);
        case CommandKind::approve_policy:
        case CommandKind::reject_policy:
        case CommandKind::restore_policy:
            return change_policy(command, effects);
        case CommandKind::order_action:
            return order_action(command, effects);
        case CommandKind::take_action:
            return take_action(command, effects);
        case CommandKind::label:
            return label(command, effects);
        case CommandKind::second_look:
            return look_again(command, effects);
        case CommandKind::withdraw_label:
            return withdraw_label(command, effects);
        case CommandKind::withdraw_second_look:
            return withdraw_second_look(command, effects);
        case CommandKind::close_alert:
            effects.alert_closed = AlertClosed{command.subject, command.by, command.reason, at_ms_};
            return Json::object().put("alert", command.subject);
        case CommandKind::resend_message:
            effects.alert_closed =
                AlertClosed{"dead/" + command.subject, command.by, command.reason, at_ms_};
            return Json::object().put("message", command.subject);
        case CommandKind::make_appeal:
            return make_appeal(command, effects);
        case CommandKind::answer_appeal:
            return answer_appeal(command, effects);
        case CommandKind::take_batch:
            return take_batch(command, effects);
        case CommandKind::undo_batch:
            return undo_batch(command, effects);
        case CommandKind::audit:
            effects.audit = command.text;
            return Json::object();
        case CommandKind::read_protected:
            return Json::object();
        case CommandKind::begin_epoch:
            effects.takes_epoch = true;
            return Json::object();
    }
    return fail(Failure::invalid, "this server doesn't know the command");
}

// ---- Policies ------------------------------------------------------------------------------

CommandResult State::propose(const Command& command, Effects& effects) {
    if (auto policy = policy::compile(command.text); !policy) {
        return tl::unexpected(policy::to_error(policy.error(), "policy"));
    }
    TRY(const std::uint32_t version,
        policies_.propose(command.text, {command.by, at_ms_, command.reason}));
    effects.policies.push_back(policies_.all()[version - 1]);
    if (policies_.in_force().version == version) {
        put_policy_in_force();
    }
    return policy_json(policies_.all()[version - 1]);
}

CommandResult State::change_policy(const Command& command, Effects& effects) {
    const auto version = static_cast<std::uint32_t>(
        std::clamp<std::int64_t>(command.version, 0, std::int64_t{1} << 31));
    const std::uint32_t before = policies_.in_force().version;
    const PolicyVersions::Who who{command.by, at_ms_, command.reason};
    if (command.command == CommandKind::approve_policy) {
        TRY_DONE(policies_.approve(version, who));
    } else if (command.command == CommandKind::reject_policy) {
        TRY_DONE(policies_.reject(version, who));
    } else {
        TRY_DONE(policies_.restore(version, who));
    }
    effects.policies.push_back(policies_.all()[version - 1]);
    if (policies_.in_force().version != before) {
        if (before != 0) {
            effects.policies.push_back(policies_.all()[before - 1]);
        }
        put_policy_in_force();
    }
    return policy_json(policies_.all()[version - 1]);
}

// It was compiled when it was proposed.
void State::put_policy_in_force() {
    auto policy = policy::compile(policies_.in_force().text);
    MUST(policy.has_value());
    rulings_->take_over(*std::move(policy));
    limit_actions();
    reconsider_all();
}

// ---- Actions -------------------------------------------------------------------------------

CommandResult State::order_action(const Command& command, Effects& effects) {
    const std::optional<Verb> verb = verb_of(command.kind);
    const std::optional<ActionId> action = action_id(command.action);
    if (!verb || !action) {
        return fail(
            Failure::invalid,
            "name the action, as act-17, and what to do with it: acknowledge, release, capture, "
            "void, undo or extend");
    }
    ActionOrder order;
    order.verb = *verb;
    order.action = *action;
    order.step = static_cast<std::uint32_t>(std::clamp<std::int64_t>(command.step, 0, 1 << 30));
    order.refused = command.refused != 0;
    order.amount = command.amount;
    order.keep_rest = command.keep_rest != 0;
    order.expires_ms = command.expires_ms;
    order.key = command.key;
    order.by = command.by;
    order.reason = command.reason;
    TRY(Ordered ordered, actions_.order(order, at_ms_));
    if (ordered.transition) {
        tell(*std::move(ordered.transition), effects);
    }
    Json json = Json::object();
    json.put("action", to_text(ordered.answer.action))
        .put("at", rfc3339(ordered.answer.at_ms))
        .put("held", ordered.answer.held)
        .put("state", name_of(ordered.answer.state));
    return json;
}

Result<Subject> State::subject_of(const Command& command) const {
    const std::optional<model::SubjectKind> kind = model::subject_kind(command.subject_kind);
    if (!kind || *kind == model::SubjectKind::count) {
        return fail(
            Failure::invalid, "say what the subject is: order, review, account or merchant");
    }
    const std::optional<Subject> subject = watch_->find(*kind, command.subject);
    if (!subject) {
        return fail(
            Failure::not_found,
            fmt::format("there is no {} of that name in the log", command.subject_kind));
    }
    return *subject;
}

CommandResult State::take_action(const Command& command, Effects& effects) {
    TRY(const Subject subject, subject_of(command));
    const std::optional<model::Action> kind = model::action_of(command.kind);
    if (!kind || !model::applies_to(*kind, subject.kind)) {
        return fail(
            Failure::invalid,
            fmt::format("\"{}\" is no action that applies to this kind of subject", command.kind));
    }
    if (command.reason.empty()) {
        return fail(Failure::invalid, "give the reason: whom it hits must be told why");
    }
    const Wanted wanted = wanted_by({command.by, command.reason, {}}, *kind, subject, *this);
    for (Transition& transition : actions_.decide(wanted, at_ms_)) {
        const bool braked = transition.to == ActionState::braked;
        const std::string_view cap = name_of(transition.cap);
        tell(std::move(transition), effects);
        if (braked) {
            return fail(
                Failure::conflict,
                fmt::format("the brake stopped it ({}): somebody was told", cap));
        }
    }
    const auto action = actions_.in_force(*kind, subject.kind, subject.index);
    const auto facts = action ? actions_.find(*action) : std::nullopt;
    return facts ? action_json(*facts) : Json::object();
}

// ---- What people say -----------------------------------------------------------------------

// An action that ended and left the book can be appealed against too: whoever submits the command
// has looked up in the records whose it was.
CommandResult State::make_appeal(const Command& command, Effects& effects) {
    const std::optional<ActionId> action = action_id(command.action);
    const auto facts = action ? actions_.find(*action) : std::nullopt;
    if (!action || (facts && facts->merchant_id != command.subject)) {
        return fail(Failure::not_found, "there is no action of that name against this shop");
    }
    Appeal appeal;
    appeal.number = record_;
    appeal.action = *action;
    appeal.merchant = command.subject;
    appeal.text = command.text;
    appeal.by = command.by;
    appeal.at_ms = at_ms_;
    TRY(effects.appeal, appeals_.make(std::move(appeal)));
    Json json = Json::object();
    json.put("action", command.action)
        .put("appeal", effects.appeal->id())
        .put("state", name_of(effects.appeal->state));
    return json;
}

// What is granted ends with the answer, in one step.
CommandResult State::answer_appeal(const Command& command, Effects& effects) {
    if (command.outcome != name_of(AppealState::granted) &&
        command.outcome != name_of(AppealState::rejected)) {
        return fail(Failure::invalid, "say how it is answered: granted or rejected");
    }
    if (command.reason.empty()) {
        return fail(Failure::invalid, "give a \"reason\": the merchant is told");
    }
    TRY(Appeal appeal, appeals_.open(appeal_number(command.subject).value_or(0)));
    if (command.outcome == name_of(AppealState::granted)) {
        TRY_DONE(end_action(appeal.action, command, effects));
        appeal.state = AppealState::granted;
    } else {
        appeal.state = AppealState::rejected;
    }
    appeal.answer = command.reason;
    appeal.answered_by = command.by;
    appeal.answered_ms = at_ms_;
    appeals_.close(appeal.number);
    Json json = Json::object();
    json.put("action", to_text(appeal.action))
        .put("appeal", appeal.id())
        .put("state", name_of(appeal.state));
    effects.appeal = std::move(appeal);
    return json;
}

// If it is still in force.
Result<void> State::end_action(ActionId action, const Command& command, Effects& effects) {
    const std::optional<ActionFacts> facts = actions_.find(action);
    if (!facts || !is_in_force(facts->state)) {
        return {};
    }
    ActionOrder order;
    order.verb = facts->kind == model::Action::hold_settlement ? Verb::release : Verb::undo;
    order.action = action;
    order.by = command.by;
    order.reason = command.reason;
    TRY(Ordered ordered, actions_.order(order, at_ms_));
    if (ordered.transition) {
        tell(*std::move(ordered.transition), effects);
    }
    return {};
}

}  // namespace shouxin::live
