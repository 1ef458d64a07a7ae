#include "base/whole_number.h"
#include "http/json_body.h"
#include "http/live/api.h"
#include "http/live/listing.h"
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

constexpr std::size_t body_bytes_max = policy::policy_bytes_max + (std::size_t{64} << 10);

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

bool is_toml(const Request& request) {
    return request.headers.find("content-type").value_or("").starts_with("application/toml");
}

// A policy comes as TOML itself, or as the "text" of a JSON object.
Result<JsonBody> body_of(const Request& request) {
    return JsonBody::read(is_toml(request) ? std::string_view() : request.body, {"text", "reason"});
}

Result<std::string> text_of(const Request& request) {
    if (is_toml(request)) {
        return request.body;
    }
    TRY(const JsonBody body, body_of(request));
    TRY(std::string text, body.text("text"));
    if (text.empty()) {
        return fail(Failure::invalid, "send the policy as application/toml, or as \"text\"");
    }
    return text;
}

// 422, with every problem at its place.
Response refused(const policy::Refusal& refusal) {
    Json::Array problems;
    for (const policy::Problem& each : refusal) {
        Json one = Json::object();
        one.put("column", each.place.column)
            .put("line", each.place.line)
            .put("message", each.message);
        problems.push_back(std::move(one));
    }
    const std::size_t more = refusal.size() - 1;
    Response response = problem(
        422,
        fmt::format(
            "Mend line {}, column {}: {}{}",
            refusal.front().place.line,
            refusal.front().place.column,
            refusal.front().message,
            more == 0 ? "" : fmt::format(" (and {} more, see problems)", more)));
    response.problem->members = "\"problems\":" + Json(std::move(problems)).text();
    return response;
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

// What the policy says in plain words and how it differs from the one in force; or all that is
// wrong with it.
void check(Api& api, const Request& request, Respond respond) {
    const Result<std::string> text = text_of(request);
    if (!text) {
        respond(problem(text.error()));
        return;
    }
    auto compiled = policy::compile(*text);
    if (!compiled) {
        respond(refused(compiled.error()));
        return;
    }
    api.ask(std::move(respond), [policy = *std::move(compiled)](const live::State& state) {
        Json told = Json::object();
        told.put("changes", changes_json(state.rulings().policy(), policy))
            .put("problems", Json::Array())
            .put("rules", rules_json(policy));
        return ok(told);
    });
}

void propose(Api& api, const Request& request, Respond respond) {
    const auto read = [&]() -> Result<live::Command> {
        live::Command command = command_of(request, live::CommandKind::propose_policy);
        TRY(command.text, text_of(request));
        TRY(const JsonBody body, body_of(request));
        TRY(command.reason, body.text("reason"));
        return command;
    };
    Result<live::Command> command = read();
    if (!command) {
        respond(problem(command.error()));
        return;
    }
    if (auto compiled = policy::compile(command->text); !compiled) {
        respond(refused(compiled.error()));
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

void begin_backtest(Api& api, const Request& request, Respond respond) {
    Result<std::string> text = text_of(request);
    if (auto compiled = policy::compile(text.value_or("")); text && !compiled) {
        respond(refused(compiled.error()));
        return;
    }
    const Result<std::uint64_t> number =
        text ? api.backtests().begin(*std::move(text)) : tl::unexpected(text.error());
    if (!number) {
        respond(problem(number.error()));
        return;
    }
    Json json_value = Json::object();
    json_value.put("backtest", *number);
    respond(json(202, json_value.text()));
}

void send_backtest(Api& api, const Request& request, Respond respond) {
    const auto number = number_of(request, "backtest");
    const Result<Json> found =
        api.backtests().find(number ? static_cast<std::uint64_t>(*number) : 0);
    respond(found ? ok(*found) : problem(found.error()));
}

// As it was proposed: to save, change, and propose again.
void send_text(Api& api, const Request& request, Respond respond) {
    const auto version = number_of(request, "version");
    const Result<std::optional<port::Row>> row =
        api.engine().records().find("policies", version.value_or(0));
    if (!row || !*row) {
        respond(
            row ? problem(404, "there is no policy version of that name") : problem(row.error()));
        return;
    }
    respond(text(200, std::get<std::string>((*row)->back())));
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
        .body_bytes_max = method == Method::get ? 0 : body_bytes_max,
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
    routes.push_back(route(api, post, "/v1/backtests", "policies:write", &begin_backtest));
    routes.push_back(route(api, get, "/v1/backtests/{backtest}", "policies:read", &send_backtest));
    using Kind = live::CommandKind;
    routes.push_back(change_route(api, Kind::approve_policy, "approve", "policies:approve"));
    routes.push_back(change_route(api, Kind::reject_policy, "reject", "policies:approve"));
    routes.push_back(change_route(api, Kind::restore_policy, "restore", "policies:approve"));
    return routes;
}

}  // namespace shouxin::http
