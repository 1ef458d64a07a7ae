// Which actions are in force, and what becomes of them? The book that turns decisions, orders and
// the passing of time into transitions: each action is decided once, sent, acknowledged and ended
// once, and whatever may have had an effect is taken back by a message of its own.
// docs/formats/actions.md has the life of an action.
//
// A fold: the same calls give the same transitions. Time is the log's (if it falls, the latest
// time stands); delays are a keyed hash of the action's number. Not thread-safe.
#pragma once

#include "base/hash.h"
#include "base/result.h"
#include "live/actions/alarms.h"
#include "live/actions/answers.h"
#include "live/actions/brake.h"
#include "live/actions/orders.h"
#include "live/actions/transition.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace shouxin::live {

// What a decision asks for. Views need to live for the call only.
struct Wanted {
    static constexpr std::uint32_t no_merchant = 0xffffffff;

    model::Action kind = model::Action::count;
    model::SubjectKind subject_kind = model::SubjectKind::count;
    std::uint32_t subject = 0;             // dense, by subject_kind
    std::string_view subject_id;           // of its events
    std::uint32_t merchant = no_merchant;  // whose settlement it touches
    std::string_view merchant_id;
    std::int64_t amount = 0;            // in fen, what a hold keeps back; above 10^13 is cut off
    std::string_view rule;              // of each of these texts the first 500 bytes are kept
    std::string_view policy;            // its version
    std::string_view decision;          // its id
    std::string_view reason;            // the rule's words
    model::Reasons reasons;             // the judge's
    std::int64_t expires_after_ms = 0;  // 0: as is usual for the kind
    std::int64_t delay_least_ms = 0;    // it becomes due at some moment between these two
    std::int64_t delay_most_ms = 0;

    [[nodiscard]] std::int64_t lasts_ms() const;
};

struct Foretold {
    enum class Fate : std::uint8_t { taken, joined, braked };
    Fate fate = Fate::taken;
    Cap cap = Cap::none;  // if braked
};

class ActionBook {
public:
    struct Options {
        HashKey key = {};                      // of delays and idempotency keys
        std::size_t actions_max = 10'000'000;  // in the book, about 400 bytes each; past it, braked
        std::size_t answers_max = 1U << 16;    // remembered for repeats
        std::int64_t least_extension_ms = 3'600'000;  // decisions don't extend by less
        std::int64_t confirm_within_ms =
            30LL * 86'400'000;  // an end that nobody confirms is dropped
    };

    explicit ActionBook(const Options& options);

    // The policy's caps, from the next decision on.
    void limit(const BrakeLimits& limits) { brake_.limit(limits); }

    // Starts the action, unless one of its kind is in force on the subject: then the later expiry
    // wins, and the first four grounds are kept. No transition if nothing changed; `braked` (the
    // cap says why) instead of an action that would be too much. Empty or one or two transitions.
    // REQUIRES: the kind applies to the subject's kind; amount and times are not negative.
    std::vector<Transition> decide(const Wanted& wanted, std::int64_t at_ms);

    // What decide() would do with each, one after the other, at `at_ms`: none of them is taken.
    // REQUIRES: no subject twice.
    [[nodiscard]] std::vector<Foretold> foretell(
        std::span<const Wanted> wanted, std::int64_t at_ms) const;

    // `not_found` if the book has no such action (it ended and was confirmed, or never was),
    // `conflict` if its state doesn't allow it or the key was used for another order, `invalid` for
    // an order that makes no sense. After an error nothing has changed, nothing is remembered.
    Result<Ordered> order(const ActionOrder& order, std::int64_t at_ms);

    // What became due, expired or was never confirmed by then, by moment and then by number.
    // Constant time when there is nothing.
    std::vector<Transition> tick(std::int64_t at_ms);

    // New dense indices by the old ones, for each kind of subject; `gone` for a name that was
    // forgotten, whose messages start again at sequence 1.
    static constexpr std::uint32_t gone = 0xffffffff;
    using Renumbering = std::array<std::vector<std::uint32_t>, model::subject_kind_count>;

    // The names were counted anew. REQUIRES: no subject or merchant that each_subject() tells
    // is gone.
    void renumber(const Renumbering& to);

    // visit(SubjectKind, index, id): of each action in the book its subject, and its merchant if it
    // has one; by slot, some several times.
    template <class Visit>
    void each_subject(Visit visit) const;

    [[nodiscard]] std::optional<ActionFacts> find(ActionId action) const;

    // The action of this kind that is in force on the subject.
    [[nodiscard]] std::optional<ActionId> in_force(
        model::Action kind, model::SubjectKind subject_kind, std::uint32_t subject) const;

    [[nodiscard]] std::size_t size() const { return slots_.size(); }

    // No tick() before this moment has anything to say.
    [[nodiscard]] std::int64_t next_due_ms() const { return alarms_.next_ms(); }

    // Moments that are waited for: at most twice the actions, and a thousand.
    [[nodiscard]] std::size_t alarms() const { return alarms_.size(); }

    [[nodiscard]] const Brake& brake() const { return brake_; }

    // Under which the brake counts the holds of a rule and its version.
    [[nodiscard]] std::uint64_t brake_key(std::string_view rule, std::string_view policy) const;

