#include "service/live/tables.h"

#include "intake/quarantine.h"
#include "live/decision.h"
#include "service/live/appeal_rows.h"
#include "service/live/batch_rows.h"
#include "service/live/label_rows.h"
#include "service/people/audit_rows.h"

#include <fmt/format.h>

#include <utility>

namespace shouxin::service {
namespace {

using port::Change;
using port::ColumnType;
using port::Row;
using port::Table;

constexpr ColumnType integer = ColumnType::integer;
constexpr ColumnType text = ColumnType::text;

std::int64_t whole(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}

Change put(std::string table, Row row) {
    return {Change::Kind::put, std::move(table), std::move(row)};
}

Row row_of(const live::Decision& decision, std::uint64_t first_leaf) {
    return {
        decision.id(),
        whole((decision.record << 20) + decision.place),
        decision.at_ms,
        std::string(model::text_of(decision.subject.kind).name),
        decision.subject_id,
        decision.merchant_id,
        std::string(policy::name_of(decision.outcome)),
        std::int64_t{decision.ppm},
        std::string(live::name_of(decision.tier)),
        std::int64_t{decision.policy},
        whole(decision.ring),
        decision.event,
        whole(decision.leaf),
        whole(decision.leaf - first_leaf),
        decision.amount,
        live::told(decision).text()};
}

Row row_of(const live::RingView& ring, std::uint64_t epoch) {
    return {
        whole(ring.number),
        whole(epoch),
        std::int64_t{ring.ppm},
        ring.scheme,
        ring.amount,
        static_cast<std::int64_t>(ring.members.size()),
        static_cast<std::int64_t>(ring.orders.size()),
        std::int64_t{ring.first_s},
        std::int64_t{ring.last_s},
        ring.json};
}

Row row_of(const live::PolicyVersion& version) {
    return {
        std::int64_t{version.version},
        std::string(live::name_of(version.state)),
        version.by,
        version.at_ms,
        version.decided_by,
        version.decided_ms,
        version.reason,
        version.decided_reason,
        version.text};
}

void add_rejects(const live::Effects& effects, std::vector<Change>& changes) {
    std::string_view rest = effects.rejects;
    for (std::int64_t line = 1; !rest.empty(); ++line) {
        const std::size_t end = rest.find('\n');
        const std::string_view json = rest.substr(0, end);
        const auto origin = intake::quarantine_origin(json);
        changes.push_back(
            put("quarantine",
                {fmt::format("{:020}-{:06}", effects.record, line),
                 effects.at_ms,
                 std::string(json),
                 origin ? port::Value(origin->source) : port::Value(),
                 origin ? port::Value(origin->reason) : port::Value()}));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
}

}  // namespace

std::vector<Table> live_tables() {
    return {
        {"decisions",
         {{"id", text},
          {"number", integer},
          {"at_ms", integer},
          {"subject_kind", text},
          {"subject", text},
          {"merchant", text},
          {"outcome", text},
          {"probability_ppm", integer},
          {"answer", text},
          {"policy", integer},
          {"ring", integer},
          {"event", text},
          {"leaf", integer},
          {"ordinal", integer},
          {"amount", integer},
          {"body", text}},
         {{"number"},
          {"subject", "number"},
          {"merchant", "number"},
          {"outcome", "number"},
          {"ring", "number"},
          {"event"}}},
        {"rings",
         {{"number", integer},
          {"epoch", integer},
          {"probability_ppm", integer},
          {"scheme", text},
          {"amount", integer},
          {"members", integer},
          {"orders", integer},
          {"first_s", integer},
          {"last_s", integer},
          {"body", text}},
         {{"amount"}, {"epoch", "amount"}}},
        {"policies",
         {{"version", integer},
          {"state", text},
          {"by", text},
          {"at_ms", integer},
          {"decided_by", text},
          {"decided_ms", integer},
          {"reason", text},
          {"decided_reason", text},
          {"text", text}},
         {}},
        labels_table(),
        second_looks_table(),
        waiting_table(),
        appeals_table(),
        batches_table(),
        audit_table(),
        {"quarantine",
         {{"id", text}, {"at_ms", integer}, {"body", text}, {"source", text}, {"reason", text}},
         {{"at_ms"}, {"source", "at_ms"}, {"reason", "at_ms"}}},
        {"projections", {{"name", text}, {"log_number", integer}}, {}}};
}

void add_changes(const live::Effects& effects, std::vector<Change>& changes) {
    for (const live::Decision& decision : effects.decisions) {
        changes.push_back(put("decisions", row_of(decision, effects.first_leaf)));
    }
    for (const live::RingView& ring : effects.rings) {
        changes.push_back(put("rings", row_of(ring, effects.epoch)));
    }
    for (const live::PolicyVersion& version : effects.policies) {
        changes.push_back(put("policies", row_of(version)));
    }
    add_labels(effects, changes);
    if (effects.appeal) {
        add_appeal(*effects.appeal, changes);
    }
    if (effects.batch) {
        changes.push_back(batch_change(*effects.batch));
    }
    add_audit(effects, changes);
    add_rejects(effects, changes);
}

Change progress(std::string_view projection, std::uint64_t log_number) {
    return put("projections", {std::string(projection), whole(log_number)});
}

Result<std::uint64_t> progress_of(port::Records& records, std::string_view projection) {
    TRY(const std::optional<Row> row, records.find("projections", std::string(projection)));
    return row ? static_cast<std::uint64_t>(std::get<std::int64_t>((*row)[1])) : 0;
}

}  // namespace shouxin::service
