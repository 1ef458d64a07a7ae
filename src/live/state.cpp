#include "live/state.h"

#include "base/must.h"
#include "live/leaves.h"
#include "report/rings.h"
#include "signal/constants.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace shouxin::embedded {
std::string_view first_policy();
}

namespace shouxin::live {
namespace {

using model::SubjectKind;

Result<policy::Policy> compiled(std::string_view text) {
    auto policy = policy::compile(text);
    if (!policy) {
        return tl::unexpected(policy::to_error(policy.error(), "policy"));
    }
    return *std::move(policy);
}

// Collects lines, for what is written as a stream.
class LineCollector final : public ByteSink {
public:
    Result<void> write(std::string_view bytes) override {
        text_ += bytes;
        return {};
    }

    [[nodiscard]] std::vector<std::string> lines() const {
        std::vector<std::string> lines;
        std::string_view rest = text_;
        while (!rest.empty()) {
            const std::size_t end = rest.find('\n');
            lines.emplace_back(rest.substr(0, end));
            rest.remove_prefix(std::min(rest.size(), lines.back().size() + 1));
        }
        return lines;
    }

private:
    std::string text_;
};

}  // namespace

std::string_view first_policy() {
    return embedded::first_policy();
}

State::State(StateOptions options, EpochSource& epochs)
    : options_(std::move(options)),
      epochs_(epochs),
      watch_(std::make_unique<Watch>(options_.reading, options_.model)),
      rulings_(std::make_unique<Rulings>(options_.reading.key, *policy::compile({}))),
      actions_({.key = options_.reading.key}),
      labels_(options_.reading.key),
      no_names_(options_.reading.key),
      reader_(options_.reading.key, no_names_) {
    limit_actions();
}

bool State::restore_policy() {
    auto policy = compiled(policies_.in_force().text);
    if (!policy) {
        return false;
    }
    rulings_->take_over(*std::move(policy));
    limit_actions();
    return true;
}

void State::limit_actions() {
    const policy::Brake& brake = rulings_->policy().brake;
    actions_.limit(
        {.holds_per_merchant_day = brake.holds_per_merchant_day,
         .held_amount_per_merchant_day = brake.held_amount_per_merchant_day,
         .holds_per_hour = brake.holds_per_hour,
         .held_amount_per_hour = brake.held_amount_per_hour,
         .holds_per_rule_hour = brake.holds_per_rule_hour});
}

Result<Effects> State::step(const Record& record) {
    Effects effects;
    at_ms_ = std::max(at_ms_, record.at_ms);
    effects.record = record.number;
    effects.kind = record.kind;
    effects.at_ms = at_ms_;
    effects.first_leaf = leaves_;
    record_ = record.number;
    for (Transition& transition : actions_.tick(at_ms_)) {
        tell(std::move(transition), effects);
    }
    switch (record.kind) {
        case model::RecordKind::events:
        case model::RecordKind::question:
            TRY_DONE(take_events(record, effects));
            break;
        case model::RecordKind::rejects:
            effects.rejects = record.payload;
            watch_->reject(static_cast<std::size_t>(std::ranges::count(record.payload, '\n')));
            break;
        case model::RecordKind::command:
            TRY_DONE(take_command(record, effects));
            break;
        case model::RecordKind::epoch:
            TRY_DONE(take_epoch(record, effects));
            break;
        case model::RecordKind::generation:
            TRY_DONE(begin_generation(record, effects));
            break;
        case model::RecordKind::tick:
            break;
    }
    reconsider_some(effects);
    leaves_ += effects.leaves.size();
    return effects;
}

std::int64_t State::next_due_ms() const {
    return reconsidered_.empty() ? actions_.next_due_ms() : at_ms_;
}

Finding State::finding(const Subject& subject) const {
    const EpochAnswers& answers = epoch_.of(subject.kind);
    if (answers.covers(subject.index)) {
        return {
            subject, Tier::epoch, answers.ppm[subject.index], answers.reasons_of(subject.index)};
    }
    if (subject.kind != SubjectKind::order) {
        return {subject, Tier::placed, 0, {}};
    }
    const judge::EarlyAnswers early = watch_->local().answers().get({subject.index});
    std::size_t age = early.size() - 1;
    while (age > 0 && early[age] == 0) {
        --age;
    }
    const auto reasons = reasons_.find(subject.index);
    return {
        subject,
        static_cast<Tier>(age),
        early[age],
        reasons == reasons_.end() ? model::Reasons{} : reasons->second};
}

std::uint32_t State::probability(const Subject& subject) const {
    const EpochAnswers& answers = epoch_.of(subject.kind);
    if (answers.covers(subject.index)) {
        return answers.ppm[subject.index];
    }
    return subject.kind == SubjectKind::order ? watch_->newest_answer({subject.index}) : 0;
}

// ---- Events --------------------------------------------------------------------------------

Result<void> State::take_events(const Record& record, Effects& effects) {
    intake::Delivery read;
    if (record.delivery == nullptr) {
        TRY(read, reader_.read_again(record.payload));
    }
    const intake::Delivery& delivery = record.delivery == nullptr ? read : *record.delivery;
    Watch::Seen seen = watch_->step(delivery, record.number);
    rulings_->step(seen.events);
    count_orders(seen.events);
    if (witness_ != nullptr) {
        witness_->saw(seen.events);
    }
    keep_reasons(seen.told);
    if (record.kind == model::RecordKind::question) {
        answer(delivery, seen, effects);
    }
    rule_on_told(seen.told, effects);
    rule_on_posted(seen.events, effects);
    if (std::optional<std::string> leaf = blocks_.add(record.number, record.payload, leaves_)) {
        add_leaf(*std::move(leaf), effects);
    }
    effects.admitted = std::move(seen.admitted);
    return {};
}

// For whoever is ruled on again before an epoch says more, as when the policy changes.
void State::keep_reasons(std::span<const judge::Told> told) {
    for (const judge::Told& one : told) {
        if (one.reasons.size == 0) {
            reasons_.erase(one.order.value);
        } else if (!epoch_.orders.covers(one.order.value)) {
            reasons_[one.order.value] = one.reasons;
        }
    }
}

// Whoever an epoch has judged keeps its answer until the next one.
void State::rule_on_told(std::span<const judge::Told> told, Effects& effects) {
    for (const judge::Told& one : told) {
        if (!epoch_.orders.covers(one.order.value)) {
            rule(
                {{SubjectKind::order, one.order.value},
                 static_cast<Tier>(one.age),
                 one.ppm,
                 one.reasons},
                {},
                effects);
        }
    }
}

void State::rule_on_posted(std::span<const model::Event> events, Effects& effects) {
    for (const model::Event& event : events) {
        if (const auto* posted = std::get_if<model::ReviewPosted>(&event.body)) {
            rule(finding({SubjectKind::review, posted->review.value}), {}, effects);
        }
    }
}

// The first event of a question is what is asked about; what is said of it must not be said twice.
void State::answer(const intake::Delivery& delivery, const Watch::Seen& seen, Effects& effects) {
    if (seen.events.empty()) {
        return;
    }
    const std::optional<Subject> subject = watch_->subject_of(seen.events.front());
    if (!subject) {
        return;
    }
    Finding asked = finding(*subject);
    for (const judge::Told& one : seen.told) {
        const bool same = subject->kind == SubjectKind::order && subject->index == one.order.value;
        if (same && asked.tier != Tier::epoch) {
            asked.tier = static_cast<Tier>(one.age);
            asked.ppm = one.ppm;
            asked.reasons = one.reasons;
        }
    }
    const Hash128 identity = delivery.chunk().records.front().identity;
    rule(asked, event_name(identity), effects);
    effects.answered = effects.decisions.size() - 1;
}

// ---- Decisions -----------------------------------------------------------------------------

void State::rule(const Finding& finding, std::string event, Effects& effects) {
    if (witness_ != nullptr) {
        witness_->found(finding, *watch_, epoch_);
    }
    const bool waited = rulings_->standing(finding.subject).waits;
    std::optional<Rulings::Ruling> ruling =
        rulings_->rule(finding, *watch_, epoch_, !event.empty());
    weigh(finding);
    if (!ruling) {
        return;
    }
    Decision& decision = ruling->decision;
    decision.record = effects.record;
    decision.place = static_cast<std::uint32_t>(effects.decisions.size());
    decision.at_ms = at_ms_;
    decision.event = std::move(event);
    decision.policy = policies_.in_force().version;
    act(*ruling, effects);
    if (ruling->acted_before) {
        withdraw(*ruling, effects);
    }
    line_up(decision, waited, effects);
    add(std::move(decision), effects);
}

void State::act(Rulings::Ruling& ruling, Effects& effects) {
    Decision& decision = ruling.decision;
    const std::string id = decision.id();
    const std::string version = std::to_string(decision.policy);
    const model::MerchantIx merchant = merchant_of(decision.subject, *watch_);
    for (const policy::TakenAction& taken : ruling.actions) {
        const policy::Rule& rule = rulings_->policy().rules[taken.rule];
        Wanted wanted;
        wanted.kind = taken.action;
        wanted.subject_kind = decision.subject.kind;
        wanted.subject = decision.subject.index;
        wanted.subject_id = decision.subject_id;
        wanted.merchant = merchant.valid() ? merchant.value : Wanted::no_merchant;
        wanted.merchant_id = decision.merchant_id;
        wanted.amount = taken.action == model::Action::hold_settlement ? decision.amount : 0;
        wanted.rule = rule.name;
        wanted.policy = version;
        wanted.decision = id;
        wanted.reason = rule.reason;
        wanted.reasons = decision.reasons;
        wanted.expires_after_ms = taken.expiry_s * 1000;
        wanted.delay_least_ms = rulings_->policy().delay.least_s * 1000;
        wanted.delay_most_ms = rulings_->policy().delay.most_s * 1000;
        for (Transition& transition : actions_.decide(wanted, at_ms_)) {
            if (transition.to == ActionState::braked) {
                decision.notes.push_back(fmt::format(
                    "{} was braked: {}",
                    model::text_of(taken.action).name,
                    name_of(transition.cap)));
                decision.outcome = std::min(decision.outcome, Outcome::review);
            }
            tell(std::move(transition), effects);
        }
        const auto action =
            actions_.in_force(taken.action, decision.subject.kind, decision.subject.index);
        if (action) {
            decision.actions.push_back(*action);
        }
    }
}

// What a policy asked for and no longer asks for ends; what a person took stays.
void State::withdraw(const Rulings::Ruling& ruling, Effects& effects) {
    const Decision& decision = ruling.decision;
    for (std::size_t i = 0; i < model::action_count; ++i) {
        const auto kind = static_cast<model::Action>(i);
        const bool wanted = std::ranges::any_of(
            ruling.actions, [&](const auto& taken) { return taken.action == kind; });
        const auto action = actions_.in_force(kind, decision.subject.kind, decision.subject.index);
        if (wanted || !action) {
            continue;
        }
        const std::optional<ActionFacts> facts = actions_.find(*action);
        if (!facts || facts->grounds.empty() || facts->grounds.front().policy.empty()) {
            continue;
        }
        ActionOrder order;
        order.verb = kind == model::Action::hold_settlement ? Verb::release : Verb::undo;
        order.action = *action;
        order.by = "policy";
        order.reason = "the newest answer no longer asks for it";
        if (Result<Ordered> ordered = actions_.order(order, at_ms_);
            ordered && ordered->transition) {
            tell(*std::move(ordered->transition), effects);
        }
    }
}

void State::add(Decision decision, Effects& effects) {
    decision.leaf = effects.first_leaf + effects.leaves.size();
    add_leaf(leaf_of(decision, options_.secret, effects.leaves.size()), effects);
    tally_.decided(decision);
    effects.decisions.push_back(std::move(decision));
}

void State::add_leaf(std::string leaf, Effects& effects) {
    effects.leaves.push_back(std::move(leaf));
}

void State::tell(Transition transition, Effects& effects) {
    add_leaf(
        leaf_of(transition, {options_.secret, effects.record, effects.leaves.size()}), effects);
    tally_.moved(transition);
    exposure_.follow(transition);
    effects.transitions.push_back(std::move(transition));
}

// ---- Epochs --------------------------------------------------------------------------------

Result<void> State::take_epoch(const Record& record, Effects& effects) {
    std::uint64_t number = 0;
    const auto* const end = record.payload.data() + record.payload.size();
    const auto [rest, error] = std::from_chars(record.payload.data(), end, number);
    if (error != std::errc() || rest != end) {
        effects.takes_epoch = true;
        return {};
    }
    if (number < generation_) {
        return {};  // it counts by indices that are no more
    }
    TRY(EpochView next, epochs_.epoch(number));
    const std::uint64_t named_before = rings_named_;
    next.name_rings(epoch_, rings_named_);
    epoch_ = std::move(next);
    count_rings(named_before);
    std::erase_if(reasons_, [&](const auto& each) { return epoch_.orders.covers(each.first); });
    effects.epoch = epoch_.number;
    effects.rings = epoch_.rings;
    add_leaf(leaf_of(epoch_, record.number), effects);
    reconsider_all();
    return {};
}

// ---- Generations ---------------------------------------------------------------------------

// "RECORD VERSION": from which record on, and of which policy the windows are; if that one isn't in
// force any more, the next try has the new one's.
Result<void> State::begin_generation(const Record& record, Effects& effects) {
    const auto number = [](std::string_view text) {
        std::uint64_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    };
    const std::size_t space = std::min(record.payload.find(' '), record.payload.size() - 1);
    const std::uint64_t from = number(record.payload);
    if (number(record.payload.substr(space + 1)) != policies_.in_force().version || from == 0) {
        return {};
    }
    TRY(const std::unique_ptr<Successor> successor,
        epochs_.successor(from, record.number, policies_.in_force()));
    become(*successor);
    blocks_.forget_before(from);
    generation_ = record.number;
    effects.generation = from;
    return {};
}

void State::become(Successor& successor) {
    successor.carry_over(*watch_, actions_);
    successor.carry_rings(epoch_, *watch_);
    const ActionBook::Renumbering to = successor.renumbering(*watch_);
    epoch_ = renumbered(std::move(epoch_), to);
    actions_.renumber(to);
    std::deque<Subject> kept;
    for (const Subject& subject : reconsidered_) {
        const auto& names = to[static_cast<std::size_t>(subject.kind)];
        if (subject.index < names.size() && names[subject.index] != ActionBook::gone) {
            kept.push_back({subject.kind, names[subject.index]});
        }
    }
    reconsidered_ = std::move(kept);
    std::map<std::uint32_t, model::Reasons> reasons;
    const auto& orders = to[static_cast<std::size_t>(SubjectKind::order)];
    exposure_.renumber(orders);
    for (const auto& [order, given] : reasons_) {
        if (order < orders.size() && orders[order] != ActionBook::gone) {
            reasons.emplace(orders[order], given);
        }
    }
    reasons_ = std::move(reasons);
    std::unique_ptr<Rulings> rulings = successor.take_rulings();
    rulings->take_standings(*rulings_, to);
    rulings_ = std::move(rulings);
    watch_ = successor.take_watch();
}

// Everybody against whom something speaks now, or spoke before.
void State::reconsider_all() {
    reconsidered_.clear();
    for (std::size_t i = 0; i < model::subject_kind_count; ++i) {
        const auto kind = static_cast<SubjectKind>(i);
        const EpochAnswers& answers = epoch_.of(kind);
        const std::uint32_t subjects =
            std::max(static_cast<std::uint32_t>(answers.ppm.size()), rulings_->subjects(kind));
        for (std::uint32_t index = 0; index < subjects; ++index) {
            const Subject subject{kind, index};
            const bool suspect =
                answers.covers(index) && (answers.ppm[index] >= signal::constants::explain_ppm ||
                                          answers.ring[index] != no_ring);
            if (suspect || rulings_->standing(subject).grounds != 0) {
                reconsidered_.push_back(subject);
            }
        }
    }
}

void State::reconsider_some(Effects& effects) {
    for (std::size_t i = 0; i < options_.reconsidered_a_record && !reconsidered_.empty(); ++i) {
        const Subject subject = reconsidered_.front();
        reconsidered_.pop_front();
        rule(finding(subject), {}, effects);
    }
}

EpochView State::settle(std::uint64_t number, Executor& executor) {
    const judge::Options options{
        .thresholds = {}, .model = options_.model, .hosting = std::nullopt};
    const std::uint64_t events = watch_->totals().counts.accepted;
    const judge::Judgement judgement = watch_->settle(options, executor);
    LineCollector rings;
    MUST(report::write_rings(rings, {judgement, watch_->market(), watch_->names()}).has_value());
    return view_of(judgement, number, events, rings.lines());
}

}  // namespace shouxin::live
