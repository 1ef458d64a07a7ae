// What do the records keep of actions? Their tables, and the rows that a transition writes: the
// caller writes all of a transition's changes together with the number of the log that it reached,
// so that each is written once. docs/formats/actions.md. Pure functions.
#pragma once

#include "live/actions/transition.h"
#include "port/records.h"
#include "service/outbox/endpoint.h"

#include <span>
#include <string>
#include <vector>

namespace shouxin::service {

// `actions` by number, `action_history` by the transition's, `outbox` by message and endpoint,
// `alerts`.
std::vector<port::Table> action_tables();

// The columns of `actions`, in order.
enum class ActionColumn : std::uint8_t {
    id,  // its number
    kind,
    subject_kind,
    subject,
    merchant,
    state,
    ended,  // how, once it has
    amount,
    captured,
    released,
    decided_ms,
    due_ms,
    expires_ms,
    awaits_ms,
    changed_ms,
    rule,  // of its first ground, as the next two
    policy,
    decision,
    reasons,  // JSON
    grounds,  // JSON
    grounds_known,
};

// The columns of `outbox`, in order.
enum class OutboxColumn : std::uint8_t {
    id,        // "act-17-1/market"
    number,    // of the message: what is delivered in order
    endpoint,  // its name
    subject,   // "order/o-1"
    action,    // its number
    step,
    kind,
    ask,
    state,  // "waiting", "sent", "dead"
    attempts,
    next_ms,  // not before
    created_ms,
    sent_ms,  // nothing until then
    status,   // of the last answer; nothing if there was none
    problem,  // why the last attempt failed
    body,
    count,
};

// Of the row of an action as it stands after the transition; not for one that was braked.
port::Row action_row(const live::Transition& t);

// Everything: the action, its history, a message for each endpoint that wants the kind, and an
// alert if a person must be told.
std::vector<port::Change> changes_of(
    const live::Transition& t, std::span<const Endpoint> endpoints);

}  // namespace shouxin::service
