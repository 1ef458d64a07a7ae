// Policies tried on the past. docs/formats/backtest.md
#include "base/whole_number.h"
#include "http/errand.h"
#include "http/live/api.h"
#include "http/live/policy_body.h"
#include "http/problem.h"
#include "policy/policy.h"

#include <cstdint>
#include <utility>

namespace shouxin::http {
namespace {

using proof::Json;

// 0, which none has, if it is no number.
std::uint64_t number_of(const Request& request) {
    return whole_number<std::uint64_t>(request.parameter("backtest")).value_or(0);
}

void begin(Api& api, const Request& request, Respond respond) {
    Result<std::string> text = policy_text(request);
    if (auto compiled = policy::compile(text.value_or("")); text && !compiled) {
        respond(refused(*text, compiled.error()));
        return;
    }
    const Result<std::uint64_t> number =
        text ? api.backtests().begin(
                   *std::move(text), {request.principal.subject, api.engine().now_ms()})
             : tl::unexpected(text.error());
    if (!number) {
        respond(problem(number.error()));
        return;
    }
    Json begun = Json::object();
    begun.put("backtest", *number);
    respond(json(202, begun.text()));
}

}  // namespace

std::vector<Route> backtest_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::post,
         .pattern = "/v1/backtests",
         .needs = "policies:write",
         .act = [&api](
                    const Request& request,
                    Respond respond) { begin(api, request, std::move(respond)); },
         .body_bytes_max = policy_body_bytes_max,
         .accepts = {"application/json", "application/toml"}});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/backtests",
         .needs = "policies:read",
         .act = [&api](const Request&, Respond respond) {
             answer_later(
                 api.worker(), std::move(respond), [&api] { return ok(api.backtests().list()); });
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/backtests/{backtest}",
         .needs = "policies:read",
         .act = [&api](const Request& request, Respond respond) {
             const Result<Json> found = api.backtests().find(number_of(request));
             respond(found ? ok(*found) : problem(found.error()));
         }});
    routes.push_back(
        {.method = Method::remove,
         .pattern = "/v1/backtests/{backtest}",
         .needs = "policies:write",
         .act = [&api](const Request& request, Respond respond) {
             const Result<void> done = api.backtests().cancel(number_of(request));
             respond(done ? empty(204) : problem(done.error()));
         }});
    return routes;
}

}  // namespace shouxin::http
