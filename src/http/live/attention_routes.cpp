// What a person sees to: alerts are closed, dead letters sent again; and how near the brake is.
// docs/formats/actions.md
#include "http/json_body.h"
#include "http/live/api.h"
#include "http/problem.h"
#include "live/actions/brake.h"
#include "live/decision.h"
#include "service/outbox/alerts.h"
#include "service/outbox/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::http {
namespace {

using live::BrakeLimits;
using live::CommandKind;
using live::State;
using port::Row;
using proof::Json;

constexpr std::size_t body_bytes_max = std::size_t{64} << 10;
constexpr std::size_t merchants_told = 20;

// `field` names what it is about.
Result<live::Command> command_about(
    const Request& request, std::string_view field, CommandKind kind) {
    TRY(const JsonBody body, JsonBody::read(request.body, {field, "reason"}));
    live::Command command = command_of(request, kind);
    command.subject_kind = field;
    TRY(command.subject, body.text(field));
    TRY(command.reason, body.text("reason"));
    if (command.reason.empty()) {
        return fail(Failure::invalid, "give a \"reason\": it is kept");
    }
    return command;
}

template <class Column>
std::string text(const Row& row, Column column) {
    const auto* const text = std::get_if<std::string>(&row[static_cast<std::size_t>(column)]);
    return text == nullptr ? std::string() : *text;
}

Result<Row> row_of(port::Records& records, const std::string& table, const std::string& id) {
    TRY(std::optional<Row> row, records.find(table, id));
    if (!row) {
        return fail(Failure::not_found, fmt::format("{} has none of that name", table));
    }
    return *std::move(row);
}

Result<live::Command> closing(Api& api, const Request& request) {
    TRY(live::Command command, command_about(request, "alert", CommandKind::close_alert));
    TRY(const Row row, row_of(api.engine().records(), "alerts", command.subject));
    if (text(row, service::AlertColumn::what) == "appeal") {
        return fail(Failure::conflict, "answer the appeal: that closes its alert");
    }
    if (text(row, service::AlertColumn::state) != "open") {
        return fail(
            Failure::conflict,
            fmt::format("'{}' closed it already", text(row, service::AlertColumn::closed_by)));
    }
    return command;
}

// What isn't dead is refused before it is in the log; the outbox looks again.
void resend(Api& api, const Request& request, Respond respond) {
    const auto read = [&]() -> Result<live::Command> {
        TRY(live::Command command, command_about(request, "message", CommandKind::resend_message));
        TRY(const Row row, row_of(api.engine().records(), "outbox", command.subject));
        if (text(row, service::OutboxColumn::state) != "dead") {
            return fail(
                Failure::conflict,
                fmt::format(
                    "the message is {}: only a dead one is sent again",
                    text(row, service::OutboxColumn::state)));
        }
        return command;
    };
    Result<live::Command> command = read();
    if (!command) {
        respond(problem(command.error()));
        return;
    }
    const std::string message = command->subject;
    api.order_then(*std::move(command), std::move(respond), [&api, message](const Json&) {
        const Result<std::size_t> sent = api.outbox().send_again(message, api.engine().now_ms());
        return sent ? ok(Json::object().put("message", message).put("waiting", *sent))
                    : problem(sent.error());
    });
}

// ---- The brake -----------------------------------------------------------------------------

// Sums of what hostile events claim may be larger than what every reader of JSON keeps exactly.
Json fen(std::int64_t amount) {
    return std::clamp(amount, -proof::integer_max, proof::integer_max);
}

Json limit_json(std::int64_t limit) {
    return limit == BrakeLimits::none ? Json() : fen(limit);
}

Json limits_json(const BrakeLimits& limits) {
    Json json = Json::object();
    json.put("held_amount_per_hour", limit_json(limits.held_amount_per_hour))
        .put("held_amount_per_merchant_day", limit_json(limits.held_amount_per_merchant_day))
        .put("holds_per_hour", limit_json(limits.holds_per_hour))
        .put("holds_per_merchant_day", limit_json(limits.holds_per_merchant_day))
        .put("holds_per_rule_hour", limit_json(limits.holds_per_rule_hour));
    return json;
}

// Rules of the policy in force that hold something.
std::vector<std::string> holding_rules(const policy::Policy& policy) {
    std::vector<std::string> rules;
    for (const policy::Rule& rule : policy.rules) {
        const auto holds = [](const policy::RuleAction& each) {
            return live::is_hold(each.action);
        };
        if (rule.mode == policy::Mode::live && std::ranges::any_of(rule.actions, holds)) {
            rules.push_back(rule.name);
        }
    }
    return rules;
}

Json brake_json(const State& state, std::int64_t now_ms) {
    const std::uint32_t policy = state.policies().in_force().version;
    const std::vector<std::string> rules = holding_rules(state.rulings().policy());
    std::vector<std::uint64_t> keys;
    for (const std::string& rule : rules) {
        keys.push_back(state.actions().brake_key(rule, std::to_string(policy)));
    }
    const live::Brake& brake = state.actions().brake();
    const std::int64_t at_ms = std::max(now_ms, state.at_ms());
    const live::BrakeUse use = brake.use(at_ms, keys, merchants_told);
    Json::Array merchants;
    for (const live::BrakeUse::Merchant& each : use.merchants) {
        Json one = Json::object();
        one.put("amount", fen(each.day.amount))
            .put("holds", each.day.holds)
            .put("merchant", state.watch().names().merchants[model::MerchantIx{each.merchant}]);
        merchants.push_back(std::move(one));
    }
    Json::Array by_rule;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        Json one = Json::object();
        by_rule.push_back(one.put("holds", use.rules[i]).put("rule", rules[i]));
    }
    Json hour = Json::object();
    hour.put("amount", fen(use.hour.amount)).put("holds", use.hour.holds);
    Json json = Json::object();
    json.put("at_ms", at_ms)
        .put("hour", std::move(hour))
        .put("limits", limits_json(brake.limits()))
        .put("merchants", std::move(merchants))
        .put("policy", policy)
        .put("rules", std::move(by_rule));
    return json;
}

