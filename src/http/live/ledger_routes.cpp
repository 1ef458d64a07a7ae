#include "base/whole_number.h"
#include "http/errand.h"
#include "http/live/api.h"
#include "http/problem.h"
#include "runtime/ledger_bundle.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace shouxin::http {
namespace {

using proof::Json;

constexpr std::uint64_t leaves_usual = 50;
constexpr std::uint64_t leaves_max = 100;

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

// Which leaves: `count` of them from `from` on, towards the first.
struct LeafRange {
    std::uint64_t size = 0;
    std::uint64_t from = 0;
    std::uint64_t count = 0;
};

// Read one by one, so that what the disk changed is told instead of shown.
Response leaf_page(const port::Ledger& ledger, const LeafRange& range) {
    Json::Array items;
    for (std::uint64_t i = 0; i < range.count; ++i) {
        const std::uint64_t index = range.from - i;
        const Result<std::string> leaf = ledger.leaf(index);
        const Result<Json> read =
            leaf ? proof::parse_canonical(*leaf) : tl::unexpected(leaf.error());
        if (!read) {
            return problem(read.error());
        }
        Json item = Json::object();
        item.put("hash", proof::hex(proof::leaf_hash(*leaf)))
            .put("index", index)
            .put("leaf", *read);
        items.push_back(std::move(item));
    }
    const bool more = range.count > 0 && range.from + 1 > range.count;
    Json json_value = Json::object();
    json_value.put("items", std::move(items))
        .put("next", more ? Json(range.from - range.count) : Json())
        .put("size", range.size);
    return ok(json_value);
}

void send_leaves(Api& api, const Request& request, Respond respond) {
    LeafRange range;
    range.size = api.engine().ledger().head().size;
    const std::uint64_t last = range.size == 0 ? 0 : range.size - 1;
    const auto from = number_of(request.query_value("from").value_or(std::to_string(last)));
    const auto limit =
        number_of(request.query_value("limit").value_or(std::to_string(leaves_usual)));
    if (!from || !limit || *limit < 1 || *limit > leaves_max) {
        respond(problem(400, "say ?from=INDEX&limit=MANY, numbers; limit is from 1 to 100"));
        return;
    }
    range.from = std::min(*from, last);
    range.count = range.size == 0 ? 0 : std::min(*limit, range.from + 1);
    answer_later(api.worker(), std::move(respond), [&api, range] {
        return leaf_page(api.engine().ledger(), range);
    });
}

Response bundle(Api& api, std::uint64_t index) {
    const Result<std::string> made = runtime::make_bundle(
        api.engine().ledger(),
        {.index = index,
         .key = api.keys().ledger,
         .witnesses = api.keys().witnesses,
         .openings = {}});
    return made ? text(200, *made) : problem(made.error());
}

// A leaf is put under a signed checkpoint for whoever asks for its proof.
void send_bundle(Api& api, const Request& request, Respond respond) {
    const auto index = number_of(request.parameter("index"));
    if (!index) {
        respond(problem(400, "the place of a leaf is a number from 0"));
        return;
    }
    if (const Result<std::string> found = api.engine().ledger().leaf(*index); !found) {
        respond(problem(found.error()));
        return;
    }
    api.engine().projector().when_signed(
        *index, [&api, index = *index, respond = std::move(respond)]() mutable {
            respond(bundle(api, index));
        });
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
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/ledger/leaves",
         .needs = "ledger:read",
         .act = [&api](const Request& request, Respond respond) {
             send_leaves(api, request, std::move(respond));
         }});
    routes.push_back(ledger_route(api, "/v1/ledger/leaves/{index}", &leaf));
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/ledger/leaves/{index}/proof",
         .needs = "ledger:read",
         .act = [&api](const Request& request, Respond respond) {
             send_bundle(api, request, std::move(respond));
         }});
    routes.push_back(ledger_route(api, "/v1/ledger/leaves/{index}/inclusion", &inclusion));
    routes.push_back(ledger_route(api, "/v1/ledger/consistency", &consistency));
    return routes;
}

}  // namespace shouxin::http
