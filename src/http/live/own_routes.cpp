// What a merchant sees of what concerns it, and its appeals; and the same for who must know what it
// sees. docs/formats/own.md
#include "base/whole_number.h"
#include "http/authentication.h"
#include "http/errand.h"
#include "http/json_body.h"
#include "http/live/api.h"
#include "http/problem.h"
#include "live/actions/action_state.h"
#include "service/live/appeal_rows.h"
#include "service/live/tables.h"
#include "service/outbox/tables.h"
#include "service/own/own_view.h"

#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace shouxin::http {
namespace {

using port::Condition;
using port::Row;
using proof::Json;

constexpr std::size_t limit_usual = 100;
constexpr std::size_t limit_max = 1000;
constexpr std::size_t actions_added_max = 20'000;

template <class T>
using Answered = tl::expected<T, Response>;

tl::unexpected<Response> refused(const Error& error) {
    return tl::unexpected(problem(error));
}

Answered<std::size_t> limit_of(const Request& request) {
    const auto text = request.query_value("limit");
    const auto limit = text ? whole_number<std::size_t>(*text) : std::optional(limit_usual);
    if (!limit || *limit < 1 || *limit > limit_max) {
        return tl::unexpected(problem(400, "limit must be a number from 1 to 1000"));
    }
    return *limit;
}

// The newest of the merchant's rows first. `key` makes the key of the table out of ?after.
template <class KeyOf>
Answered<std::vector<Row>> page_of(
    Api& api, const Request& request, port::Query query, const std::string& merchant, KeyOf key) {
    auto limit = limit_of(request);
    if (!limit) {
        return tl::unexpected(std::move(limit).error());
    }
    query.limit = *limit;
    query.descending = true;
    query.where.push_back({"merchant", Condition::Is::equal, merchant});
    if (const auto after = request.query_value("after")) {
        const Result<std::optional<Row>> row =
            api.engine().records().find(query.table, key(*after));
        if (!row) {
            return refused(row.error());
        }
        if (!*row) {
            return tl::unexpected(
                problem(400, "after must be what \"next\" of the page before said"));
        }
        query.after = *row;
    }
    Result<std::vector<Row>> rows = api.engine().records().list(query);
    return rows ? Answered<std::vector<Row>>(*std::move(rows)) : refused(rows.error());
}

// `next` if the page was full.
Response page_json(Json::Array items, bool full, std::string last) {
    Json json_value = Json::object();
    json_value.put("items", std::move(items)).put("next", full ? Json(std::move(last)) : Json());
    return ok(json_value);
}

port::Value text_key(std::string_view after) {
    return std::string(after);
}

port::Value action_key(std::string_view after) {
    return static_cast<std::int64_t>(live::action_id(after).value_or(0));
}

std::string action_name(const Row& action) {
    return live::to_text(static_cast<live::ActionId>(std::get<std::int64_t>(action.front())));
}

bool was_full(const Request& request, std::size_t rows) {
    return rows == limit_of(request).value_or(0);
}

Result<std::optional<Row>> newest_appeal(port::Records& records, const Row& action) {
    port::Query query;
    query.table = "appeals";
    query.where = {{"action", Condition::Is::equal, action.front()}};
    query.order_by = "number";
    query.descending = true;
    query.limit = 1;
    TRY(std::vector<Row> rows, records.list(query));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

// ?kind=hold_settlement, ?state=in_force. As service::own_action tells the state.
Answered<void> filter_actions(const Request& request, port::Query& query) {
    if (const auto kind = request.query_value("kind")) {
        query.where.push_back({"kind", Condition::Is::equal, std::string(*kind)});
    }
    const auto state = request.query_value("state");
    if (state && *state != "in_force") {
        return tl::unexpected(problem(400, "state can only be in_force; leave it out for all"));
    }
    if (state) {
        query.where.push_back({"ended", Condition::Is::equal, {}});
        query.where.push_back(
            {"state", Condition::Is::not_equal, std::string(name_of(live::ActionState::refused))});
    }
    return {};
}

Response own_actions(Api& api, const Request& request, const std::string& merchant) {
    port::Query query;
    query.table = "actions";
    if (auto filtered = filter_actions(request, query); !filtered) {
        return std::move(filtered).error();
    }
    auto rows = page_of(api, request, std::move(query), merchant, &action_key);
    if (!rows) {
        return std::move(rows).error();
    }
    Json::Array items;
    for (const Row& row : *rows) {
        if (service::is_shown(row, merchant)) {
            const auto appeal = newest_appeal(api.engine().records(), row);
            if (!appeal) {
                return problem(appeal.error());
            }
            items.push_back(service::own_action(row, *appeal));
        }
    }
    return page_json(
        std::move(items),
        was_full(request, rows->size()),
        rows->empty() ? "" : action_name(rows->back()));
}

Result<std::vector<Row>> shown_actions(
    port::Records& records, const Row& decision, const std::string& merchant) {
    port::Query query;
    query.table = "actions";
    query.where = {{"decision", Condition::Is::equal, decision.front()}};
    TRY(std::vector<Row> rows, records.list(query));
    std::erase_if(rows, [&](const Row& row) { return !service::is_shown(row, merchant); });
    return rows;
}

// Those that led to something which took effect.
Response own_decisions(Api& api, const Request& request, const std::string& merchant) {
    port::Query query;
    query.table = "decisions";
    query.order_by = "number";
    query.where = {{"outcome", Condition::Is::not_equal, std::string("allow")}};
    auto rows = page_of(api, request, std::move(query), merchant, &text_key);
    if (!rows) {
        return std::move(rows).error();
    }
    Json::Array items;
    for (const Row& row : *rows) {
        const auto actions = shown_actions(api.engine().records(), row, merchant);
        if (!actions) {
            return problem(actions.error());
        }
        if (!actions->empty()) {
            items.push_back(service::own_decision(row, *actions));
        }
    }
    return page_json(
        std::move(items),
        was_full(request, rows->size()),
        rows->empty() ? "" : std::get<std::string>(rows->back().front()));
}

Response own_appeals(Api& api, const Request& request, const std::string& merchant) {
    port::Query query;
    query.table = "appeals";
    query.order_by = "number";
    auto rows = page_of(api, request, std::move(query), merchant, &text_key);
    if (!rows) {
        return std::move(rows).error();
    }
    Json::Array items;
    for (const Row& row : *rows) {
        items.push_back(service::own_appeal(row));
    }
    return page_json(
        std::move(items),
        was_full(request, rows->size()),
        rows->empty() ? "" : std::get<std::string>(rows->back().front()));
}

Response merchant_sums(Api& api, const std::string& merchant, std::uint32_t orders) {
    service::OwnSums sums;
    port::Query query;
    query.table = "actions";
    query.where = {{"merchant", Condition::Is::equal, merchant}};
    query.descending = true;
    query.limit = limit_max;
    bool more = true;
    for (std::size_t read = 0; more && read < actions_added_max; read += limit_max) {
        const Result<std::vector<Row>> rows = api.engine().records().list(query);
        if (!rows) {
            return problem(rows.error());
        }
        for (const Row& row : *rows) {
            if (service::is_shown(row, merchant)) {
                sums.add(row);
            }
        }
        more = rows->size() == limit_max;
        if (more) {
            query.after = rows->back();
        }
    }
    return ok(sums.told(merchant, orders, !more));
}

// How many orders there are knows the state; what is done about them, the records.
void tell_sums(Api& api, std::string merchant, Respond respond) {
    api.engine().ask([&api, merchant = std::move(merchant), respond = std::move(respond)](
                         const live::State& state) mutable {
        const auto subject = state.watch().find(model::SubjectKind::merchant, merchant);
        const std::uint32_t orders =
            subject ? state.watch().shops().shop({subject->index}).orders : 0;
        answer_later(
            api.worker(), std::move(respond), [&api, merchant = std::move(merchant), orders] {
                return merchant_sums(api, merchant, orders);
            });
    });
}

Result<live::Command> read_appeal(Api& api, const Request& request) {
    const std::string& merchant = caller_of(request).merchant;
    TRY(const JsonBody body, JsonBody::read(request.body, {"action", "text"}));
    live::Command command = command_of(request, live::CommandKind::make_appeal);
    TRY(command.action, body.text("action"));
    TRY(command.text, body.text("text"));
    command.subject_kind = "merchant";
    command.subject = merchant;
    TRY(const std::optional<Row> row,
        api.engine().records().find("actions", action_key(command.action)));
    if (!row || !service::is_shown(*row, merchant)) {
        return fail(Failure::not_found, "there is no action of that name against this shop");
    }
    return command;
}

void make_appeal(Api& api, Request request, Respond respond) {
    hand_over(api.worker(), std::move(respond), [&api, request = std::move(request)](Respond then) {
        api.order(read_appeal(api, request), 201, std::move(then));
    });
}

// ---- Who asks ------------------------------------------------------------------------------

// Answers what concerns the merchant.
using Act = std::function<void(Api&, Request, std::string merchant, Respond)>;

// The caller's own.
Route own_route(Api& api, std::string_view what, Act act) {
    return {
        .method = Method::get,
        .pattern = "/v1/own/" + std::string(what),
        .needs = "own:read",
        .act = [&api, act = std::move(act)](Request request, Respond respond) {
            std::string merchant = caller_of(request).merchant;
            act(api, std::move(request), std::move(merchant), std::move(respond));
        }};
}

// The same to the byte, for who deals with the merchant.
Route shown_route(Api& api, std::string_view what, Act act) {
    return {
        .method = Method::get,
        .pattern = "/v1/merchants/{id}/own/" + std::string(what),
        .needs = "actions:read",
        .act = [&api, act = std::move(act)](Request request, Respond respond) {
            api.engine().ask(
                [&api, act, request = std::move(request), respond = std::move(respond)](
                    const live::State& state) mutable {
                    std::string merchant = request.parameter("id");
                    if (state.watch().find(model::SubjectKind::merchant, merchant)) {
                        act(api, std::move(request), std::move(merchant), std::move(respond));
                    } else {
                        respond(problem(404, "there is no merchant of that name in the log"));
                    }
                });
        }};
}

Act listing(Response (*tell)(Api&, const Request&, const std::string& merchant)) {
    return [tell](Api& api, Request request, std::string merchant, Respond respond) {
        answer_later(
            api.worker(),
            std::move(respond),
            [&api, tell, request = std::move(request), merchant = std::move(merchant)] {
                return tell(api, request, merchant);
            });
    };
}

void sums(Api& api, const Request& /*request*/, std::string merchant, Respond respond) {
    tell_sums(api, std::move(merchant), std::move(respond));
}

}  // namespace

std::vector<Route> own_routes(Api& api) {
    std::vector<Route> routes;
    for (const auto& [what, act] :
         {std::pair<std::string_view, Act>{"actions", listing(&own_actions)},
          {"decisions", listing(&own_decisions)},
          {"appeals", listing(&own_appeals)},
          {"merchant", &sums}}) {
        routes.push_back(own_route(api, what, act));
        routes.push_back(shown_route(api, what, act));
    }
    routes.push_back(
        {.method = Method::post,
         .pattern = "/v1/own/appeals",
         .needs = "own:write",
         .act = [&api](
                    Request request,
                    Respond respond) { make_appeal(api, std::move(request), std::move(respond)); },
         .body_bytes_max = std::size_t{16} << 10,
         .accepts = {"application/json"}});
    return routes;
}

}  // namespace shouxin::http
