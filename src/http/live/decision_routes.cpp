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
         .pattern = "/v1/rings/{ring}",
         .needs = "decisions:read",
         .act = [&api](const Request& request, Respond respond) {
             send_ring(api, request, std::move(respond));
         }});
    return routes;
}

}  // namespace shouxin::http
