#include "service/quality/agreement.h"

#include "service/live/label_rows.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::service {
namespace {

using port::Condition;
using port::Row;
using port::Value;
using proof::Json;

constexpr std::size_t page_max = 1000;
constexpr std::size_t told_max = 50;

const Value& cell(const Row& row, LookColumn column) {
    return row[static_cast<std::size_t>(column)];
}

Json json_of(const Value& value) {
    if (const auto* const number = std::get_if<std::int64_t>(&value)) {
        return *number;
    }
    const auto* const text = std::get_if<std::string>(&value);
    return text == nullptr ? Json() : Json(*text);
}

bool is_fake(const Row& row, LookColumn column) {
    return cell(row, column) == Value(std::int64_t{1});
}

Json disagreement(const Row& row) {
    Json json = Json::object();
    json.put("at_ms", json_of(cell(row, LookColumn::second_ms)))
        .put("first_by", json_of(cell(row, LookColumn::first_by)))
        .put("first_fake", json_of(cell(row, LookColumn::first_fake)))
        .put("id", json_of(cell(row, LookColumn::id)))
        .put("second_by", json_of(cell(row, LookColumn::second_by)))
        .put("second_fake", json_of(cell(row, LookColumn::second_fake)))
        .put("settled_by", json_of(cell(row, LookColumn::settled_by)));
    return json;
}

}  // namespace

std::uint64_t Agreement::of() const {
    return agreed() + counts_[0][1] + counts_[1][0];
}

std::optional<std::int64_t> Agreement::kappa_ppm() const {
    if (of() == 0) {
        return std::nullopt;
    }
    const auto share = [&](std::uint64_t part) {
        return static_cast<double>(part) / static_cast<double>(of());
    };
    const double first = share(counts_[1][0] + counts_[1][1]);
    const double second = share(counts_[0][1] + counts_[1][1]);
    const double by_chance = first * second + (1 - first) * (1 - second);
    if (by_chance >= 1) {
        return std::nullopt;
    }
    const double kappa = (share(agreed()) - by_chance) / (1 - by_chance);
    return static_cast<std::int64_t>(std::llround(kappa * 1e6));
}

Result<Json> measure_agreement(port::Records& records, std::size_t looks_max) {
    Agreement agreement;
    Json::Array disagreements;
    port::Query query;
    query.table = "second_looks";
    query.where = {{"second_ms", Condition::Is::not_equal, {}}};
    query.order_by = "second_ms";
    query.descending = true;
    query.limit = page_max;
    bool more = true;
    while (more && agreement.of() < looks_max) {
        TRY(std::vector<Row> rows, records.list(query));
        for (const Row& row : rows) {
            const bool first = is_fake(row, LookColumn::first_fake);
            const bool second = is_fake(row, LookColumn::second_fake);
            agreement.add(first, second);
            if (first != second && disagreements.size() < told_max) {
                disagreements.push_back(disagreement(row));
            }
        }
        more = rows.size() == page_max;
        if (more) {
            query.after = std::move(rows.back());
        }
    }
    const std::vector<Condition> wanted{{"state", Condition::Is::equal, std::string("wanted")}};
    TRY(const std::uint64_t waiting, records.count("second_looks", wanted, looks_max));
    const std::optional<std::int64_t> kappa = agreement.kappa_ppm();
    Json json = Json::object();
    json.put("agreed", agreement.agreed())
        .put("disagreements", std::move(disagreements))
        .put("kappa_ppm", kappa ? Json(*kappa) : Json())
        .put("of", agreement.of())
        .put("wanted", waiting);
    return json;
}

}  // namespace shouxin::service
