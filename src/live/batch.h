// Whom does one order about many hit? What a person asks for at once, as the log keeps it; the
// subjects that it means; and what became of it, as it is remembered so that it can be undone in
// one step. Pure; not thread-safe.
#pragma once

#include "base/result.h"
#include "live/actions/action_book.h"
#include "live/decision.h"
#include "live/epoch_view.h"
#include "live/watch.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::live {

class State;

constexpr std::size_t batch_subjects_max = 5000;

// Either of a ring, or one by one.
struct BatchOrder {
    struct Named {
        std::string kind;
        std::string id;
    };

    std::string action;
    std::string ring;                      // R2
    std::string which;                     // orders, accounts, merchants or reviews of the ring
    std::int64_t probability_min_ppm = 0;  // of the ring's
    std::int64_t epoch = 0;                // `conflict` if it isn't the newest any more; 0: any
    std::vector<Named> subjects;
};

// Canonical JSON, and back: `corrupt` if text_of() can't have written it.
std::string text_of(const BatchOrder& order);
Result<BatchOrder> read_batch_order(std::string_view text);

struct BatchTarget {
    model::SubjectKind kind = model::SubjectKind::order;
    std::string id;
    std::optional<std::uint32_t> index;  // nothing: there is none of that name
    std::uint32_t ppm = 0;
};

struct BatchTargets {
    model::Action action = model::Action::count;
    std::uint64_t ring = 0;  // number, 0: none
    std::vector<BatchTarget> all;
};

// Each once; a ring's by probability, so that a brake lets the worst through first. `invalid` if
// the order makes no sense or means more than a batch may have, `not_found` without such a ring or
// anybody, `conflict` if the epoch has passed.
Result<BatchTargets> targets_of(const BatchOrder& order, const State& state);

// Why the action can't be taken on it at all; empty if it can.
std::string problem_with(const BatchTarget& target, model::Action action);

// What the book is asked for when a person wants the action. Views into `state` and the texts.
// REQUIRES: the action applies to the subject's kind.
struct PersonsGround {
    std::string_view by;
    std::string_view reason;
    std::string_view decision;
};

Wanted wanted_by(
    const PersonsGround& who, model::Action action, const Subject& subject, const State& state);

struct Batch {
    std::uint64_t number = 0;  // of the record that took it: b-17
    std::int64_t at_ms = 0;
    std::string by;
    std::string reason;
    model::Action action = model::Action::count;
    std::uint64_t ring = 0;          // number, 0: none
    std::uint64_t first_action = 0;  // they have numbers in a row: `taken` of them
    std::uint32_t subjects = 0;
    std::uint32_t taken = 0;
    std::uint32_t joined = 0;  // were in force already: not the batch's
    std::uint32_t braked = 0;
    std::uint32_t refused = 0;  // unknown, or not of a kind that the action applies to
    std::int64_t amount = 0;    // in fen: what the orders were paid that it took
    std::uint32_t undone = 0;
    std::string undone_by;
    std::int64_t undone_ms = 0;
    std::string undo_reason;

    // b-17
    [[nodiscard]] std::string id() const;

    template <class Archive>
    void archive(Archive& a) {
        a(number, at_ms, by, reason, action, ring, first_action, subjects, taken, joined, braked);
        a(refused, amount, undone, undone_by, undone_ms, undo_reason);
    }
};

// 17 of b-17; nothing if it is no batch's name.
std::optional<std::uint64_t> batch_number(std::string_view id);

// The newest ones: an older one's actions are undone one by one.
class Batches {
public:
    static constexpr std::size_t most = 4096;

    // REQUIRES: numbers ascend.
    void add(Batch batch);

    // Null if it isn't remembered. Valid until the next add().
    [[nodiscard]] Batch* find(std::uint64_t number);

    template <class Archive>
    void archive(Archive& a) {
        a(batches_);
    }

private:
    std::deque<Batch> batches_;  // by number
};

}  // namespace shouxin::live
