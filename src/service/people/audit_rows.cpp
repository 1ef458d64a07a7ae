#include "service/people/audit_rows.h"

#include "proof/json.h"

#include <string>

namespace shouxin::service {
namespace {

using proof::Json;

port::Value text(const Json& entry, std::string_view name) {
    const Json* const found = entry.find(name);
    return found == nullptr || found->as_text() == nullptr ? std::string() : *found->as_text();
}

}  // namespace

port::Table audit_table() {
    constexpr port::ColumnType integer = port::ColumnType::integer;
    constexpr port::ColumnType text = port::ColumnType::text;
    return {
        "audit",
        {{"number", integer},  // of the log's record
         {"at_ms", integer},
         {"by", text},
         {"what", text},
         {"subject", text},
         {"failed", integer},
         {"detail", text}},
        {{"by", "number"}, {"what", "number"}, {"subject", "number"}}};
}

void add_audit(const live::Effects& effects, std::vector<port::Change>& changes) {
    const auto entry = proof::parse_canonical(effects.audit);
    if (!entry) {
        return;
    }
    const Json* const failed = entry->find("failed");
    const Json* const detail = entry->find("detail");
    const bool undone = failed != nullptr && failed->text() == "true";
    changes.push_back(
        {port::Change::Kind::put,
         "audit",
         {static_cast<std::int64_t>(effects.record),
          effects.at_ms,
          text(*entry, "by"),
          text(*entry, "what"),
          text(*entry, "subject"),
          std::int64_t{undone ? 1 : 0},
          detail == nullptr ? std::string("{}") : detail->text()}});
}

}  // namespace shouxin::service
