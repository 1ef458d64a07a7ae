#include "live/actions/action_book.h"

#include "base/must.h"
#include "live/actions/packed_texts.h"

#include <algorithm>

namespace shouxin::live {
namespace {

constexpr std::size_t grounds_max = 4;
constexpr std::size_t texts_before_grounds = 2;
constexpr std::size_t texts_a_ground = 4;

void append_ground(std::string& packed, const Wanted& wanted) {
    append_text(packed, wanted.rule);
    append_text(packed, wanted.policy);
    append_text(packed, wanted.decision);
    append_text(packed, wanted.reason);
}

std::vector<Ground> grounds_in(std::span<const std::string_view> texts) {
    std::vector<Ground> grounds;
    for (std::size_t at = texts_before_grounds; at < texts.size(); at += texts_a_ground) {
        grounds.push_back(
            {std::string(texts[at]),
             std::string(texts[at + 1]),
             std::string(texts[at + 2]),
             std::string(texts[at + 3])});
    }
    return grounds;
}

bool knows_decision(const std::vector<Ground>& grounds, std::string_view decision) {
    return std::ranges::any_of(grounds, [&](const Ground& g) { return g.decision == decision; });
}

std::uint64_t rule_hash(const Wanted& wanted, HashKey key) {
    std::string text;
    append_text(text, wanted.rule);
    append_text(text, wanted.policy);
    return hash64(text, key);
}

std::int64_t delay_of(ActionId action, std::int64_t window_ms, HashKey key) {
    const auto window = static_cast<std::uint64_t>(window_ms) + 1;
    return static_cast<std::int64_t>(siphash(to_text(action), key) % window);
}

std::int64_t lasts_ms(const Wanted& wanted) {
    return wanted.expires_after_ms > 0 ? wanted.expires_after_ms
                                       : std::int64_t{text_of(wanted.kind).expiry_s} * 1000;
}

void require_sound(const Wanted& wanted) {
    MUST(model::applies_to(wanted.kind, wanted.subject_kind));
    MUST(wanted.amount >= 0 && wanted.expires_after_ms >= 0 && wanted.delay_ms >= 0);
}

}  // namespace

ActionBook::ActionBook(const Options& options) : options_(options), answers_(options.answers_max) {
    MUST(options.actions_max > 0 && options.actions_max < 0xffffffff && options.answers_max > 0);
}

std::vector<Transition> ActionBook::decide(const Wanted& wanted, std::int64_t at_ms) {
    require_sound(wanted);
    now(at_ms);
    const auto there = in_force_.find(key_of(wanted.kind, wanted.subject_kind, wanted.subject));
    if (there != in_force_.end()) {
        return join(there->second, wanted);
    }
    if (slots_.size() >= options_.actions_max) {
        return {braked(wanted, Cap::actions_in_force)};
    }
    const std::int64_t amount = std::min(wanted.amount, Brake::amount_max);
    if (is_hold(wanted.kind)) {
        const auto rule = rule_hash(wanted, options_.key);
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

std::vector<Transition> ActionBook::tick(std::int64_t at_ms) {
    now(at_ms);
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

std::optional<ActionFacts> ActionBook::find(ActionId action) const {
    const auto slot = slots_.find(action);
    return slot == slots_.end() ? std::nullopt : std::optional(facts(slot->second));
}

std::optional<ActionId> ActionBook::in_force(
    model::Action kind, model::SubjectKind subject_kind, std::uint32_t subject) const {
    const auto slot = in_force_.find(key_of(kind, subject_kind, subject));
    return slot == in_force_.end() ? std::nullopt : std::optional(entries_[slot->second].id);
}

void ActionBook::renumber(const Renumbering& to) {
    const auto now_called = [&](model::SubjectKind kind, std::uint32_t index) {
        const auto& names = to[static_cast<std::size_t>(kind)];
        MUST(index < names.size() && names[index] != gone);
        return names[index];
    };
    for (Entry& entry : entries_) {
        if (entry.id != 0) {
            entry.subject = now_called(entry.subject_kind, entry.subject);
            const bool concerns_one = entry.merchant != Wanted::no_merchant;
            entry.merchant = concerns_one ? now_called(model::SubjectKind::merchant, entry.merchant)
                                          : Wanted::no_merchant;
        }
    }
    for (std::size_t kind = 0; kind < sequences_.size(); ++kind) {
        std::vector<std::uint32_t> renamed;
        for (std::size_t subject = 0; subject < sequences_[kind].size(); ++subject) {
            const std::uint32_t name = subject < to[kind].size() ? to[kind][subject] : gone;
            if (name != gone && sequences_[kind][subject] != 0) {
                renamed.resize(std::max(renamed.size(), std::size_t{name} + 1));
                renamed[name] = sequences_[kind][subject];
            }
        }
        sequences_[kind] = std::move(renamed);
    }
    brake_.renumber(to[static_cast<std::size_t>(model::SubjectKind::merchant)]);
    index();
}

// The clock of a log may jump back; what ended doesn't begin again.
void ActionBook::now(std::int64_t at_ms) {
    now_ms_ = std::max(now_ms_, at_ms);
}

ActionBook::Slot ActionBook::add(const Wanted& wanted, std::int64_t amount) {
    if (free_.empty()) {
        free_.push_back(static_cast<Slot>(entries_.size()));
        entries_.emplace_back();
        texts_.emplace_back();
    }
    const Slot slot = free_.back();
    free_.pop_back();
    Entry entry;
    entry.id = ++last_action_;
    entry.decided_ms = now_ms_;
    entry.due_ms = now_ms_ + delay_of(entry.id, wanted.delay_ms, options_.key);
    entry.expires_ms = now_ms_ + lasts_ms(wanted);
    entry.amount = amount;
    entry.subject = wanted.subject;
    entry.merchant = wanted.merchant;
    entry.grounds = 1;
    entry.kind = wanted.kind;
    entry.subject_kind = wanted.subject_kind;
    entry.state = ActionState::decided;
    entry.reasons = wanted.reasons;
    entries_[slot] = entry;
    append_text(texts_[slot], wanted.subject_id);
    append_text(texts_[slot], wanted.merchant_id);
    append_ground(texts_[slot], wanted);
    slots_[entry.id] = slot;
    in_force_[key_of(entry.kind, entry.subject_kind, entry.subject)] = slot;
    return slot;
}

void ActionBook::drop(Slot slot) {
    slots_.erase(entries_[slot].id);
    entries_[slot] = {};
    std::string().swap(texts_[slot]);
    free_.push_back(slot);
    thin_alarms();
}

void ActionBook::index() {
    slots_.clear();
    in_force_.clear();
    alarms_.clear();
    for (Slot slot = 0; slot < entries_.size(); ++slot) {
        Entry& entry = entries_[slot];
        if (entry.id == 0) {
            continue;
        }
        slots_[entry.id] = slot;
        if (is_in_force(entry.state)) {
            in_force_[key_of(entry.kind, entry.subject_kind, entry.subject)] = slot;
        }
        entry.alarm_ms = INT64_MAX;
        wake(entry);
    }
}

std::int64_t ActionBook::next_moment(const Entry& entry) const {
    if (is_end(entry.state)) {
        return entry.ended_ms + options_.confirm_within_ms;
    }
    return entry.state == ActionState::decided ? std::min(entry.due_ms, entry.expires_ms)
                                               : entry.expires_ms;
}

// An action has one alarm that counts, never too late; one that is too early is put off when it
// rings.
void ActionBook::wake(Entry& entry) {
    const std::int64_t at_ms = next_moment(entry);
    if (at_ms < entry.alarm_ms) {
        entry.alarm_ms = at_ms;
        alarms_.add({at_ms, entry.id});
    }
}

// Alarms of what left the book are never more than those that count, and a few.
void ActionBook::thin_alarms() {
    constexpr std::size_t few = 1024;
    if (alarms_.size() > 2 * slots_.size() + few) {
        index();
    }
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
    const auto known = grounds_in(texts_in(texts_[slot]));
    const bool is_new = !knows_decision(known, wanted.decision);
    const bool is_kept = is_new && known.size() < grounds_max;
    entry.grounds += is_new ? 1 : 0;
    if (is_kept) {
        append_ground(texts_[slot], wanted);
    }
    const Why why{"policy", wanted.reason};
    const std::int64_t expires_ms = now_ms_ + lasts_ms(wanted);
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

Transition ActionBook::told(Slot slot, ActionState from, const Why& why) {
    Transition transition;
    transition.number = ++last_transition_;
    transition.action = facts(slot);
    transition.from = from;
    transition.to = entries_[slot].state;
    transition.at_ms = now_ms_;
    transition.by = why.by;
    transition.reason = why.reason;
    return transition;
}

bool ActionBook::awaits_answer(const Entry& entry) {
    if (entry.state == ActionState::applied) {
        return entry.capture_step != 0;
    }
    return entry.state == ActionState::due ||
           (is_end(entry.state) && entry.state != ActionState::refused);
}

ActionFacts ActionBook::facts(Slot slot) const {
    const Entry& entry = entries_[slot];
    const auto texts = texts_in(texts_[slot]);
    ActionFacts facts;
    facts.id = entry.id;
    facts.kind = entry.kind;
    facts.subject_kind = entry.subject_kind;
    facts.subject = entry.subject;
    facts.merchant = entry.merchant;
    facts.subject_id = texts[0];
    facts.merchant_id = texts[1];
    facts.state = entry.state;
    facts.amount = entry.amount;
    facts.captured = entry.captured;
    facts.released = entry.released;
    facts.decided_ms = entry.decided_ms;
    facts.due_ms = entry.due_ms;
    facts.expires_ms = entry.expires_ms;
    facts.awaits_ms = awaits_answer(entry) ? entry.asked_ms : 0;
    facts.reasons = entry.reasons;
    facts.grounds = grounds_in(texts);
    facts.grounds_known = entry.grounds;
    return facts;
}

}  // namespace shouxin::live
