#include "http/json_body.h"
#include "http/live/api.h"
#include "http/live/listing.h"
#include "http/problem.h"
#include "live/actions/orders.h"
#include "service/outbox/reconcile.h"
#include "service/outbox/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::http {
namespace {

using proof::Json;

port::Table table(std::string_view name) {
    const std::vector<port::Table> tables = service::action_tables();
    return *std::ranges::find(tables, name, &port::Table::name);
}

const Listing& actions() {
    static const Listing listing{
        .table = table("actions"),
        .order_by = "id",
        .filters =
            {"kind", "subject_kind", "subject", "merchant", "state", "ended", "decision", "rule"},
        .raw_columns = {"reasons", "grounds"},
        .names = {{"id", "act-"}},
        .orders = {
            {"id"}, {"changed_ms"}, {"amount"}, {"expires_ms", false}, {"awaits_ms", false}}};
    return listing;
}

const Listing& history() {
    static const Listing listing{
        .table = table("action_history"),
        .order_by = "id",
        .descending = false,
        .filters = {"action", "to_state"},
        .raw_columns = {"transition"},
        .names = {{"action", "act-"}},
        .orders = {{"id", false}, {"at_ms"}}};
    return listing;
}

const Listing& alerts() {
    static const Listing listing{
        .table = table("alerts"),
        .order_by = "at_ms",
        .filters = {"what", "merchant", "state", "cap"},
        .names = {{"action", "act-"}}};
    return listing;
}

const Listing& outbox() {
    static const Listing listing{
        .table = table("outbox"),
        .order_by = "number",
        .filters = {"state", "endpoint", "subject", "action"},
        .raw_columns = {"body"},
        .names = {{"action", "act-"}}};
    return listing;
}

Route list_route(Api& api, std::string pattern, const Listing& (*listing)()) {
    return {
        .method = Method::get,
        .pattern = std::move(pattern),
        .needs = "actions:read",
        .act = [&api, listing](const Request& request, Respond respond) {
            respond(list_page(api.engine().records(), listing(), request));
        }};
}

// The rest of the path's last segment: what is done with the action.
Result<live::Command> order_of(const Request& request, live::Verb verb) {
    TRY(const JsonBody body,
        JsonBody::read(
            request.body, {"reason", "amount", "keep_rest", "expires_ms", "step", "refused"}));
    live::Command command = command_of(request, live::CommandKind::order_action);
    command.action = request.parameter("action");
    command.kind = name_of(verb);
    TRY(command.reason, body.text("reason"));
    TRY(command.amount, body.integer("amount"));
    TRY(const bool keep_rest, body.truth("keep_rest"));
    TRY(command.expires_ms, body.integer("expires_ms"));
    TRY(command.step, body.integer("step"));
    TRY(const bool refused, body.truth("refused"));
    command.keep_rest = keep_rest ? 1 : 0;
    command.refused = refused ? 1 : 0;
    if (command.reason.empty() && verb != live::Verb::acknowledge) {
        return fail(Failure::invalid, "give a \"reason\": it is kept with the action");
    }
    return command;
}

Result<live::Command> taking(const Request& request) {
    TRY(const JsonBody body, JsonBody::read(request.body, {"action", "kind", "id", "reason"}));
    live::Command command = command_of(request, live::CommandKind::take_action);
    TRY(command.kind, body.text("action"));
    TRY(command.subject_kind, body.text("kind"));
    TRY(command.subject, body.text("id"));
    TRY(command.reason, body.text("reason"));
    return command;
}

std::string rows_json(const Listing& listing, const std::vector<port::Row>& rows) {
    std::string text = "[";
    for (const port::Row& row : rows) {
        text += text.size() == 1 ? "" : ",";
        text += row_json(listing, row);
    }
    return text + "]";
}

void send_reconciliation(Api& api, Respond respond) {
    const Result<service::Reconciliation> found =
        service::reconcile(api.engine().records(), api.engine().now_ms());
    if (!found) {
        respond(problem(found.error()));
        return;
    }
    Json counts = Json::object();
    counts.put("applied", found->applied)
        .put("dead", found->dead)
        .put("decided", found->decided)
        .put("due", found->due)
        .put("ending", found->ending)
        .put("overdue", found->overdue)
        .put("refused", found->refused)
        .put("sent", found->sent)
        .put("unconfirmed", found->unconfirmed)
        .put("waiting", found->waiting);
    respond(json(
        200,
        fmt::format(
            R"({{"counts":{},"dead":{},"overdue":{},"refused":{},"unconfirmed":{}}})",
            counts.text(),
            rows_json(outbox(), found->dead_rows),
            rows_json(actions(), found->overdue_rows),
            rows_json(actions(), found->refused_rows),
            rows_json(actions(), found->unconfirmed_rows))));
}

Route verb_route(Api& api, live::Verb verb) {
    return {
        .method = Method::post,
        .pattern = fmt::format("/v1/actions/{{action}}/{}", name_of(verb)),
        .needs = verb == live::Verb::acknowledge ? "actions:acknowledge" : "actions:write",
        .act =
            [&api, verb](const Request& request, Respond respond) {
                api.order(order_of(request, verb), 200, std::move(respond));
            },
        .body_bytes_max = std::size_t{64} << 10,
        .accepts = {"application/json"}};
}

}  // namespace

std::vector<Route> action_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(list_route(api, "/v1/actions", &actions));
    routes.push_back(list_route(api, "/v1/action-history", &history));
    routes.push_back(list_route(api, "/v1/alerts", &alerts));
    routes.push_back(list_route(api, "/v1/outbox", &outbox));
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/reconciliation",
         .needs = "actions:read",
         .act = [&api](const Request& /*request*/, Respond respond) {
             send_reconciliation(api, std::move(respond));
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/actions/{action}",
         .needs = "actions:read",
         .act = [&api](const Request& request, Respond respond) {
             respond(
                 one_row(api.engine().records(), actions(), request.parameter("action"), "action"));
         }});
    routes.push_back(
        {.method = Method::post,
         .pattern = "/v1/actions",
         .needs = "actions:write",
         .act = [&api](
                    const Request& request,
                    Respond respond) { api.order(taking(request), 201, std::move(respond)); },
         .body_bytes_max = std::size_t{64} << 10,
         .accepts = {"application/json"}});
    for (const live::Verb verb :
         {live::Verb::acknowledge,
          live::Verb::release,
          live::Verb::capture,
          live::Verb::void_,
          live::Verb::undo,
          live::Verb::extend}) {
        routes.push_back(verb_route(api, verb));
    }
    return routes;
}

}  // namespace shouxin::http
