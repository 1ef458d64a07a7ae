#include "base/whole_number.h"
#include "http/errand.h"
#include "http/json_body.h"
#include "http/live/api.h"
#include "http/live/listing.h"
#include "http/live/policy_body.h"
#include "http/live/policy_words.h"
#include "http/problem.h"
#include "policy/policy.h"
#include "policy/words.h"
#include "service/live/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

namespace shouxin::http {
namespace {

using proof::Json;

const Listing& policies() {
    static const Listing listing = [] {
        const std::vector<port::Table> tables = service::live_tables();
        return Listing{
            .table = *std::ranges::find(tables, "policies", &port::Table::name),
            .order_by = "version",
            .filters = {"state", "by"}};
    }();
    return listing;
}

std::optional<std::int64_t> number_of(const Request& request, std::string_view parameter) {
    const auto version = whole_number<std::int64_t>(request.parameter(parameter));
    const bool sound =
        version && *version >= 0 && *version <= std::numeric_limits<std::uint32_t>::max();
    return sound ? version : std::nullopt;
}

Json rules_json(const policy::Policy& policy) {
    Json::Array rules;
    for (const policy::Rule& rule : policy.rules) {
        Json one = Json::object();
        one.put("en", policy::describe(rule, policy.windows, policy::Language::en))
            .put("line", rule.place.line)
            .put("name", rule.name)
            .put("zh", policy::describe(rule, policy.windows, policy::Language::zh));
        rules.push_back(std::move(one));
    }
    return rules;
}

Json changes_json(const policy::Policy& before, const policy::Policy& after) {
    Json::Array changes;
    for (const policy::Sentence& change : policy::differences(before, after)) {
        Json one = Json::object();
        one.put("en", change.en).put("zh", change.zh);
        changes.push_back(std::move(one));
    }
    return changes;
}

Result<std::string> stored_text(Api& api, std::int64_t version) {
    TRY(const std::optional<port::Row> row, api.engine().records().find("policies", version));
    if (!row) {
        return fail(Failure::not_found, "there is no policy version of that name");
    }
    return std::get<std::string>(row->back());
}

// Every version was compiled when it was proposed, perhaps by a program that took more than this.
Result<policy::Policy> stored_policy(Api& api, std::int64_t version) {
    TRY(const std::string text, stored_text(api, version));
    auto compiled = policy::compile(text);
    if (!compiled) {
        return tl::unexpected(
            policy::to_error(compiled.error(), fmt::format("version {}", version)));
    }
    return *std::move(compiled);
}

// What changed from the version `from` to this one.
void send_differences(Api& api, const Request& request, Respond respond) {
    const auto version = number_of(request, "version");
    const auto from = whole_number<std::uint32_t>(request.query_value("from").value_or(""));
    if (!version || !from) {
        respond(problem(
            version ? 400 : 404,
            version ? "say from which version, as ?from=1" : "versions are numbers from 1"));
        return;
    }
    answer_later(
        api.worker(), std::move(respond), [&api, version = *version, from = *from]() -> Response {
            const Result<policy::Policy> before = stored_policy(api, from);
            const Result<policy::Policy> after = stored_policy(api, version);
            if (!before || !after) {
                return problem(before ? after.error() : before.error());
            }
            Json told = Json::object();
            told.put("changes", changes_json(*before, *after))
                .put("from", from)
                .put("rules", rules_json(*after))
                .put("version", version);
            return ok(told);
        });
}

// What the rules in shadow mode would have done, since the version came into force.
void send_shadow(Api& api, const Request& request, Respond respond) {
    const auto version = number_of(request, "version");
    api.ask(std::move(respond), [version](const live::State& state) {
        const live::PolicyVersion& in_force = state.policies().in_force();
        if (version != in_force.version) {
            return problem(
                404,
                fmt::format(
                    "shadow rules are counted while their policy is in force: that is version {}",
                    in_force.version));
        }
        Json told = Json::object();
        told.put("rules", state.rulings().shadows())
            .put("since_ms", in_force.decided_ms)
            .put("version", in_force.version);
        return ok(told);
    });
}

// What the policy says in plain words and how it differs from the one in force; or all that is
// wrong with it.
void check(Api& api, const Request& request, Respond respond) {
    const Result<std::string> text = policy_text(request);
    if (!text) {
        respond(problem(text.error()));
        return;
    }
    auto compiled = policy::compile(*text);
    if (!compiled) {
        respond(refused(*text, compiled.error()));
        return;
    }
    api.ask(std::move(respond), [policy = *std::move(compiled)](const live::State& state) {
        Json told = Json::object();
        told.put("changes", changes_json(state.rulings().policy(), policy))
            .put("in_force", state.policies().in_force().version)
            .put("problems", Json::Array())
            .put("rules", rules_json(policy));
        return ok(told);
    });
}

void propose(Api& api, const Request& request, Respond respond) {
    const auto read = [&]() -> Result<live::Command> {
        live::Command command = command_of(request, live::CommandKind::propose_policy);
        TRY(command.text, policy_text(request));
        TRY(const JsonBody body, policy_body(request));
        TRY(command.reason, body.text("reason"));
        return command;
    };
    Result<live::Command> command = read();
    if (!command) {
        respond(problem(command.error()));
        return;
    }
    if (auto compiled = policy::compile(command->text); !compiled) {
        respond(refused(command->text, compiled.error()));
        return;
    }
    api.order(*std::move(command), 201, std::move(respond));
}

void change(Api& api, live::CommandKind kind, const Request& request, Respond respond) {
    const auto read = [&]() -> Result<live::Command> {
        TRY(const JsonBody body, JsonBody::read(request.body, {"reason"}));
        live::Command command = command_of(request, kind);
        const auto version = number_of(request, "version");
        if (!version) {
            return fail(Failure::not_found, "versions of policies are numbers from 1");
        }
        command.version = *version;
        TRY(command.reason, body.text("reason"));
        return command;
    };
    api.order(read(), 200, std::move(respond));
}

// As it was proposed: to save, change, and propose again.
void send_text(Api& api, const Request& request, Respond respond) {
    const auto version = number_of(request, "version");
    const Result<std::string> found = stored_text(api, version.value_or(0));
    respond(found ? text(200, *found) : problem(found.error()));
}

using Act = void (*)(Api&, const Request&, Respond);

Route route(Api& api, Method method, std::string pattern, std::string needs, Act act) {
    return {
        .method = method,
        .pattern = std::move(pattern),
        .needs = std::move(needs),
        .act = [&api, act](
                   const Request& request,
                   Respond respond) { act(api, request, std::move(respond)); },
        .body_bytes_max = method == Method::get ? 0 : policy_body_bytes_max,
        .accepts = method == Method::get
                       ? std::vector<std::string>{}
                       : std::vector<std::string>{"application/json", "application/toml"}};
}

Route change_route(Api& api, live::CommandKind kind, std::string verb, std::string needs) {
    return {
        .method = Method::post,
        .pattern = "/v1/policies/{version}/" + verb,
        .needs = std::move(needs),
        .act = [&api, kind](
                   const Request& request,
                   Respond respond) { change(api, kind, request, std::move(respond)); },
        .body_bytes_max = std::size_t{64} << 10,
        .accepts = {"application/json"}};
}

}  // namespace

std::vector<Route> policy_routes(Api& api) {
    using enum Method;
    std::vector<Route> routes;
    routes.push_back(route(
        api, get, "/v1/policies", "policies:read", [](Api& of, const Request& r, Respond respond) {
            respond(list_page(of.engine().records(), policies(), r));
        }));
    routes.push_back(route(
        api,
        get,
        "/v1/policies/{version}",
        "policies:read",
        [](Api& of, const Request& r, Respond respond) {
            respond(one_row(
                of.engine().records(), policies(), r.parameter("version"), "policy version"));
        }));
    routes.push_back(route(api, get, "/v1/policies/{version}/text", "policies:read", &send_text));
    routes.push_back(route(api, post, "/v1/policies", "policies:write", &propose));
    routes.push_back(route(api, post, "/v1/policies/check", "policies:read", &check));
    routes.push_back(
        route(api, get, "/v1/policies/{version}/differences", "policies:read", &send_differences));
    routes.push_back(
        route(api, get, "/v1/policies/{version}/shadow", "policies:read", &send_shadow));
    routes.push_back(route(
        api, get, "/v1/policy-words", "policies:read", [](Api&, const Request&, Respond respond) {
            respond(json(200, policy_words().text()));
        }));
    using Kind = live::CommandKind;
    routes.push_back(change_route(api, Kind::approve_policy, "approve", "policies:approve"));
    routes.push_back(change_route(api, Kind::reject_policy, "reject", "policies:approve"));
    routes.push_back(change_route(api, Kind::restore_policy, "restore", "policies:approve"));
    return routes;
}

}  // namespace shouxin::http
