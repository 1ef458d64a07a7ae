// The proof of a decision: a bundle that anybody can check without us. What its leaf only commits
// to is opened for who may read protected data, and that reading is an act of its own in the log:
// it is recorded before the bundle leaves. docs/formats/proof-bundle.md
#include "http/authentication.h"
#include "http/live/api.h"
#include "http/problem.h"
#include "runtime/ledger_bundle.h"
#include "service/live/tables.h"

#include <utility>

namespace shouxin::http {
namespace {

using service::DecisionColumn;

constexpr std::size_t purpose_bytes_max = 200;

template <class T>
T cell(const port::Row& row, DecisionColumn column) {
    return std::get<T>(row[static_cast<std::size_t>(column)]);
}

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

Response bundle(Api& api, const port::Row& row, std::vector<proof::Opening> openings) {
    const Result<std::string> made = runtime::make_bundle(
        api.engine().ledger(),
        {.index = static_cast<std::uint64_t>(cell<std::int64_t>(row, DecisionColumn::leaf)),
         .key = api.keys().ledger,
         .witnesses = api.keys().witnesses,
         .openings = std::move(openings)});
    if (!made) {
        return problem(made.error());
    }
    Response response = text(200, *made);
    response.headers.add(
        "content-disposition",
        "attachment; filename=\"" + cell<std::string>(row, DecisionColumn::id) + ".proof\"");
    return response;
}

// Who read what, and to what end.
live::Command reading_of(const Request& request, const port::Row& row, std::string_view purpose) {
    live::Command command = command_of(request, live::CommandKind::read_protected);
    command.subject_kind = cell<std::string>(row, DecisionColumn::subject_kind);
    command.subject = cell<std::string>(row, DecisionColumn::subject);
    command.text = cell<std::string>(row, DecisionColumn::id);
    command.reason = purpose;
    return command;
}

void send_proof(Api& api, const Request& request, Respond respond) {
    Result<std::optional<port::Row>> row =
        api.engine().records().find("decisions", request.parameter("decision"));
    if (!row || !*row) {
        respond(row ? problem(404, "there is no decision of that name") : problem(row.error()));
        return;
    }
    const auto leaf = static_cast<std::uint64_t>(cell<std::int64_t>(**row, DecisionColumn::leaf));
    if (!service::has(caller_of(request).permissions, service::Permission::protected_read)) {
        api.engine().projector().when_signed(
            leaf, [&api, found = **std::move(row), respond = std::move(respond)]() mutable {
                respond(bundle(api, found, {}));
            });
        return;
    }
    const std::string_view purpose = request.query_value("purpose").value_or("");
    if (purpose.empty() || purpose.size() > purpose_bytes_max) {
        respond(problem(
            400,
            "say ?purpose=... in at most 200 bytes: the proof shows protected data, and who reads "
            "it to what end is recorded"));
        return;
    }
    live::Command reading = reading_of(request, **row, purpose);
    api.engine().projector().when_signed(
        leaf,
        [&api,
         reading = std::move(reading),
         found = **std::move(row),
         respond = std::move(respond)]() mutable {
            api.order_then(
                std::move(reading),
                std::move(respond),
                [&api, found = std::move(found)](const proof::Json& /*recorded*/) {
                    return bundle(api, found, openings_of(api, found));
                });
        });
}

}  // namespace

std::vector<Route> proof_routes(Api& api) {
    return {
        {.method = Method::get,
         .pattern = "/v1/decisions/{decision}/proof",
         .needs = "decisions:read",
         .act = [&api](const Request& request, Respond respond) {
             send_proof(api, request, std::move(respond));
         }}};
}

}  // namespace shouxin::http
