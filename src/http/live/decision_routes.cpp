#include "http/live/api.h"
#include "http/live/listing.h"
#include "http/problem.h"
#include "runtime/ledger_bundle.h"
#include "service/live/tables.h"

#include <algorithm>
#include <utility>

namespace shouxin::http {
namespace {

using service::DecisionColumn;

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

const Listing& quarantine() {
    static const Listing listing{
        .table = table("quarantine"), .order_by = "at_ms", .filters = {}, .raw_columns = {"body"}};
    return listing;
}

const Listing& labels() {
    static const Listing listing{
        .table = table("labels"), .order_by = "at_ms", .filters = {"fake", "by"}};
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

template <class T>
T cell(const port::Row& row, DecisionColumn column) {
    return std::get<T>(row[static_cast<std::size_t>(column)]);
}

// What the leaf commits to, opened: for who may read the decision, not for all who may read the
// ledger.
std::vector<proof::Opening> openings_of(Api& api, const port::Row& row) {
    const auto number = static_cast<std::uint64_t>(cell<std::int64_t>(row, DecisionColumn::number));
    const auto ordinal =
        static_cast<std::uint64_t>(cell<std::int64_t>(row, DecisionColumn::ordinal));
    const std::string& secret = api.engine().options().state.secret;
    const proof::LeafOrigin origin{number >> 20, ordinal};
    return {
        proof::open_commitment(
            secret, origin, "subject", cell<std::string>(row, DecisionColumn::subject)),
        proof::open_commitment(
            secret, origin, "merchant", cell<std::string>(row, DecisionColumn::merchant))};
}

void send_proof(Api& api, const Request& request, Respond respond) {
    const Result<std::optional<port::Row>> row =
        api.engine().records().find("decisions", request.parameter("decision"));
    if (!row || !*row) {
        respond(row ? problem(404, "there is no decision of that name") : problem(row.error()));
        return;
    }
    const Result<std::string> bundle = runtime::make_bundle(
        api.engine().ledger(),
        {.index = static_cast<std::uint64_t>(cell<std::int64_t>(**row, DecisionColumn::leaf)),
         .key = api.keys().ledger,
         .witnesses = api.keys().witnesses,
         .openings = openings_of(api, **row)});
    if (!bundle) {
        respond(problem(bundle.error()));
        return;
    }
    Response response = text(200, *bundle);
    response.headers.add(
        "content-disposition",
        "attachment; filename=\"" + request.parameter("decision") + ".proof\"");
    respond(std::move(response));
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
    routes.push_back(list_route(api, "/v1/quarantine", "market:read", &quarantine));
    routes.push_back(list_route(api, "/v1/labels", "decisions:read", &labels));
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
         .pattern = "/v1/decisions/{decision}/proof",
         .needs = "decisions:read",
         .act = [&api](const Request& request, Respond respond) {
             send_proof(api, request, std::move(respond));
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
