#include "service/outbox/alerts.h"

#include "live/actions/action_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ranges>
#include <string_view>
#include <utility>

namespace shouxin::service {
namespace {

using port::Change;
using port::Row;
using port::Value;

constexpr std::int64_t hour_ms = 3'600'000;

Value some(const std::string& text) {
    return text.empty() ? Value{} : Value(text);
}

Value some(std::int64_t number) {
    return number == 0 ? Value{} : Value(number);
}

Value& at(Row& row, AlertColumn column) {
    return row[static_cast<std::size_t>(column)];
}

// One an hour for each cap and merchant, however many holds the brake stops.
void tell_braked(const live::Transition& t, Alert& alert) {
    alert.cap = name_of(t.cap);
    alert.amount = t.amount;
    alert.id = fmt::format("braked/{}/{}/{}", alert.cap, alert.merchant, t.at_ms / hour_ms);
    alert.what = "braked";
    alert.text = fmt::format(
        "'{}' on {} was not taken, because of the brake '{}': look at the rule '{}', and decide by "
        "hand",
        alert.kind,
        alert.subject,
        alert.cap,
        alert.rule);
}

void tell_unfinished(const live::Transition& t, Alert& alert) {
    alert.id = fmt::format("action/{}", t.number);
    alert.action = static_cast<std::int64_t>(t.action.id);
    alert.what = t.to == live::ActionState::unconfirmed ? "unconfirmed" : "refused";
    alert.text = fmt::format(
        "the marketplace {} '{}' on {} ({}): settle it with them by hand",
        t.refused ? "refused what was asked for" : "never confirmed the end of",
        alert.kind,
        alert.subject,
        live::to_text(t.action.id));
}

// What was written last: a change that waits, else the row.
Result<std::optional<Row>> newest(
    port::Records& records, const std::string& id, const std::vector<Change>& changes) {
    const auto is_it = [&](const Change& change) {
        return change.table == "alerts" && change.row.front() == Value(id);
    };
    const auto from_end = std::views::reverse(changes);
    const auto found = std::ranges::find_if(from_end, is_it);
    if (found != from_end.end()) {
        return std::optional(found->row);
    }
    return records.find("alerts", id);
}

}  // namespace

port::Table alerts_table() {
    constexpr port::ColumnType integer = port::ColumnType::integer;
    constexpr port::ColumnType text = port::ColumnType::text;
    return {
        "alerts",
        {{"id", text},
         {"at_ms", integer},
         {"what", text},
         {"action", integer},
         {"merchant", text},
         {"text", text},
         {"state", text},
         {"closed_by", text},
         {"closed_ms", integer},
         {"cap", text},
         {"kind", text},
         {"subject", text},
         {"rule", text},
         {"amount", integer},
         {"closed_reason", text}},
        {{"state", "at_ms"}, {"what", "at_ms"}}};
}

Change alert_change(const Alert& alert) {
    return {
        Change::Kind::put,
        "alerts",
        {alert.id,
         alert.at_ms,
         alert.what,
         some(alert.action),
         some(alert.merchant),
         alert.text,
         std::string(alert.closed_by.empty() ? "open" : "closed"),
         some(alert.closed_by),
         some(alert.closed_ms),
         some(alert.cap),
         some(alert.kind),
         some(alert.subject),
         some(alert.rule),
         some(alert.amount),
         some(alert.closed_reason)}};
}

Alert alert_of(const live::Transition& t) {
    Alert alert;
    alert.at_ms = t.at_ms;
    alert.merchant = t.action.merchant_id;
    alert.kind = text_of(t.action.kind).name;
    alert.subject = fmt::format("{}/{}", text_of(t.action.subject_kind).name, t.action.subject_id);
    alert.rule = t.action.grounds.front().rule;
    alert.amount = t.action.amount;
    if (t.to == live::ActionState::braked) {
        tell_braked(t, alert);
    } else {
        tell_unfinished(t, alert);
    }
    return alert;
}

Result<void> close_alert(
    port::Records& records, const live::AlertClosed& closed, std::vector<Change>& changes) {
    TRY(std::optional<Row> row, newest(records, closed.alert, changes));
    if (row && at(*row, AlertColumn::state) == Value(std::string("open"))) {
        at(*row, AlertColumn::state) = std::string("closed");
        at(*row, AlertColumn::closed_by) = closed.by;
        at(*row, AlertColumn::closed_ms) = closed.at_ms;
        at(*row, AlertColumn::closed_reason) = some(closed.reason);
        changes.push_back({Change::Kind::put, "alerts", *std::move(row)});
    }
    return {};
}

}  // namespace shouxin::service
