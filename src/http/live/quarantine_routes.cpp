// What couldn't be read, line by line and by what is wrong. docs/formats/quarantine.md
#include "http/errand.h"
#include "http/live/api.h"
#include "http/live/listing.h"
#include "http/problem.h"
#include "intake/mending.h"
#include "intake/quarantine.h"
#include "service/live/tables.h"

#include <algorithm>
#include <map>
#include <utility>

namespace shouxin::http {
namespace {

using port::Row;
using proof::Json;

constexpr std::size_t looked_at_max = 10'000;
constexpr std::size_t groups_max = 1000;  // that are told; those with most lines
constexpr std::size_t rows_a_page = 1000;

const Listing& quarantine() {
    static const std::vector<port::Table> tables = service::live_tables();
    static const Listing listing{
        .table = *std::ranges::find(tables, "quarantine", &port::Table::name),
        .order_by = "at_ms",
        .filters = {"source", "reason"},
        .raw_columns = {"body"},
        .hidden_columns = {"source", "reason"}};
    return listing;
}

// Lines that one sender got wrong in one way.
struct Group {
    std::string source;
    std::string reason;
    std::uint64_t lines = 0;
    std::int64_t first_ms = 0;
    std::int64_t last_ms = 0;
};

class Groups {
public:
    // REQUIRES: not newer than the one before.
    void add(std::int64_t at_ms, const intake::QuarantineOrigin& origin) {
        Group& group = groups_[{origin.source, origin.reason}];
        if (group.lines++ == 0) {
            group.source = origin.source;
            group.reason = origin.reason;
            group.last_ms = at_ms;
        }
        group.first_ms = at_ms;
    }

    // The most lines first.
    [[nodiscard]] std::vector<Group> sorted() const {
        std::vector<Group> all;
        for (const auto& [key, group] : groups_) {
            all.push_back(group);
        }
        std::ranges::stable_sort(all, std::greater{}, &Group::lines);
        all.resize(std::min(all.size(), groups_max));
        return all;
    }

private:
    std::map<std::pair<std::string, std::string>, Group> groups_;
};

// What nobody knows how to mend is told as it stands.
Json words_json(const std::string& reason) {
    Json json_value = Json::object();
    const auto problem = intake::problem_of(reason);
    if (!problem) {
        return json_value.put("code", Json())
            .put("en", reason)
            .put("field", Json())
            .put("mend_en", Json())
            .put("mend_zh", Json())
            .put("zh", reason);
    }
    const intake::Mending told = intake::mending_of(*problem);
    const bool about_field = intake::is_about_field(problem->complaint);
    return json_value.put("code", intake::name_of(problem->complaint))
        .put("en", told.en)
        .put("field", about_field ? Json(intake::name_of(problem->field)) : Json())
        .put("mend_en", told.mend_en)
        .put("mend_zh", told.mend_zh)
        .put("zh", told.zh);
}

Json group_json(const Group& group) {
    return words_json(group.reason)
        .put("first_ms", group.first_ms)
        .put("last_ms", group.last_ms)
        .put("lines", group.lines)
        .put("reason", group.reason)
        .put("source", group.source);
}

Response reasons(port::Records& records) {
    Groups groups;
    port::Query query;
    query.table = quarantine().table.name;
    query.order_by = "at_ms";
    query.descending = true;
    query.limit = rows_a_page;
    std::size_t looked_at = 0;
    for (bool more = true; more && looked_at < looked_at_max;) {
        const Result<std::vector<Row>> rows = records.list(query);
        if (!rows) {
            return problem(rows.error());
        }
        for (const Row& row : *rows) {
            if (const auto origin = intake::quarantine_origin(std::get<std::string>(row[2]))) {
                groups.add(std::get<std::int64_t>(row[1]), *origin);
            }
        }
        looked_at += rows->size();
        more = rows->size() == rows_a_page;
        if (more) {
            query.after = rows->back();
        }
    }
    Json::Array items;
    for (const Group& group : groups.sorted()) {
        items.push_back(group_json(group));
    }
    return ok(Json::object()
                  .put("complete", Json::boolean(looked_at < looked_at_max))
                  .put("items", std::move(items))
                  .put("looked_at", looked_at));
}

}  // namespace

std::vector<Route> quarantine_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/quarantine",
         .needs = "market:read",
         .act = [&api](Request request, Respond respond) {
             answer_later(api.worker(), std::move(respond), [&api, request = std::move(request)] {
                 return list_page(api.engine().records(), quarantine(), request);
             });
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/quarantine/reasons",
         .needs = "market:read",
         .act = [&api](const Request& /*request*/, Respond respond) {
             answer_later(api.worker(), std::move(respond), [&api] {
                 return reasons(api.engine().records());
             });
         }});
    return routes;
}

}  // namespace shouxin::http