// ---- What there is to do -------------------------------------------------------------------

Json kinds_json() {
    Json::Array kinds;
    for (std::size_t i = 0; i < model::action_count; ++i) {
        const auto kind = static_cast<model::Action>(i);
        const model::ActionText& words = model::text_of(kind);
        Json::Array subjects;
        for (std::size_t k = 0; k < model::subject_kind_count; ++k) {
            const auto subject = static_cast<model::SubjectKind>(k);
            if (model::applies_to(kind, subject)) {
                subjects.emplace_back(model::text_of(subject).name);
            }
        }
        Json one = Json::object();
        one.put("en", words.en)
            .put("gravity", words.gravity)
            .put("kind", words.name)
            .put("lasts_ms", std::int64_t{words.expiry_s} * 1000)
            .put("subjects", std::move(subjects))
            .put("zh", words.zh);
        kinds.push_back(std::move(one));
    }
    return Json::object().put("items", std::move(kinds));
}

}  // namespace

std::vector<Route> attention_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::post,
         .pattern = "/v1/alerts/close",
         .needs = "actions:write",
         .act = [&api](
                    const Request& request,
                    Respond respond) { api.order(closing(api, request), 200, std::move(respond)); },
         .body_bytes_max = body_bytes_max,
         .accepts = {"application/json"}});
    routes.push_back(
        {.method = Method::post,
         .pattern = "/v1/outbox/resend",
         .needs = "actions:write",
         .act = [&api](
                    const Request& request,
                    Respond respond) { resend(api, request, std::move(respond)); },
         .body_bytes_max = body_bytes_max,
         .accepts = {"application/json"}});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/brake",
         .needs = "actions:read",
         .act = [&api](const Request& /*request*/, Respond respond) {
             api.ask(std::move(respond), [now_ms = api.engine().now_ms()](const State& state) {
                 return ok(brake_json(state, now_ms));
             });
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/action-kinds",
         .needs = "actions:read",
         .act = [](const Request& /*request*/, Respond respond) { respond(ok(kinds_json())); }});
    return routes;
}

}  // namespace shouxin::http
