// What a person orders about many at once: a part of state.h.
#include "live/facts.h"
#include "live/state.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::live {
namespace {

using proof::Json;

constexpr std::size_t told_max = 100;  // of what couldn't be done: the rest is counted

Json told(const Batch& batch, Json::Array refusals) {
    Json json = Json::object();
    json.put("amount", batch.amount)
        .put("batch", batch.id())
        .put("braked", batch.braked)
        .put("joined", batch.joined)
        .put("refusals", std::move(refusals))
        .put("refused", batch.refused)
        .put("subjects", batch.subjects)
        .put("taken", batch.taken);
    return json;
}

Json refusal(const BatchTarget& target, std::string problem) {
    Json json = Json::object();
    json.put("id", target.id)
        .put("kind", model::text_of(target.kind).name)
        .put("problem", std::move(problem));
    return json;
}

}  // namespace

// Whatever becomes of each, it is one step: a crash leaves all of it or nothing.
CommandResult State::take_batch(const Command& command, Effects& effects) {
    TRY(const BatchOrder order, read_batch_order(command.text));
    TRY(const BatchTargets targets, targets_of(order, *this));
    if (command.reason.empty()) {
        return fail(Failure::invalid, "give the reason: whom it hits must be told why");
    }
    Batch batch;
    batch.number = record_;
    batch.at_ms = at_ms_;
    batch.by = command.by;
    batch.reason = command.reason;
    batch.action = targets.action;
    batch.ring = targets.ring;
    batch.subjects = static_cast<std::uint32_t>(targets.all.size());
    Json::Array refusals;
    for (const BatchTarget& target : targets.all) {
        if (std::string problem = problem_with(target, targets.action); problem.empty()) {
            take_of_batch({target.kind, *target.index}, batch, effects);
        } else if (++batch.refused <= told_max) {
            refusals.push_back(refusal(target, std::move(problem)));
        }
    }
    batches_.add(batch);
    Json json = told(batch, std::move(refusals));
    effects.batch = std::move(batch);
    return json;
}

void State::take_of_batch(const Subject& subject, Batch& batch, Effects& effects) {
    if (actions_.in_force(batch.action, subject.kind, subject.index)) {
        ++batch.joined;
    }
    const std::string id = batch.id();
    const Wanted wanted = wanted_by({batch.by, batch.reason, id}, batch.action, subject, *this);
    for (Transition& transition : actions_.decide(wanted, at_ms_)) {
        if (transition.to == ActionState::braked) {
            ++batch.braked;
        } else if (transition.from == ActionState::none) {
            batch.first_action = batch.taken == 0 ? transition.action.id : batch.first_action;
            ++batch.taken;
            batch.amount = std::min(batch.amount + amount_of(subject, *watch_), proof::integer_max);
        }
        tell(std::move(transition), effects);
    }
}

CommandResult State::undo_batch(const Command& command, Effects& effects) {
    Batch* const batch = batches_.find(batch_number(command.subject).value_or(0));
    if (batch == nullptr) {
        return fail(
            Failure::not_found,
            fmt::format(
                "there is no such batch among the newest {}: undo its actions one by one",
                Batches::most));
    }
    if (command.reason.empty()) {
        return fail(Failure::invalid, "give the reason: it is kept with each action");
    }
    const std::size_t before = effects.transitions.size();
    Json::Array ended;
    std::uint32_t ended_before = 0;
    for (ActionId id = batch->first_action; id < batch->first_action + batch->taken; ++id) {
        const std::size_t told_before = effects.transitions.size();
        TRY_DONE(end_action(id, command, effects));
        if (effects.transitions.size() == told_before && ++ended_before <= told_max) {
            ended.emplace_back(to_text(id));
        }
    }
    const auto undone = static_cast<std::uint32_t>(effects.transitions.size() - before);
    if (undone == 0) {
        return fail(Failure::conflict, "nothing that this batch took is in force any more");
    }
    batch->undone += undone;
    batch->undone_by = command.by;
    batch->undone_ms = at_ms_;
    batch->undo_reason = command.reason;
    effects.batch = *batch;
    Json json = Json::object();
    json.put("batch", batch->id())
        .put("ended", std::move(ended))
        .put("ended_before", ended_before)
        .put("undone", undone);
    return json;
}

}  // namespace shouxin::live
