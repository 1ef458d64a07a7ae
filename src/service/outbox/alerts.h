// What must a person look at? Rows of `alerts`: what the brake stopped, what the marketplace
// refused or never confirmed, letters that couldn't be delivered, appeals. Pure but for the
// records. docs/formats/actions.md
#pragma once

#include "base/result.h"
#include "live/actions/transition.h"
#include "live/effects.h"
#include "port/records.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::service {

// The columns of `alerts`, in order.
enum class AlertColumn : std::uint8_t {
    id,
    at_ms,
    what,
    action,
    merchant,
    text,
    state,  // "open", "closed"
    closed_by,
    closed_ms,
    cap,  // of what was braked
    kind,
    subject,  // "order/o-1"
    rule,
    amount,
    closed_reason,
};

port::Table alerts_table();

struct Alert {
    std::string id;  // one that is there already is written over: it isn't told twice
    std::int64_t at_ms = 0;
    std::string what;  // "braked", "refused", "unconfirmed", "dead", "appeal"
    std::int64_t action = 0;
    std::string merchant;
    std::string text;            // a sentence
    std::string closed_by = {};  // empty: it is open
    std::int64_t closed_ms = 0;
    std::string closed_reason = {};
    std::string cap = {};
    std::string kind = {};
    std::string subject = {};
    std::string rule = {};
    std::int64_t amount = 0;  // in fen, of the action
};

port::Change alert_change(const Alert& alert);

// REQUIRES: needs_attention().
Alert alert_of(const live::Transition& t);

// Adds the change that closes it, as it stands after `changes`; none if it is closed, or gone.
Result<void> close_alert(
    port::Records& records, const live::AlertClosed& closed, std::vector<port::Change>& changes);

}  // namespace shouxin::service
