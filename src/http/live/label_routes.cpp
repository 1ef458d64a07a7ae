// What people say of subjects, and what they take back. docs/formats/quality.md
#include "http/authentication.h"
#include "http/json_body.h"
#include "http/live/api.h"
#include "http/live/listing.h"
#include "http/problem.h"
#include "service/live/label_rows.h"

#include <utility>

namespace shouxin::http {
namespace {

using live::CommandKind;

constexpr std::size_t body_bytes_max = std::size_t{64} << 10;

const Listing& labels() {
    static const Listing listing{
        .table = service::labels_table(), .order_by = "at_ms", .filters = {"id", "fake", "by"}};
    return listing;
}

Result<live::Command> command_about(
    const Request& request, const JsonBody& body, CommandKind kind) {
    live::Command command = command_of(request, kind);
    TRY(command.subject_kind, body.text("kind"));
    TRY(command.subject, body.text("id"));
    TRY(command.reason, body.text("reason"));
    command.lead = caller_of(request).role == service::Role::lead ? 1 : 0;
    return command;
}

Result<live::Command> labelling(const Request& request) {
    TRY(const JsonBody body,
        JsonBody::read(
            request.body, {"kind", "id", "outcome", "reason", "second", "unless_labelled"}));
    TRY(const bool second, body.truth("second"));
    TRY(const bool unless_labelled, body.truth("unless_labelled"));
    if (second && unless_labelled) {
        return fail(
            Failure::invalid, "a second look is at what was labelled: leave out unless_labelled");
    }
    TRY(live::Command command,
        command_about(request, body, second ? CommandKind::second_look : CommandKind::label));
    TRY(command.outcome, body.text("outcome"));
    command.unless_labelled = unless_labelled ? 1 : 0;
    return command;
}

Result<live::Command> withdrawing(const Request& request) {
    TRY(const JsonBody body, JsonBody::read(request.body, {"kind", "id", "reason", "second"}));
    TRY(const bool second, body.truth("second"));
    return command_about(
        request, body, second ? CommandKind::withdraw_second_look : CommandKind::withdraw_label);
}

}  // namespace

std::vector<Route> label_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/labels",
         .needs = "decisions:read",
         .act = [&api](const Request& request, Respond respond) {
             respond(list_page(api.engine().records(), labels(), request));
         }});
    routes.push_back(
        {.method = Method::post,
         .pattern = "/v1/labels",
         .needs = "labels:write",
         .act = [&api](
                    const Request& request,
                    Respond respond) { api.order(labelling(request), 201, std::move(respond)); },
         .body_bytes_max = body_bytes_max,
         .accepts = {"application/json"}});
    routes.push_back(
        {.method = Method::post,
         .pattern = "/v1/labels/withdraw",
         .needs = "labels:write",
         .act = [&api](
                    const Request& request,
                    Respond respond) { api.order(withdrawing(request), 200, std::move(respond)); },
         .body_bytes_max = body_bytes_max,
         .accepts = {"application/json"}});
    return routes;
}

}  // namespace shouxin::http
