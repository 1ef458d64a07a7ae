// What changed in the life of an action, told so that whoever hears of it needs nothing else:
// a leaf of the ledger, rows of the records and a message to the marketplace are made of it. Plain
// values.
#pragma once

#include "live/actions/action_state.h"
#include "live/actions/brake.h"
#include "model/action.h"
#include "model/reason.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::live {

// Which decision asked for it.
struct Ground {
    std::string rule;
    std::string policy;    // the version of it
    std::string decision;  // its id
    std::string reason;    // the rule's own words

    friend bool operator==(const Ground&, const Ground&) = default;
};

// All that is known of an action at one moment. Amounts in fen, times in Unix milliseconds.
struct ActionFacts {
    ActionId id = 0;  // 0 if it was braked
    model::Action kind = model::Action::count;
    model::SubjectKind subject_kind = model::SubjectKind::count;
    std::uint32_t subject = 0;
    std::uint32_t merchant = 0;
    std::string subject_id;
    std::string merchant_id;  // empty: it concerns none
    ActionState state = ActionState::none;
    ActionState ended = ActionState::none;  // how, once it has; the state then goes on
    std::int64_t amount = 0;
    std::int64_t captured = 0;
    std::int64_t released = 0;
    std::int64_t decided_ms = 0;
    std::int64_t due_ms = 0;
    std::int64_t expires_ms = 0;
    std::int64_t awaits_ms = 0;  // since when the marketplace owes an answer; 0: it doesn't
    model::Reasons reasons;
    std::vector<Ground> grounds;      // the first ones
    std::uint32_t grounds_known = 0;  // all there were

    // What is still held.
    [[nodiscard]] std::int64_t held() const { return amount - captured - released; }
};

// How money moved, in fen: what is held, was captured or given back is more by so much than before.
// An undone capture, and one that the marketplace refused, makes `captured` less again.
struct Flow {
    std::int64_t held = 0;
    std::int64_t captured = 0;
    std::int64_t released = 0;

    friend bool operator==(const Flow&, const Flow&) = default;
};

struct Transition {
    std::uint64_t number = 0;  // 1, 2, 3, ... in the order of the book
    ActionFacts action;        // as it stands afterwards
    ActionState from = ActionState::none;
    ActionState to = ActionState::none;  // may be the same: extended, captured in part, joined
    std::int64_t at_ms = 0;
    std::string by;  // "policy", "clock", "marketplace", or who ordered it
    std::string reason;
    std::int64_t amount = 0;  // what this moved: held, captured or given back
    Flow flow;
    Cap cap = Cap::none;   // if braked
    bool refused = false;  // the marketplace said no: somebody must be told

    // The message that it needs, if ask isn't nothing.
    Ask ask = Ask::nothing;
    std::uint32_t step = 0;      // which message about this action, from 1
    std::uint32_t sequence = 0;  // which message about this subject, from 1 without gaps
    std::uint64_t message = 0;   // which message of all, from 1 without gaps
};

// Whether a person must be told: it was braked or refused, or its end wasn't confirmed.
inline bool needs_attention(const Transition& t) {
    return t.to == ActionState::braked || t.to == ActionState::unconfirmed || t.refused;
}

}  // namespace shouxin::live
