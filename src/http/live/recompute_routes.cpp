// A decision is made again from the log, and its leaf held against the ledger's.
#include "base/whole_number.h"
#include "http/live/api.h"
#include "http/problem.h"

#include <utility>

namespace shouxin::http {
namespace {

void begin(Api& api, const Request& request, Respond respond) {
    const Result<std::uint64_t> number = api.recomputations().begin(request.parameter("decision"));
    if (!number) {
        respond(problem(number.error()));
        return;
    }
    proof::Json told = proof::Json::object();
    told.put("recomputation", *number);
    respond(json(202, told.text()));
}

void send(Api& api, const Request& request, Respond respond) {
    const auto number = whole_number<std::uint64_t>(request.parameter("recomputation"));
    const Result<proof::Json> found = api.recomputations().find(number.value_or(0));
    respond(found ? ok(*found) : problem(found.error()));
}

}  // namespace

std::vector<Route> recompute_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::post,
         .pattern = "/v1/decisions/{decision}/recompute",
         .needs = "decisions:read",
         .act = [&api](const Request& request, Respond respond) {
             begin(api, request, std::move(respond));
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/recomputations/{recomputation}",
         .needs = "decisions:read",
         .act = [&api](const Request& request, Respond respond) {
             send(api, request, std::move(respond));
         }});
    return routes;
}

}  // namespace shouxin::http
