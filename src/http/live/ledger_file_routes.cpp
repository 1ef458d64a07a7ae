// The ledger as a tiled log, so that a monitor can read all of it, and what witnesses answer.
// docs/formats/ledger.md, https://c2sp.org/tlog-tiles
#include "http/errand.h"
#include "http/live/api.h"
#include "http/problem.h"
#include "proof/tiles.h"

#include <optional>
#include <span>
#include <utility>

namespace shouxin::http {
namespace {

constexpr std::size_t cosignature_bytes_max = std::size_t{16} << 10;
constexpr std::size_t before_tile = 3;  // segments: v1, ledger, tile

Response checkpoint(Api& api) {
    const std::optional<std::string> note = api.engine().ledger().checkpoint();
    return note ? text(200, *note)
                : problem(404, "ask again in a moment: no checkpoint was signed yet");
}

// A segment is taken as it stands: one that holds a slash names no tile.
Response tile(Api& api, const Request& request) {
    const auto name = proof::parse_tile_name(std::span(request.segments).subspan(before_tile));
    if (!name) {
        return problem(
            404, "ask for tile/LEVEL/NUMBER or tile/entries/NUMBER as c2sp.org/tlog-tiles says");
    }
    Result<std::string> bytes = api.engine().ledger().tile(*name);
    if (!bytes) {
        return problem(bytes.error());
    }
    Response response;
    response.headers.add("content-type", "application/octet-stream");
    response.headers.add("cache-control", "private, max-age=31536000, immutable");
    response.body = *std::move(bytes);
    return response;
}

Response cosign(Api& api, const std::string& lines) {
    if (lines.empty()) {
        return problem(400, "send the lines of signatures that witnesses gave the checkpoint");
    }
    const Result<std::string> note =
        api.engine().ledger().add_cosignatures(lines, api.keys().witnesses);
    return note ? text(200, *note) : problem(note.error());
}

}  // namespace

std::vector<Route> ledger_file_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/ledger/checkpoint",
         .needs = "ledger:read",
         .act = [&api](const Request& /*request*/, Respond respond) { respond(checkpoint(api)); }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/ledger/tile/{tile...}",
         .needs = "ledger:read",
         .act = [&api](const Request& request, Respond respond) { respond(tile(api, request)); }});
    routes.push_back(
        {.method = Method::post,
         .pattern = "/v1/ledger/cosignatures",
         .needs = "ledger:cosign",
         .act =
             [&api](Request request, Respond respond) {
                 answer_later(
                     api.worker(), std::move(respond), [&api, lines = std::move(request.body)] {
                         return cosign(api, lines);
                     });
             },
         .body_bytes_max = cosignature_bytes_max,
         .accepts = {"text/plain"}});
    return routes;
}

}  // namespace shouxin::http
