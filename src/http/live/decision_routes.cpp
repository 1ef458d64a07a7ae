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
        .body_column = "body"};
    return listing;
}

// Rings of the newest epoch first by what they cost; the body is long and shown alone.
const Listing& rings() {
    static const Listing listing{
        .table = table("rings"),
        .order_by = "amount",
        .filters = {"epoch", "scheme"},
        .hidden_columns = {"body"}};
    return listing;
}

const Listing& ring() {
    static const Listing listing{
        .table = table("rings"), .order_by = "amount", .filters = {}, .raw_columns = {"body"}};
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

template <class T>
T cell(const port::Row& row, DecisionColumn column) {
    return std::get<T>(row[static_cast<std::size_t>(column)]);
}

// What the leaf commits to, opened for who may read the decision.
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

void send_ring(Api& api, const Request& request, Respond respond) {
    std::string_view name = request.parameter("ring");
    name.remove_prefix(name.starts_with('R') ? 1 : 0);
    std::int64_t number = 0;
    for (const char c : name.substr(0, 15)) {
        number = number * 10 + (c >= '0' && c <= '9' ? c - '0' : 0);
    }
    respond(one_row(api.engine().records(), ring(), number, "ring"));
}

}  // namespace

std::vector<Route> decision_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(list_route(api, "/v1/decisions", "decisions:read", &decisions));
    routes.push_back(list_route(api, "/v1/rings", "decisions:read", &rings));
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
         .needs = "ledger:read",
         .act = [&api](const Request& request, Respond respond) {
             send_proof(api, request, std::move(respond));
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/rings/{ring}",
         .needs = "decisions:read",
         .act = [&api](const Request& request, Respond respond) {
             send_ring(api, request, std::move(respond));
         }});
    return routes;
}

}  // namespace shouxin::http
