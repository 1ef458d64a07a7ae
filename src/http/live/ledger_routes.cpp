#include "base/whole_number.h"
#include "http/live/api.h"
#include "http/problem.h"
#include "runtime/ledger_bundle.h"

#include <optional>
#include <utility>

namespace shouxin::http {
namespace {

using proof::Json;

std::optional<std::uint64_t> number_of(std::string_view text) {
    const auto number = whole_number<std::uint64_t>(text);
    return number && *number <= std::uint64_t{proof::integer_max} ? number : std::nullopt;
}

Response hashes(const Result<std::vector<proof::Hash>>& found) {
    if (!found) {
        return problem(found.error());
    }
    Json::Array array;
    for (const proof::Hash& hash : *found) {
        array.emplace_back(proof::hex(hash));
    }
    Json json_value = Json::object();
    json_value.put("hashes", std::move(array));
    return ok(json_value);
}

Response head(Api& api) {
    const port::LedgerHead found = api.engine().ledger().head();
    const std::optional<std::string> checkpoint = api.engine().ledger().checkpoint();
    Json json_value = Json::object();
    json_value.put("checkpoint", checkpoint ? Json(*checkpoint) : Json())
        .put("key", api.keys().ledger.text())
        .put("log_number", found.log_number)
        .put("root", proof::hex(found.root))
        .put("size", found.size);
    return ok(json_value);
}

Response leaf(Api& api, const Request& request) {
    const auto index = number_of(request.parameter("index"));
    if (!index) {
        return problem(400, "the place of a leaf is a number from 0");
    }
    const Result<std::string> found = api.engine().ledger().leaf(*index);
    return found ? json(200, *found) : problem(found.error());
}

Response bundle(Api& api, const Request& request) {
    const auto index = number_of(request.parameter("index"));
    if (!index) {
        return problem(400, "the place of a leaf is a number from 0");
    }
    const Result<std::string> made = runtime::make_bundle(
        api.engine().ledger(),
        {.index = *index,
         .key = api.keys().ledger,
         .witnesses = api.keys().witnesses,
         .openings = {}});
    return made ? text(200, *made) : problem(made.error());
}

Response consistency(Api& api, const Request& request) {
    const auto from = number_of(request.query_value("from").value_or(""));
    const auto to = number_of(request.query_value("to").value_or(""));
    if (!from || !to) {
        return problem(400, "say ?from=SIZE&to=SIZE, the sizes of two trees");
    }
    return hashes(api.engine().ledger().consistency_proof(*from, *to));
}

Response inclusion(Api& api, const Request& request) {
    const auto index = number_of(request.parameter("index"));
    const auto size = number_of(request.query_value("size").value_or(""));
    if (!index || !size) {
        return problem(400, "say ?size=SIZE of the tree, and the place of a leaf as a number");
    }
    return hashes(api.engine().ledger().inclusion_proof(*index, *size));
}

Route ledger_route(Api& api, std::string pattern, Response (*tell)(Api&, const Request&)) {
    return {
        .method = Method::get,
        .pattern = std::move(pattern),
        .needs = "ledger:read",
        .act = [&api, tell](const Request& request, Respond respond) {
            respond(tell(api, request));
        }};
}

}  // namespace

std::vector<Route> ledger_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(ledger_route(
        api, "/v1/ledger", [](Api& of, const Request& /*request*/) { return head(of); }));
    routes.push_back(ledger_route(api, "/v1/ledger/leaves/{index}", &leaf));
    routes.push_back(ledger_route(api, "/v1/ledger/leaves/{index}/proof", &bundle));
    routes.push_back(ledger_route(api, "/v1/ledger/leaves/{index}/inclusion", &inclusion));
    routes.push_back(ledger_route(api, "/v1/ledger/consistency", &consistency));
    return routes;
}

}  // namespace shouxin::http
