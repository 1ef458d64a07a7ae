// An event as it was accepted, by the id that its sender gave it. docs/formats/evidence.md
#include "http/errand.h"
#include "http/live/api.h"
#include "http/problem.h"
#include "live/decision.h"
#include "live/evidence/event_search.h"
#include "service/live/stored_event.h"
#include "service/live/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::http {
namespace {

using live::State;
using proof::Json;
using service::DecisionColumn;
using service::StoredEvent;

constexpr std::size_t decisions_max = 20;

// Where the events are, and which leaves of the ledger bind their records.
struct Places {
    struct Place {
        std::uint64_t record = 0;
        std::optional<std::uint64_t> leaf;
    };

    std::vector<Place> places;
    bool forgotten = false;
};

class PlacesInquiry final : public Inquiry {
public:
    // `into` is told before the answer, which is empty.
    PlacesInquiry(std::string id, Places& into) : search_(std::move(id)), into_(into) {}

    bool look(const State& state) override { return search_.look(state); }

    void restart() override { search_.restart(); }

    Response tell(const State& state) override {
        into_.forgotten = search_.forgotten();
        for (const std::uint64_t record : search_.records()) {
            into_.places.push_back({record, state.blocks().leaf_of(record)});
        }
        return ok(Json::object());
    }

private:
    live::EventSearch search_;
    Places& into_;
};

// Those that were made in answer to it.
Result<Json> decisions_json(port::Records& records, const StoredEvent& event) {
    port::Query query;
    query.table = "decisions";
    query.where = {{.column = "event", .value = live::event_name(event.identity)}};
    query.limit = decisions_max;
    TRY(const std::vector<port::Row> rows, records.list(query));
    Json::Array decisions;
    for (const port::Row& row : rows) {
        const auto cell = [&](DecisionColumn column) {
            return row[static_cast<std::size_t>(column)];
        };
        Json one = Json::object();
        one.put("decision", std::get<std::string>(cell(DecisionColumn::id)))
            .put("leaf", std::get<std::int64_t>(cell(DecisionColumn::leaf)))
            .put("outcome", std::get<std::string>(cell(DecisionColumn::outcome)));
        decisions.push_back(std::move(one));
    }
    return Json(std::move(decisions));
}

Result<Json> event_json(Api& api, const StoredEvent& event, std::optional<std::uint64_t> leaf) {
    TRY(Json decisions, decisions_json(api.engine().records(), event));
    Json::Array names;
    for (const StoredEvent::Name& name : event.names) {
        names.push_back(Json::object().put("id", name.id).put("kind", name.kind));
    }
    Json json = Json::object();
    json.put("accepted_ms", event.accepted_ms)
        .put("at_ms", event.at_ms)
        .put("decisions", std::move(decisions))
        .put("leaf", leaf ? Json(*leaf) : Json())
        .put("line", event.line)
        .put("names", std::move(names))
        .put("record", event.record)
        .put("text", event.text)
        .put("type", event.type);
    return json;
}

Result<Json::Array> events_json(Api& api, const std::string& id, const Places& found) {
    service::Engine& engine = api.engine();
    Json::Array items;
    for (const Places::Place& place : found.places) {
        const auto events = service::stored_events(
            engine.log(), place.record, id, engine.options().state.reading.key, engine.names());
        if (!events && events.error().failure == Failure::not_found) {
            continue;  // forgotten since it was found
        }
        if (!events) {
            return tl::unexpected(events.error());
        }
        for (const StoredEvent& event : *events) {
            TRY(Json one, event_json(api, event, place.leaf));
            items.push_back(std::move(one));
        }
    }
    return items;
}

Response tell_events(Api& api, const std::string& id, const Places& found) {
    Result<Json::Array> items = events_json(api, id, found);
    if (!items) {
        return problem(items.error());
    }
    if (!items->empty()) {
        return ok(Json::object().put("id", id).put("items", *std::move(items)));
    }
    if (found.forgotten) {
        return problem(
            404, "the event is older than what the log keeps: only that it was is known");
    }
    return problem(
        404,
        fmt::format(
            "no event of that id is kept. Found are the types that a proof can cite (orders "
            "placed, parcels shipped, transfers, reviews and their removal, registrations, "
            "messages, accesses by staff) since record {} of the log",
            api.engine().log().first_number()));
}

void send_events(Api& api, const Request& request, Respond respond) {
    std::string id(request.parameter("id"));
    auto places = std::make_unique<Places>();
    auto inquiry = std::make_unique<PlacesInquiry>(id, *places);
    api.inquire(
        [&api, id = std::move(id), places = std::move(places), respond = std::move(respond)](
            Response answer) mutable {
            if (answer.status != 200) {
                respond(std::move(answer));
                return;
            }
            answer_later(
                api.worker(),
                std::move(respond),
                [&api, id = std::move(id), places = std::move(places)] {
                    return tell_events(api, id, *places);
                });
        },
        std::move(inquiry));
}

}  // namespace

std::vector<Route> event_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/events/{id}",
         .needs = "market:read",
         .act = [&api](const Request& request, Respond respond) {
             send_events(api, request, std::move(respond));
         }});
    return routes;
}

}  // namespace shouxin::http
