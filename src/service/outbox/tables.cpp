#include "service/outbox/tables.h"

#include "live/actions/message.h"
#include "service/outbox/alerts.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace shouxin::service {
namespace {

using port::ColumnType;
using port::Value;

port::TableColumn number(const char* name) {
    return {name, ColumnType::integer};
}

port::TableColumn text(const char* name) {
    return {name, ColumnType::text};
}

Value value(std::string_view text) {
    return std::string(text);
}

Value value(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}

Value value(std::int64_t number) {
    return number;
}

// Nothing instead of 0 or "".
template <class T>
Value some(const T& of) {
    return of == T{} ? Value{} : value(of);
}

std::string subject_of(const live::ActionFacts& action) {
    return fmt::format("{}/{}", text_of(action.subject_kind).name, action.subject_id);
}

port::Row history_row(const live::Transition& t) {
    return {
        value(t.number),
        some(t.action.id),
        value(t.at_ms),
        value(name_of(t.from)),
        value(name_of(t.to)),
        value(t.by),
        value(t.reason),
        value(t.amount),
        value(name_of(t.ask)),
        some(std::uint64_t{t.step}),
        value(live::text_of(t))};
}

port::Row outbox_row(const live::Transition& t, const Endpoint& endpoint) {
    return {
        value(live::message_id(t.action.id, t.step) + "/" + endpoint.name),
        value(t.message),
        value(endpoint.name),
        value(subject_of(t.action)),
        value(t.action.id),
        value(std::uint64_t{t.step}),
        value(model::text_of(t.action.kind).name),
        value(name_of(t.ask)),
        value("waiting"),
        value(std::int64_t{0}),
        value(t.at_ms),
        value(t.at_ms),
        Value{},
        Value{},
        value(""),
        value(live::message_of(t))};
}

port::Table actions_table() {
    return {
        "actions",
        {number("id"),           text("kind"),        text("subject_kind"), text("subject"),
         text("merchant"),       text("state"),       text("ended"),        number("amount"),
         number("captured"),     number("released"),  number("decided_ms"), number("due_ms"),
         number("expires_ms"),   number("awaits_ms"), number("changed_ms"), text("rule"),
         text("policy"),         text("decision"),    text("reasons"),      text("grounds"),
         number("grounds_known")},
        {{"state", "changed_ms"},
         {"subject_kind", "subject"},
         {"merchant"},
         {"decision"},
         {"awaits_ms"},
         {"ended", "changed_ms"},
         {"state", "expires_ms"},
         {"state", "amount"}}};
}

port::Table history_table() {
    return {
        "action_history",
        {number("id"),
         number("action"),
         number("at_ms"),
         text("from_state"),
         text("to_state"),
         text("by"),
         text("reason"),
         number("amount"),
         text("ask"),
         number("step"),
         text("transition")},
        {{"action"}, {"to_state", "at_ms"}}};
}

port::Table outbox_table() {
    return {
        "outbox",
        {text("id"),
         number("number"),
         text("endpoint"),
         text("subject"),
         number("action"),
         number("step"),
         text("kind"),
         text("ask"),
         text("state"),
         number("attempts"),
         number("next_ms"),
         number("created_ms"),
         number("sent_ms"),
         number("status"),
         text("problem"),
         text("body")},
        {{"endpoint", "state", "number"},
         {"state", "sent_ms"},
         {"endpoint", "subject", "number"},
         {"state", "number"},
         {"action", "number"}}};
}

}  // namespace

bool Endpoint::wants(model::Action kind) const {
    return kinds.empty() || std::ranges::find(kinds, kind) != kinds.end();
}

std::vector<port::Table> action_tables() {
    return {actions_table(), history_table(), outbox_table(), alerts_table()};
}

port::Row action_row(const live::Transition& t) {
    const live::ActionFacts& action = t.action;
    const live::Ground& first = action.grounds.front();
    return {
        value(action.id),
        value(model::text_of(action.kind).name),
        value(model::text_of(action.subject_kind).name),
        value(action.subject_id),
        some(action.merchant_id),
        value(name_of(action.state)),
        action.ended == live::ActionState::none ? Value{} : value(name_of(action.ended)),
        value(action.amount),
        value(action.captured),
        value(action.released),
        value(action.decided_ms),
        value(action.due_ms),
        value(action.expires_ms),
        some(action.awaits_ms),
        value(t.at_ms),
        value(first.rule),
        value(first.policy),
        value(first.decision),
        value(live::reasons_text(action.reasons)),
        value(live::grounds_text(action.grounds)),
        value(std::uint64_t{action.grounds_known})};
}

std::vector<port::Change> changes_of(
    const live::Transition& t, std::span<const Endpoint> endpoints) {
    using Kind = port::Change::Kind;
    std::vector<port::Change> changes{{Kind::put, "action_history", history_row(t)}};
    if (t.to != live::ActionState::braked) {
        changes.push_back({Kind::put, "actions", action_row(t)});
    }
    for (const Endpoint& endpoint : endpoints) {
        if (t.ask != live::Ask::nothing && endpoint.wants(t.action.kind)) {
            changes.push_back({Kind::put, "outbox", outbox_row(t, endpoint)});
        }
    }
    if (needs_attention(t)) {
        changes.push_back(alert_change(alert_of(t)));
    }
    return changes;
}

}  // namespace shouxin::service
