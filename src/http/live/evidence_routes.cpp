// Why: what each reason of a subject rests on, and what became of its order.
// docs/formats/evidence.md
#include "http/live/api.h"
#include "http/problem.h"
#include "live/evidence/evidence.h"
#include "live/evidence/story.h"
#include "model/clears.h"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

namespace shouxin::http {
namespace {

using live::Cited;
using live::State;
using model::SubjectKind;
using proof::Json;

constexpr std::int64_t second_ms = 1000;

Json time_json(signal::Seconds at) {
    return at == 0 ? Json() : Json(std::int64_t{at} * second_ms);
}

Json event_id(signal::EventRef event, const live::Watch& watch) {
    return event == signal::no_event ? Json() : Json(watch.market().event_ids[event]);
}

Json cited_json(const Cited& cited, const live::Watch& watch) {
    Json subject;
    if (cited.subject) {
        subject = Json::object();
        subject.put("id", watch.name_of(*cited.subject))
            .put("kind", model::text_of(cited.subject->kind).name);
    }
    Json json = Json::object();
    json.put("at_ms", time_json(cited.at_s))
        .put("en", cited.en)
        .put("id", event_id(cited.event, watch))
        .put("subject", std::move(subject))
        .put("type", cited.type)
        .put("zh", cited.zh);
    return json;
}

Json honest_json(const live::Comparison& honest) {
    Json::Array deciles;
    for (const std::int64_t decile : honest.deciles) {
        deciles.emplace_back(decile);
    }
    Json json = Json::object();
    json.put("above", honest.above)
        .put("below", honest.below)
        .put("deciles", std::move(deciles))
        .put("n", honest.n);
    return json;
}

Json measure_json(const live::ReasonEvidence& reason) {
    if (reason.measure == live::OrderMeasure::count) {
        return {};
    }
    const live::MeasureText& text = live::text_of(reason.measure);
    Json json = Json::object();
    json.put("en", text.en)
        .put("field", text.field)
        .put("honest", reason.honest ? honest_json(*reason.honest) : Json())
        .put("unit", live::name_of(text.unit))
        .put("value", reason.value)
        .put("zh", text.zh);
    return json;
}

// What to say instead of showing something: null if it is shown.
Json excuse_json(bool shown, live::Sentence excuse) {
    return shown ? Json() : Json::object().put("en", excuse.en).put("zh", excuse.zh);
}

Json reason_json(const live::ReasonEvidence& reason, const live::Watch& watch) {
    const model::ReasonText& text = model::text_of(reason.reason);
    const live::Sentence unmeasured =
        reason.support.unmeasured.en.empty() ? live::not_told : reason.support.unmeasured;
    Json::Array events;
    for (const Cited& cited : reason.events) {
        events.push_back(cited_json(cited, watch));
    }
    Json json = Json::object();
    json.put("clears", text.clears)
        .put("clears_en", model::clears_in_english(reason.reason))
        .put("code", text.code)
        .put("en", text.en)
        .put("events", std::move(events))
        .put("measure", measure_json(reason))
        .put("order", reason.order.valid() ? Json(watch.names().orders[reason.order]) : Json())
        .put("unmeasured", excuse_json(reason.measure != live::OrderMeasure::count, unmeasured))
        .put("unseen", excuse_json(!reason.events.empty(), live::not_kept))
        .put("zh", text.zh);
    return json;
}

Json moment_json(const live::Moment& moment, const live::Watch& watch) {
    Json json = Json::object();
    json.put("at_ms", time_json(moment.at_s))
        .put("en", moment.en)
        .put("event", event_id(moment.event, watch))
        .put("probability_ppm", moment.ppm ? Json(*moment.ppm) : Json())
        .put("what", moment.what)
        .put("zh", moment.zh);
    return json;
}

class EvidenceInquiry final : public Inquiry {
public:
    EvidenceInquiry(SubjectKind kind, std::string name)
        : kind_(kind), name_(name), evidence_(kind, std::move(name)) {}

    bool look(const State& state) override { return evidence_.look(state); }

    void restart() override { evidence_.restart(); }

    Response tell(const State& state) override {
        if (!evidence_.finding()) {
            return problem(
                404,
                fmt::format("there is no {} of that name in the log", model::text_of(kind_).name));
        }
        Json::Array reasons;
        for (const live::ReasonEvidence& reason : evidence_.reasons()) {
            reasons.push_back(reason_json(reason, state.watch()));
        }
        Json::Array story;
        for (const live::Moment& moment :
             live::story_of(evidence_.order(), evidence_.review(), evidence_.money(), state)) {
            story.push_back(moment_json(moment, state.watch()));
        }
        Json json = Json::object();
        json.put("answer", live::name_of(evidence_.finding()->tier))
            .put("id", name_)
            .put("kind", model::text_of(kind_).name)
            .put("probability_ppm", evidence_.finding()->ppm)
            .put("reasons", std::move(reasons))
            .put("story", std::move(story));
        return ok(json);
    }

private:
    SubjectKind kind_;
    std::string name_;
    live::Evidence evidence_;
};

}  // namespace

std::vector<Route> evidence_routes(Api& api) {
    std::vector<Route> routes;
    for (const SubjectKind kind :
         {SubjectKind::order, SubjectKind::review, SubjectKind::account, SubjectKind::merchant}) {
        routes.push_back(
            {.method = Method::get,
             .pattern = fmt::format("/v1/{}s/{{id}}/evidence", model::text_of(kind).name),
             .needs = "market:read",
             .act = [&api, kind](const Request& request, Respond respond) {
                 api.inquire(
                     std::move(respond),
                     std::make_unique<EvidenceInquiry>(kind, request.parameter("id")));
             }});
    }
    return routes;
}

}  // namespace shouxin::http
