// What pages need to stay true while they are open: that something changed, and who else looks.
#include "http/authentication.h"
#include "http/live/streams.h"
#include "http/problem.h"
#include "proof/json.h"
#include "service/people/permissions.h"

#include <algorithm>
#include <array>
#include <utility>

namespace shouxin::http {
namespace {

using proof::Json;

constexpr std::size_t id_bytes_max = 256;

// What people work on together.
constexpr std::array<std::string_view, 8> kinds{
    "order", "review", "account", "merchant", "ring", "action", "policy", "appeal"};

// A browser that comes back says it in a header, a page that begins anew in the query.
std::string_view last_id(const Request& request) {
    const auto after = request.query_value("after");
    return request.headers.find("last-event-id").value_or(after.value_or(""));
}

Response opened(service::Presence& presence, const port::Clock& clock, const Request& request) {
    const std::string& kind = request.parameter("kind");
    const std::string& id = request.parameter("id");
    if (std::ranges::find(kinds, kind) == kinds.end() || id.size() > id_bytes_max) {
        return problem(
            400,
            "name a case: order, review, account, merchant, ring, action, policy "
            "or appeal, and its id");
    }
    Json::Array others;
    for (const service::Presence::Person& each :
         presence.open(kind + "/" + id, request.principal.subject, clock.now_ms())) {
        others.push_back(Json::object().put("name", each.name).put("since_ms", each.since_ms));
    }
    return json(200, Json::object().put("others", std::move(others)).text());
}

}  // namespace

std::vector<Route> stream_routes(Streams& streams) {
    return {
        {.method = Method::get,
         .pattern = "/v1/stream",
         .needs = std::string(service::any_person),
         .act = [&streams](const Request& request, Respond respond) {
             streams.open(caller_of(request), last_id(request), std::move(respond));
         }}};
}

std::vector<Route> presence_routes(service::Presence& presence, const port::Clock& clock) {
    return {
        {.method = Method::put,
         .pattern = "/v1/presence/{kind}/{id...}",
         .needs = "actions:read",
         .act = [&presence, &clock](const Request& request, Respond respond) {
             respond(opened(presence, clock, request));
         }}};
}

}  // namespace shouxin::http
