#include "http/live/api.h"
#include "http/problem.h"
#include "intake/quarantine.h"
#include "live/decision.h"

#include <fmt/format.h>

#include <utility>

namespace shouxin::http {
namespace {

using intake::BodyForm;
using proof::Json;

constexpr std::size_t body_bytes_max = std::size_t{16} << 20;
constexpr std::size_t told_max = 1000;        // items that are listed
constexpr std::size_t rejected_max = 10'000;  // each is kept, and takes more room than its line

const std::vector<std::string> media_types{
    "application/x-ndjson",
    "application/jsonl",
    "application/json",
    "application/cloudevents+json",
    "application/cloudevents-batch+json"};

BodyForm form_of(const Request& request) {
    const std::string_view type = request.headers.find("content-type").value_or("");
    if (type.starts_with("application/cloudevents-batch+json")) {
        return BodyForm::list;
    }
    if (type.starts_with("application/cloudevents+json")) {
        return BodyForm::one;
    }
    if (!type.starts_with("application/json")) {
        return BodyForm::lines;
    }
    const std::size_t first = request.body.find_first_not_of(" \t\r\n");
    const bool list = first != std::string::npos && request.body[first] == '[';
    return list ? BodyForm::list : BodyForm::one;
}

// What went to quarantine, a line each.
std::string rejects_of(const intake::Delivery& delivery, std::string_view source) {
    std::string lines;
    for (const intake::Rejected& rejected : delivery.rejected()) {
        lines +=
            intake::quarantine_json({source, rejected.line, rejected.reason, rejected.excerpt});
    }
    return lines;
}

Json rejected_json(const std::vector<intake::Rejected>& rejected) {
    Json::Array items;
    for (const intake::Rejected& each : rejected) {
        Json item = Json::object();
        item.put("item", each.line).put("reason", each.reason);
        items.push_back(std::move(item));
        if (items.size() == told_max) {
            break;
        }
    }
    return items;
}

class EventsWaiter final : public ReplyWaiter {
public:
    EventsWaiter(
        Api& api, std::vector<intake::Rejected> rejected, std::size_t items, Respond respond)
        : ReplyWaiter(api.replies(), std::move(respond)),
          rejected_(std::move(rejected)),
          items_(items) {}

    void done(const live::Effects& effects) override {
        Json::Array duplicates;
        std::uint64_t duplicate = 0;
        std::uint64_t item = 0;  // those rejected aren't among the admitted
        auto rejected = rejected_.begin();
        for (const bool admitted : effects.admitted) {
            for (++item; rejected != rejected_.end() && rejected->line == item; ++rejected) {
                ++item;
            }
            duplicate += admitted ? 0 : 1;
            if (!admitted && duplicates.size() < told_max) {
                duplicates.emplace_back(item);
            }
        }
        Json json_value = Json::object();
        json_value.put("accepted", effects.admitted.size() - duplicate)
            .put("duplicate", duplicate)
            .put("duplicates", std::move(duplicates))
            .put("items", items_)
            .put("log_number", effects.record)
            .put("rejected", rejected_.size())
            .put("rejects", rejected_json(rejected_));
        reply(json(rejected_.empty() ? 200 : 207, json_value.text()));
    }

private:
    std::vector<intake::Rejected> rejected_;
    std::size_t items_;
};

// First what is rejected, so that whoever waits for the rest waits for both.
void take_events(Api& api, const Request& request, Respond respond) {
    Result<intake::Delivery> delivery = api.readers().read(request.body, form_of(request));
    if (!delivery) {
        respond(problem(delivery.error()));
        return;
    }
    if (delivery->items() == 0) {
        respond(problem(400, "the body holds no event: send one JSON object a line"));
        return;
    }
    if (delivery->rejected().size() > rejected_max) {
        respond(problem(
            422,
            fmt::format(
                "nothing was taken, because more than {} items are no events; of item {}: {}",
                rejected_max,
                delivery->rejected().front().line,
                delivery->rejected().front().reason)));
        return;
    }
    runtime::Submission rejects;
    rejects.kind = model::RecordKind::rejects;
    rejects.payload = rejects_of(*delivery, request.principal.subject);
    auto waiter = std::make_unique<EventsWaiter>(
        api, delivery->rejected(), delivery->items(), std::move(respond));
    EventsWaiter& kept = *waiter;
    if (delivery->chunk().records.empty()) {
        rejects.waiter = std::move(waiter);
        api.submit(std::move(rejects), kept);
        return;
    }
    if (!rejects.payload.empty()) {
        if (const Result<void> submitted = api.engine().submit(rejects); !submitted) {
            kept.refuse(submitted.error());
            return;
        }
    }
    runtime::Submission events;
    events.delivery = *std::move(delivery);
    events.waiter = std::move(waiter);
    api.submit(std::move(events), kept);
}

// ---- Questions -----------------------------------------------------------------------------

// What was answered when this was asked before.
Response answer_again(service::Engine& engine, const std::string& event) {
    port::Query query;
    query.table = "decisions";
    query.where = {{"event", port::Condition::Is::equal, event}};
    query.limit = 1;
    const Result<std::vector<port::Row>> rows = engine.records().list(query);
    if (!rows) {
        return problem(rows.error());
    }
    if (rows->empty()) {
        return problem(
            409,
            "an event of this source and id came before, but not as a question: give a new id");
    }
    return json(200, std::get<std::string>(rows->front().back()));
}

class QuestionWaiter final : public ReplyWaiter {
public:
    QuestionWaiter(Api& api, std::string event, Respond respond)
        : ReplyWaiter(api.replies(), std::move(respond)), api_(api), event_(std::move(event)) {}

