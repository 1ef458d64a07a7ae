#include "http/live/api.h"
#include "http/problem.h"
#include "live/facts.h"

#include <fmt/format.h>

#include <utility>

namespace shouxin::http {
namespace {

using live::State;
using live::Subject;
using model::SubjectKind;
using proof::Json;

// In the field's own words: a number, a text, or codes.
Json value_of(policy::Field field, const policy::Facts& facts) {
    if (const auto place = policy::text_place(field)) {
        return facts.texts[*place].empty() ? Json() : Json(facts.texts[*place]);
    }
    const std::int64_t number = facts.number(field);
    if (number == policy::unknown) {
        return {};
    }
    if (policy::text_of(field).type != policy::Type::reasons) {
        return number;
    }
    Json::Array codes;
    for (std::size_t i = 0; i < model::reason_count; ++i) {
        if (((number >> i) & 1) != 0) {
            codes.emplace_back(model::reason_texts()[i].code);
        }
    }
    return codes;
}

// All that policies may ask about the subject: the same values, the same units.
Json facts_json(const live::Finding& finding, const State& state) {
    const policy::Facts facts = live::facts_of(finding, state.watch(), state.epoch());
    Json json_value = Json::object();
    for (std::size_t i = 0; i < policy::field_count; ++i) {
        const auto field = static_cast<policy::Field>(i);
        if (policy::may_use(finding.subject.kind, field)) {
            json_value.put(policy::text_of(field).name, value_of(field, facts));
        }
    }
    return json_value;
}

Json answers_json(const State& state, model::OrderIx order) {
    Json::Array answers;
    const judge::EarlyAnswers early = state.watch().local().answers().get(order);
    for (std::size_t age = 0; age < early.size(); ++age) {
        if (early[age] != 0) {
            Json one = Json::object();
            one.put("answer", live::name_of(static_cast<live::Tier>(age)))
                .put("probability_ppm", early[age]);
            answers.push_back(std::move(one));
        }
    }
    if (state.epoch().orders.covers(order.value)) {
        Json one = Json::object();
        one.put("answer", "epoch")
            .put("epoch", state.epoch().number)
            .put("probability_ppm", state.epoch().orders.ppm[order.value]);
        answers.push_back(std::move(one));
    }
    return answers;
}

Json actions_json(const State& state, const Subject& subject) {
    Json::Array actions;
    for (std::size_t i = 0; i < model::action_count; ++i) {
        const auto kind = static_cast<model::Action>(i);
        if (const auto action = state.actions().in_force(kind, subject.kind, subject.index)) {
            Json one = Json::object();
            one.put("action", live::to_text(*action)).put("kind", model::text_of(kind).name);
            actions.push_back(std::move(one));
        }
    }
    return actions;
}

Response tell(const State& state, SubjectKind kind, const std::string& name) {
    const std::optional<Subject> subject = state.watch().find(kind, name);
    if (!subject) {
        return problem(
            404, fmt::format("there is no {} of that name in the log", model::text_of(kind).name));
    }
    const live::Finding finding = state.finding(*subject);
    const std::uint32_t ring = state.epoch().of(kind).ring_of(subject->index);
    Json json_value = Json::object();
    json_value.put("actions", actions_json(state, *subject))
        .put("answer", live::name_of(finding.tier))
        .put("facts", facts_json(finding, state))
        .put("id", name)
        .put("kind", model::text_of(kind).name)
        .put("outcome", policy::name_of(state.rulings().standing(*subject).outcome))
        .put("probability_ppm", finding.ppm)
        .put("reasons", live::reasons_json(finding.reasons))
        .put(
            "ring",
            ring == live::no_ring ? Json()
                                  : Json(fmt::format("R{}", state.epoch().rings[ring].number)));
    if (kind == SubjectKind::order) {
        json_value.put("answers", answers_json(state, {subject->index}));
        const model::MerchantIx merchant = live::merchant_of(*subject, state.watch());
        const auto buyer = state.watch().market().orders.placed().get({subject->index}).buyer;
        json_value.put("buyer", state.watch().names().accounts[buyer])
            .put("merchant", state.watch().names().merchants[merchant]);
    }
    return ok(json_value);
}

Route subject_route(Api& api, std::string pattern, SubjectKind kind) {
    return {
        .method = Method::get,
        .pattern = std::move(pattern),
        .needs = "market:read",
        .act = [&api, kind](const Request& request, Respond respond) {
            api.ask(std::move(respond), [kind, name = request.parameter("id")](const State& state) {
                return tell(state, kind, name);
            });
        }};
}

}  // namespace

std::vector<Route> subject_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(subject_route(api, "/v1/orders/{id}", SubjectKind::order));
    routes.push_back(subject_route(api, "/v1/reviews/{id}", SubjectKind::review));
    routes.push_back(subject_route(api, "/v1/accounts/{id}", SubjectKind::account));
    routes.push_back(subject_route(api, "/v1/merchants/{id}", SubjectKind::merchant));
    return routes;
}

}  // namespace shouxin::http
