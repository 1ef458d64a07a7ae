#include "service/live/label_rows.h"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace shouxin::service {
namespace {

using port::Change;
using port::ColumnType;
using port::Row;
using port::Value;

constexpr ColumnType integer = ColumnType::integer;
constexpr ColumnType text = ColumnType::text;

std::string name_of(model::SubjectKind kind, const std::string& id) {
    return fmt::format("{}/{}", model::text_of(kind).name, id);
}

Value some(const std::string& of) {
    return of.empty() ? Value{} : Value(of);
}

Value fake(const live::Said& said) {
    return std::int64_t{said.fake ? 1 : 0};
}

void add_label(const live::Label& label, std::vector<Change>& changes) {
    changes.push_back(
        {label.withdrawn ? Change::Kind::erase : Change::Kind::put,
         "labels",
         {name_of(label.subject.kind, label.subject_id),
          std::int64_t{label.fake ? 1 : 0},
          label.by,
          label.at_ms,
          label.reason}});
}

void add_look(const live::Look& look, std::vector<Change>& changes) {
    std::string id = name_of(look.kind, look.subject_id);
    if (!look.look) {
        Row row(second_looks_table().columns.size());
        row.front() = std::move(id);
        changes.push_back({Change::Kind::erase, "second_looks", std::move(row)});
        return;
    }
    const live::SecondLook& of = *look.look;
    const auto by = [](const std::optional<live::Said>& said) {
        return said ? Value(said->by) : Value{};
    };
    const auto at = [](const std::optional<live::Said>& said) {
        return said ? Value(said->at_ms) : Value{};
    };
    changes.push_back(
        {Change::Kind::put,
         "second_looks",
         {std::move(id),
          std::string(of.state()),
          of.first.by,
          fake(of.first),
          of.first.at_ms,
          by(of.second),
          of.second ? fake(*of.second) : Value{},
          at(of.second),
          some(of.second_reason),
          by(of.settled),
          at(of.settled),
          some(look.merchant_id),
          look.amount}});
}

void add_queued(
    const live::Queued& queued,
    const live::Effects& effects,
    std::uint64_t place,
    std::vector<Change>& changes) {
    changes.push_back(
        {queued.waits ? Change::Kind::put : Change::Kind::erase,
         "waiting",
         {name_of(queued.kind, queued.subject_id),
          static_cast<std::int64_t>((effects.record << 20) + place),
          effects.at_ms,
          some(queued.decision),
          some(queued.merchant_id),
          queued.amount}});
}

}  // namespace

port::Table labels_table() {
    return {
        "labels",
        {{"id", text}, {"fake", integer}, {"by", text}, {"at_ms", integer}, {"reason", text}},
        {{"at_ms"}, {"by", "at_ms"}}};
}

port::Table second_looks_table() {
    return {
        "second_looks",
        {{"id", text},
         {"state", text},
         {"first_by", text},
         {"first_fake", integer},
         {"first_ms", integer},
         {"second_by", text},
         {"second_fake", integer},
         {"second_ms", integer},
         {"second_reason", text},
         {"settled_by", text},
         {"settled_ms", integer},
         {"merchant", text},
         {"amount", integer}},
        {{"state", "first_ms"}, {"second_ms"}}};
}

port::Table waiting_table() {
    return {
        "waiting",
        {{"id", text},
         {"number", integer},
         {"at_ms", integer},
         {"decision", text},
         {"merchant", text},
         {"amount", integer}},
        {{"number"}}};
}

void add_labels(const live::Effects& effects, std::vector<Change>& changes) {
    if (effects.label) {
        add_label(*effects.label, changes);
    }
    if (effects.look) {
        add_look(*effects.look, changes);
    }
    for (std::size_t place = 0; place < effects.queue.size(); ++place) {
        add_queued(effects.queue[place], effects, place, changes);
    }
}

}  // namespace shouxin::service
