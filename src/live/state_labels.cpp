// What people say of subjects, and who waits to be looked at.
#include "live/state.h"

#include <fmt/format.h>

#include <utility>

namespace shouxin::live {
namespace {

using proof::Json;

Result<Said> said_of(const Command& command, std::int64_t at_ms) {
    if (command.outcome != "fake" && command.outcome != "honest") {
        return fail(Failure::invalid, "say what it is: fake or honest");
    }
    return Said{command.outcome == "fake", command.by, at_ms};
}

Json label_json(const Command& command, const Finding& finding) {
    return Json::object()
        .put("outcome", command.outcome)
        .put("probability_ppm", finding.ppm)
        .put("subject", command.subject);
}

}  // namespace

Look State::look_of(
    const Subject& subject, std::string_view id, std::optional<SecondLook> look) const {
    Queued who = queued(subject, id);
    return {
        .kind = who.kind,
        .subject_id = std::move(who.subject_id),
        .merchant_id = std::move(who.merchant_id),
        .amount = who.amount,
        .look = std::move(look)};
}

Queued State::queued(const Subject& subject, std::string_view id) const {
    const model::MerchantIx merchant = merchant_of(subject, *watch_);
    return {
        .kind = subject.kind,
        .subject_id = std::string(id),
        .merchant_id = std::string(
            merchant.valid() ? watch_->names().merchants[merchant] : std::string_view()),
        .amount = amount_of(subject, *watch_),
        .decision = {},
        .waits = false};
}

// Whoever waits already keeps the place; whoever has a label needs none.
void State::line_up(const Decision& decision, bool waited, Effects& effects) {
    rulings_->note(decision);
    const bool waits = decision.outcome == Outcome::review;
    const bool labelled = labels_.find(decision.subject.kind, decision.subject_id) != nullptr;
    if (waits == waited || (waits && labelled)) {
        return;
    }
    Queued change = queued(decision.subject, decision.subject_id);
    change.decision = decision.id();
    change.waits = waits;
    effects.queue.push_back(std::move(change));
}

CommandResult State::label(const Command& command, Effects& effects) {
    TRY(const Subject subject, subject_of(command));
    TRY(Said said, said_of(command, at_ms_));
    const Labels::Case* const before = labels_.find(subject.kind, command.subject);
    if (command.unless_labelled != 0 && before != nullptr) {
        effects.labelled = before->label;
        return fail(
            Failure::conflict,
            fmt::format(
                "'{}' labelled it {} at {}: look at it again, and say it without unless_labelled "
                "if you differ",
                before->label.by,
                outcome_of(before->label),
                rfc3339(before->label.at_ms)));
    }
    effects.label = Label{
        .subject = subject,
        .subject_id = command.subject,
        .fake = said.fake,
        .by = command.by,
        .reason = command.reason,
        .at_ms = at_ms_};
    tally_.labelled(said.fake);
    if (subject.kind == model::SubjectKind::order) {
        exposure_.label(subject.index, said.fake);
    }
    effects.queue.push_back(queued(subject, command.subject));
    const std::optional<SecondLook> look =
        labels_.add(subject.kind, command.subject, std::move(said), command.lead != 0).look;
    if (look) {
        effects.look = look_of(subject, command.subject, look);
    }
    return label_json(command, finding(subject));
}

CommandResult State::look_again(const Command& command, Effects& effects) {
    TRY(const Subject subject, subject_of(command));
    TRY(Said said, said_of(command, at_ms_));
    TRY(const SecondLook look,
        labels_.look_again(subject.kind, command.subject, std::move(said), command.reason));
    effects.look = look_of(subject, command.subject, look);
    return label_json(command, finding(subject));
}

CommandResult State::withdraw_label(const Command& command, Effects& effects) {
    TRY(const Subject subject, subject_of(command));
    const Labels::Case* const before = labels_.find(subject.kind, command.subject);
    const bool had_look = before != nullptr && before->look;
    TRY_DONE(labels_.withdraw(subject.kind, command.subject, command.by, command.lead != 0));
    effects.label = Label{
        .subject = subject,
        .subject_id = command.subject,
        .by = command.by,
        .reason = command.reason,
        .at_ms = at_ms_,
        .withdrawn = true};
    if (subject.kind == model::SubjectKind::order) {
        exposure_.label(subject.index, true);  // as if nobody had called it honest
    }
    if (had_look) {
        effects.look = look_of(subject, command.subject, std::nullopt);
    }
    if (rulings_->standing(subject).waits) {
        effects.queue.push_back(queued(subject, command.subject));
        effects.queue.back().waits = true;
    }
    return Json::object().put("subject", command.subject);
}

CommandResult State::withdraw_second_look(const Command& command, Effects& effects) {
    TRY(const Subject subject, subject_of(command));
    TRY(const SecondLook look,
        labels_.withdraw_second(subject.kind, command.subject, command.by, command.lead != 0));
    effects.look = look_of(subject, command.subject, look);
    return Json::object().put("subject", command.subject);
}

}  // namespace shouxin::live
