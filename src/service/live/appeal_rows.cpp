#include "service/live/appeal_rows.h"

#include "service/outbox/alerts.h"

#include <fmt/format.h>

#include <string>

namespace shouxin::service {

port::Table appeals_table() {
    constexpr port::ColumnType integer = port::ColumnType::integer;
    constexpr port::ColumnType text = port::ColumnType::text;
    return {
        "appeals",
        {{"id", text},
         {"number", integer},
         {"action", integer},
         {"merchant", text},
         {"state", text},
         {"text", text},
         {"by", text},
         {"at_ms", integer},
         {"answer", text},
         {"answered_by", text},
         {"answered_ms", integer}},
        {{"number"}, {"merchant", "number"}, {"state", "number"}, {"action"}}};
}

void add_appeal(const live::Appeal& appeal, std::vector<port::Change>& changes) {
    const bool answered = appeal.state != live::AppealState::open;
    const auto later = [&](port::Value value) { return answered ? value : port::Value{}; };
    const auto action = static_cast<std::int64_t>(appeal.action);
    changes.push_back(
        {port::Change::Kind::put,
         "appeals",
         {appeal.id(),
          static_cast<std::int64_t>(appeal.number),
          action,
          appeal.merchant,
          std::string(name_of(appeal.state)),
          appeal.text,
          appeal.by,
          appeal.at_ms,
          later(appeal.answer),
          later(appeal.answered_by),
          later(appeal.answered_ms)}});
    changes.push_back(alert_change(
        {.id = "appeal/" + appeal.id(),
         .at_ms = appeal.at_ms,
         .what = "appeal",
         .action = action,
         .merchant = appeal.merchant,
         .text = fmt::format(
             "the merchant appeals against {}: read {} and answer it",
             live::to_text(appeal.action),
             appeal.id()),
         .closed_by = appeal.answered_by,
         .closed_ms = appeal.answered_ms,
         .closed_reason = appeal.answer}));
}

}  // namespace shouxin::service