    // Not the options: who loads makes the book with the same.
    template <class Archive>
    void archive(Archive& a) {
        a(now_ms_, last_action_, last_transition_, last_message_);
        a(entries_, texts_, free_, sequences_, brake_, answers_);
        if constexpr (Archive::loading) {
            index();
        }
    }

private:
    using Slot = std::uint32_t;

    struct Entry {
        ActionId id = 0;  // 0: the slot is free
        std::int64_t decided_ms = 0;
        std::int64_t due_ms = 0;
        std::int64_t expires_ms = 0;
        std::int64_t ended_ms = 0;
        std::int64_t asked_ms = 0;          // what must be answered; extensions needn't
        std::int64_t alarm_ms = INT64_MAX;  // the one of its alarms that counts
        std::int64_t amount = 0;
        std::int64_t captured = 0;
        std::int64_t released = 0;
        std::int64_t capturing = 0;      // what message capture_step asked for
        std::int64_t captured_told = 0;  // as of its last transition, as the next
        std::int64_t released_told = 0;
        std::uint32_t subject = 0;
        std::uint32_t merchant = 0;
        std::uint32_t grounds = 0;
        std::uint32_t steps = 0;         // messages so far
        std::uint32_t capture_step = 0;  // the one that awaits its answer
        std::uint32_t end_step = 0;      // the one that made its end known
        model::Action kind = model::Action::count;
        model::SubjectKind subject_kind = model::SubjectKind::count;
        ActionState state = ActionState::none;
        ActionState ended = ActionState::none;
        model::Reasons reasons;

        template <class Archive>
        void archive(Archive& a) {
            a(id,
              decided_ms,
              due_ms,
              expires_ms,
              ended_ms,
              asked_ms,
              alarm_ms,
              amount,
              captured,
              released,
              capturing,
              captured_told,
              released_told,
              subject,
              merchant,
              grounds,
              steps,
              capture_step,
              end_step,
              kind,
              subject_kind,
              state,
              ended,
              reasons);
        }
    };

    struct Why {
        std::string_view by;
        std::string_view reason;
    };

    static std::uint64_t key_of(
        model::Action kind, model::SubjectKind subject_kind, std::uint32_t subject) {
        return static_cast<std::uint64_t>(kind) << 40 |
               static_cast<std::uint64_t>(subject_kind) << 32 | subject;
    }

    void pass_time(std::int64_t at_ms);
    Slot add(const Wanted& wanted, std::int64_t amount);
    void add_ground(Slot slot, const Wanted& wanted);
    [[nodiscard]] std::vector<Ground> grounds(Slot slot) const;
    void drop(Slot slot);
    void index();
    [[nodiscard]] std::int64_t next_moment(const Entry& entry) const;
    void wake(Entry& entry);
    void thin_alarms();

    Transition braked(const Wanted& wanted, Cap cap);
    std::vector<Transition> join(Slot slot, const Wanted& wanted);
    Transition extended(Slot slot, std::int64_t expires_ms, const Why& why);
    Transition become_due(Slot slot, const Why& why);
    Transition end(Slot slot, ActionState end, const Why& why);
    Transition finish(Slot slot, ActionState last, const Why& why);
    std::optional<Transition> on_alarm(Slot slot, std::int64_t alarm_ms);

    Result<Ordered> order_once(const ActionOrder& order);
    Result<std::optional<Transition>> carry_out(Slot slot, const ActionOrder& order);
    Result<std::optional<Transition>> acknowledge(Slot slot, const ActionOrder& order);
    Result<std::optional<Transition>> answer_apply(Slot slot, bool refused, const Why& why);
    Transition answer_capture(Slot slot, bool refused, const Why& why);
    Result<std::optional<Transition>> capture(Slot slot, const ActionOrder& order);
    Transition capture_part(Slot slot, std::int64_t amount, const Why& why);
    Result<std::optional<Transition>> extend(Slot slot, const ActionOrder& order);

    void ask(Transition& transition, Slot slot, Ask ask);
    [[nodiscard]] Flow flow_since(Slot slot, ActionState from);
    Transition told(Slot slot, ActionState from, const Why& why);
    static bool awaits_answer(const Entry& entry);
    [[nodiscard]] ActionFacts facts(Slot slot) const;

    Options options_;
    std::int64_t now_ms_ = 0;
    ActionId last_action_ = 0;
    std::uint64_t last_transition_ = 0;
    std::uint64_t last_message_ = 0;
    std::vector<Entry> entries_;
    std::vector<std::string> texts_;  // of each entry: ids and grounds, packed
    std::vector<Slot> free_;
    std::array<std::vector<std::uint32_t>, model::subject_kind_count> sequences_;  // by subject
    Brake brake_;
    Answers answers_;

    // These follow from the entries.
    std::unordered_map<ActionId, Slot> slots_;
    std::unordered_map<std::uint64_t, Slot> in_force_;  // by kind and subject
    Alarms alarms_;
};

template <class Visit>
void ActionBook::each_subject(Visit visit) const {
    for (Slot slot = 0; slot < entries_.size(); ++slot) {
        if (entries_[slot].id == 0) {
            continue;
        }
        const ActionFacts one = facts(slot);
        visit(one.subject_kind, one.subject, std::string_view(one.subject_id));
        if (one.merchant != Wanted::no_merchant) {
            visit(model::SubjectKind::merchant, one.merchant, std::string_view(one.merchant_id));
        }
    }
}

}  // namespace shouxin::live
