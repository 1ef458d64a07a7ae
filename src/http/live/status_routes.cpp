#include "http/live/api.h"
#include "http/problem.h"
#include "service/people/permissions.h"

#include <utility>

namespace shouxin::http {
namespace {

using proof::Json;

Json counts_json(const intake::Counts& counts) {
    Json json_value = Json::object();
    json_value.put("accepted", counts.accepted)
        .put("contacts", counts.contacts)
        .put("duplicates", counts.duplicates)
        .put("late", counts.late)
        .put("quarantined", counts.quarantined)
        .put("read", counts.read);
    return json_value;
}

Json epoch_json(const live::State& state, const service::Engine::Figures& figures) {
    Json json_value = Json::object();
    json_value.put("events", state.epoch().events)
        .put("events_since", state.events_since_epoch())
        .put("last_ms", figures.epoch_ms)
        .put("number", state.epoch().number)
        .put("rings", state.epoch().rings.size())
        .put("running", Json::boolean(figures.epoch_running));
    return json_value;
}

Response status(Api& api, const live::State& state) {
    const service::Engine::Figures figures = api.engine().figures();
    const model::Names& names = state.watch().names();
    Json things = Json::object();
    things.put("accounts", names.accounts.size())
        .put("merchants", names.merchants.size())
        .put("orders", names.orders.size())
        .put("reviews", names.reviews.size());
    Json json_value = Json::object();
    json_value.put("actions", state.actions().size())
        .put("epoch", epoch_json(state, figures))
        .put("events", counts_json(state.watch().totals().counts))
        .put("leaves", state.leaves())
        .put("log_bytes", figures.log_bytes)
        .put("log_number", state.record())
        .put("log_time", live::rfc3339(std::int64_t{state.watch().now()} * 1000))
        .put("policy", state.policies().in_force().version)
        .put("projected", figures.projected)
        .put("things", std::move(things))
        .put("version", api.engine().options().version);
    return ok(json_value);
}

// Takes requests, and writes what follows from them in time.
Response ready(Api& api) {
    if (const std::optional<Error> failure = api.engine().failure()) {
        return problem(503, "nothing is taken any more until a restart: " + failure->message);
    }
    if (api.engine().is_behind()) {
        return problem(503, "ledger and records lag behind: see shouxin_projecting");
    }
    return text(200, "ready\n");
}

Route get_route(std::string pattern, std::string needs, std::function<void(Request, Respond)> act) {
    return {
        .method = Method::get,
        .pattern = std::move(pattern),
        .needs = std::move(needs),
        .act = std::move(act)};
}

Json route_json(const Route& of) {
    Json::Array accepts;
    for (const std::string& type : of.accepts) {
        accepts.emplace_back(type);
    }
    Json json_value = Json::object();
    json_value.put("accepts", std::move(accepts))
        .put("body_bytes_max", of.body_bytes_max)
        .put("method", name_of(of.method))
        .put("needs", of.needs)
        .put("pattern", of.pattern);
    return json_value;
}

}  // namespace

Route list_of_routes(const std::vector<Route>& routes) {
    Route list = get_route("/v1/routes", std::string(service::any_caller), {});
    Json::Array items;
    for (const Route& route : routes) {
        items.push_back(route_json(route));
    }
    items.push_back(route_json(list));
    Json json_value = Json::object();
    json_value.put("routes", std::move(items));
    list.act = [text = json_value.text()](const Request& /*request*/, Respond respond) {
        respond(json(200, text));
    };
    return list;
}

std::vector<Route> status_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        get_route("/healthz", std::string(anyone), [](const Request& /*of*/, Respond respond) {
            respond(text(200, "alive\n"));
        }));
    routes.push_back(
        get_route("/readyz", std::string(anyone), [&api](const Request& /*of*/, Respond respond) {
            respond(ready(api));
        }));
    routes.push_back(
        get_route("/metrics", "metrics:read", [&api](const Request& /*of*/, Respond respond) {
            Response response = text(200, api.metrics().text(api.engine().figures()));
            respond(std::move(response));
        }));
    routes.push_back(
        get_route("/v1/status", "market:read", [&api](const Request& /*of*/, Respond respond) {
            api.ask(std::move(respond), [&api](const live::State& state) {
                return status(api, state);
            });
        }));
    routes.push_back(
        {.method = Method::post,
         .pattern = "/v1/epochs",
         .needs = "epochs:write",
         .act = [&api](const Request& request, Respond respond) {
             api.order(
                 command_of(request, live::CommandKind::begin_epoch), 202, std::move(respond));
         }});
    return routes;
}

}  // namespace shouxin::http
