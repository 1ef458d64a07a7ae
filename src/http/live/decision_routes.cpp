#include "http/live/api.h"
#include "http/live/listing.h"
#include "http/problem.h"
#include "service/live/tables.h"

#include <algorithm>
#include <utility>

namespace shouxin::http {
namespace {

port::Table table(std::string_view name) {
    const std::vector<port::Table> tables = service::live_tables();
    return *std::ranges::find(tables, name, &port::Table::name);
}

const Listing& decisions() {
    static const Listing listing{
        .table = table("decisions"),
        .order_by = "number",
        .filters = {"subject_kind", "subject", "merchant", "outcome", "ring", "answer", "policy"},
        .body_column = "body",
        .names = {{"ring", "R"}}};
    return listing;
}

// By what they cost; the body is long and shown alone.
const Listing& rings() {
    static const Listing listing{
        .table = table("rings"),
        .order_by = "amount",
        .filters = {"epoch", "scheme"},
        .hidden_columns = {"body"},
        .names = {{"number", "R"}}};
    return listing;
}

const Listing& ring() {
    static const Listing listing{
        .table = table("rings"),
        .order_by = "amount",
        .filters = {},
        .raw_columns = {"body"},
        .names = {{"number", "R"}}};
    return listing;
}

Route list_route(Api& api, std::string pattern, std::string needs, const Listing& (*listing)()) {
    return {
        .method = Method::get,
        .pattern = std::move(pattern),
        .needs = std::move(needs),
        .act = [&api, listing](const Request& request, Respond respond) {
            respond(list_page(api.engine().records(), listing(), request));
        }};
}

// Of the newest epoch that found any, unless the query says of which.
Response ring_page(Api& api, Request request) {
    if (!request.query_value("epoch")) {
        port::Query newest;
        newest.table = rings().table.name;
        newest.order_by = "epoch";
        newest.descending = true;
        newest.limit = 1;
        const Result<std::vector<port::Row>> rows = api.engine().records().list(newest);
        if (!rows) {
            return problem(rows.error());
        }
        const std::int64_t epoch = rows->empty() ? 0 : std::get<std::int64_t>(rows->front()[1]);
        request.query.emplace_back("epoch", std::to_string(epoch));
    }
    return list_page(api.engine().records(), rings(), request);
}

}  // namespace

std::vector<Route> decision_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(list_route(api, "/v1/decisions", "decisions:read", &decisions));
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/rings",
         .needs = "decisions:read",
         .act = [&api](Request request, Respond respond) {
             respond(ring_page(api, std::move(request)));
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/decisions/{decision}",
         .needs = "decisions:read",
         .act = [&api](const Request& request, Respond respond) {
             respond(one_row(
                 api.engine().records(), decisions(), request.parameter("decision"), "decision"));
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/rings/{ring}",
         .needs = "decisions:read",
         .act = [&api](const Request& request, Respond respond) {
             respond(one_row(api.engine().records(), ring(), request.parameter("ring"), "ring"));
         }});
    return routes;
}

}  // namespace shouxin::http
