// How the book keeps its actions and finds them again: a part of action_book.h.
#include "base/must.h"
#include "live/actions/action_book.h"
#include "live/actions/packed_texts.h"

#include <algorithm>

namespace shouxin::live {
namespace {

constexpr std::size_t texts_before_grounds = 2;  // the subject's id, the merchant's
constexpr std::size_t texts_a_ground = 4;

std::int64_t delay_of(ActionId action, const Wanted& wanted, HashKey key) {
    const auto window = static_cast<std::uint64_t>(wanted.delay_most_ms - wanted.delay_least_ms);
    return wanted.delay_least_ms +
           static_cast<std::int64_t>(siphash(to_text(action), key) % (window + 1));
}

}  // namespace

std::int64_t Wanted::lasts_ms() const {
    return expires_after_ms > 0 ? expires_after_ms : std::int64_t{text_of(kind).expiry_s} * 1000;
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
    entry.due_ms = now_ms_ + delay_of(entry.id, wanted, options_.key);
    entry.expires_ms = now_ms_ + wanted.lasts_ms();
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
    add_ground(slot, wanted);
    slots_[entry.id] = slot;
    in_force_[key_of(entry.kind, entry.subject_kind, entry.subject)] = slot;
    return slot;
}

void ActionBook::add_ground(Slot slot, const Wanted& wanted) {
    for (const auto text : {wanted.rule, wanted.policy, wanted.decision, wanted.reason}) {
        append_text(texts_[slot], text);
    }
}

std::vector<Ground> ActionBook::grounds(Slot slot) const {
    const auto texts = texts_in(texts_[slot]);
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
    facts.ended = entry.ended;
    facts.amount = entry.amount;
    facts.captured = entry.captured;
    facts.released = entry.released;
    facts.decided_ms = entry.decided_ms;
    facts.due_ms = entry.due_ms;
    facts.expires_ms = entry.expires_ms;
    facts.awaits_ms = awaits_answer(entry) ? entry.asked_ms : 0;
    facts.reasons = entry.reasons;
    facts.grounds = grounds(slot);
    facts.grounds_known = entry.grounds;
    return facts;
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

}  // namespace shouxin::live
