// Making, listing and revoking API keys.
#include "http/people_answers.h"
#include "http/people_routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::http {
namespace {

using service::Key;

proof::Json json_of(const Key& key) {
    return proof::Json::object()
        .put("by", key.by)
        .put("created_ms", key.created_at_ms)
        .put("expires_ms", key.expires_at_ms)
        .put("id", key.id)
        .put("label", key.label)
        .put("last_used_ms", key.last_used_ms)
        .put("revoked_ms", key.revoked_at_ms)
        .put("scopes", service::text_of(key.scopes));
}

// Scopes as RFC 6749, 3.3 writes them: "events:write decisions:read".
Result<service::NewKey> read_new_key(const std::string& text) {
    constexpr std::int64_t days_max = 36'500;  // so that the product stays a number
    TRY(const JsonBody body, JsonBody::read(text, {"label", "scopes", "days"}));
    service::NewKey wanted;
    TRY(wanted.label, body.text("label"));
    TRY(const std::string scopes, body.text("scopes"));
    TRY(const std::int64_t days, body.integer("days"));
    const auto permissions = service::permissions_of_text(scopes);
    if (!permissions) {
        return fail(
            Failure::invalid,
            fmt::format("Choose scopes among: {}.", service::text_of(service::scopes_of_keys())));
    }
    wanted.scopes = *permissions;
    if (days != 0) {
        wanted.lives_ms = std::clamp<std::int64_t>(days, -1, days_max) * service::day_ms;
    }
    return wanted;
}

Response make(const PeopleDesk& desk, const Request& request, const service::NewKey& wanted) {
    const auto made = desk.people.make_key(wanted, caller_of(request).name);
    return made ? json(201, json_of(made->key).put("key", made->text).text())
                : problem(made.error());
}

void add(const PeopleDesk& desk, Request request, Respond respond) {
    auto wanted = read_new_key(request.body);
    if (!wanted) {
        respond(problem(wanted.error()));
        return;
    }
    answer_later(
        desk.writing,
        std::move(respond),
        [desk, request = std::move(request), wanted = *std::move(wanted)] {
            return make(desk, request, wanted);
        });
}

void revoke(const PeopleDesk& desk, Request request, Respond respond) {
    answer_later(desk.writing, std::move(respond), [desk, request = std::move(request)] {
        const auto done = desk.people.revoke_key(request.parameter("id"), caller_of(request).name);
        return done ? empty(204) : problem(done.error());
    });
}

Response list(const PeopleDesk& desk, const Request& request) {
    const auto id = [](const Key& each) { return each.id; };
    const auto one = [](const Key& each) { return json_of(each); };
    return page(request, "keys", desk.people.keys(), id, one);
}

}  // namespace

std::vector<Route> key_routes(const PeopleDesk& desk) {
    const std::string read(service::name_of(service::Permission::keys_read));
    const std::string write(service::name_of(service::Permission::keys_write));
    return {
        {Method::get,
         "/v1/keys",
         read,
         [desk](const Request& request, Respond respond) { respond(list(desk, request)); }},
        {Method::post,
         "/v1/keys",
         write,
         [desk](Request request, Respond respond) {
             add(desk, std::move(request), std::move(respond));
         },
         people_body_bytes_max,
         {"application/json"}},
        {Method::remove,
         "/v1/keys/{id}",
         write,
         [desk](Request request, Respond respond) {
             revoke(desk, std::move(request), std::move(respond));
         }},
    };
}

}  // namespace shouxin::http
