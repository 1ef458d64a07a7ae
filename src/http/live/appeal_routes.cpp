// Merchants' appeals, for who answers them. docs/formats/own.md
#include "http/json_body.h"
#include "http/live/api.h"
#include "http/live/listing.h"
#include "http/problem.h"
#include "service/live/appeal_rows.h"

#include <utility>

namespace shouxin::http {
namespace {

const Listing& appeals() {
    static const Listing listing{
        .table = service::appeals_table(),
        .order_by = "number",
        .filters = {"state", "merchant", "action"},
        .names = {{"action", "act-"}}};
    return listing;
}

void answer(Api& api, const Request& request, Respond respond) {
    const auto read = [&]() -> Result<live::Command> {
        TRY(const JsonBody body, JsonBody::read(request.body, {"outcome", "reason"}));
        live::Command command = command_of(request, live::CommandKind::answer_appeal);
        command.subject_kind = "appeal";
        command.subject = request.parameter("appeal");
        TRY(command.outcome, body.text("outcome"));
        TRY(command.reason, body.text("reason"));
        return command;
    };
    api.order(read(), 200, std::move(respond));
}

}  // namespace

std::vector<Route> appeal_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/appeals",
         .needs = "actions:read",
         .act = [&api](const Request& request, Respond respond) {
             respond(list_page(api.engine().records(), appeals(), request));
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/appeals/{appeal}",
         .needs = "actions:read",
         .act = [&api](const Request& request, Respond respond) {
             respond(
                 one_row(api.engine().records(), appeals(), request.parameter("appeal"), "appeal"));
         }});
    routes.push_back(
        {.method = Method::post,
         .pattern = "/v1/appeals/{appeal}/answer",
         .needs = "actions:write",
         .act = [&api](
                    const Request& request,
                    Respond respond) { answer(api, request, std::move(respond)); },
         .body_bytes_max = std::size_t{64} << 10,
         .accepts = {"application/json"}});
    return routes;
}

}  // namespace shouxin::http