    void done(const live::Effects& effects) override {
        if (effects.answered) {
            reply(json(200, live::told(effects.decisions[*effects.answered]).text()));
        } else if (!effects.admitted.empty() && !effects.admitted.front()) {
            api_.engine().projector().when_reached(
                effects.record,
                [&api = api_, event = std::move(event_), respond = take_respond()]() mutable {
                    respond(answer_again(api.engine(), event));
                });
        } else {
            reply(problem(
                422,
                "the event was taken, but it is about no order, review, account or merchant, so "
                "there is nothing to decide: send such events to /v1/events"));
        }
    }

private:
    Api& api_;
    std::string event_;
};

void take_question(Api& api, const Request& request, Respond respond) {
    Result<intake::Delivery> delivery = api.readers().read(request.body, form_of(request));
    if (!delivery || delivery->items() != 1) {
        respond(problem(400, "send exactly one event, as a JSON object"));
        return;
    }
    if (!delivery->rejected().empty()) {
        runtime::Submission rejects;
        rejects.kind = model::RecordKind::rejects;
        rejects.payload = rejects_of(*delivery, request.principal.subject);
        static_cast<void>(api.engine().submit(rejects));  // the sender knows; so should others
        respond(problem(422, delivery->rejected().front().reason));
        return;
    }
    const Hash128 identity = delivery->chunk().records.front().identity;
    auto waiter =
        std::make_unique<QuestionWaiter>(api, live::event_name(identity), std::move(respond));
    QuestionWaiter& kept = *waiter;
    runtime::Submission question;
    question.kind = model::RecordKind::question;
    question.delivery = *std::move(delivery);
    question.waiter = std::move(waiter);
    api.submit(std::move(question), kept);
}

}  // namespace

std::vector<Route> intake_routes(Api& api) {
    return {
        {.method = Method::post,
         .pattern = "/v1/events",
         .needs = "events:write",
         .act = [&api](
                    const Request& request,
                    Respond respond) { take_events(api, request, std::move(respond)); },
         .body_bytes_max = body_bytes_max,
         .accepts = media_types},
        {.method = Method::post,
         .pattern = "/v1/decisions",
         .needs = "decisions:write",
         .act = [&api](
                    const Request& request,
                    Respond respond) { take_question(api, request, std::move(respond)); },
         .body_bytes_max = std::size_t{1} << 20,
         .accepts = media_types}};
}

}  // namespace shouxin::http
