// Rings as they are drawn: who deals with whom, who shares what, and when.
// docs/formats/rings-live.md
#include "http/errand.h"
#include "http/live/api.h"
#include "http/problem.h"
#include "live/ring_summaries.h"
#include "live/ring_text.h"
#include "service/live/stored_ring.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace shouxin::http {
namespace {

class GraphInquiry final : public Inquiry {
public:
    explicit GraphInquiry(std::uint64_t ring) : survey_(ring) {}

    bool look(const live::State& state) override {
        if (!surveyed_) {
            surveyed_ = survey_.look(state);
            return surveyed_ && !survey_.graph();
        }
        return text_.write_some(*survey_.graph());
    }

    void restart() override {
        survey_.restart();
        surveyed_ = false;
        text_ = {};
    }

    Response tell(const live::State& /*state*/) override {
        if (!survey_.graph()) {
            return problem(503, "a newer epoch has come: ask again");
        }
        return json(200, text_.take());
    }

private:
    live::RingSurvey survey_;
    bool surveyed_ = false;
    live::RingText text_;
};

class SummariesInquiry final : public Inquiry {
public:
    bool look(const live::State& state) override { return summaries_.look(state); }

    void restart() override { summaries_.restart(); }

    Response tell(const live::State& /*state*/) override { return json(200, summaries_.text()); }

private:
    live::RingSummaries summaries_;
};

Response stored(Api& api, std::uint64_t ring) {
    const Result<std::optional<std::string>> told =
        service::stored_ring(api.engine().records(), ring);
    if (!told) {
        return problem(told.error());
    }
    return *told ? json(200, **told) : problem(404, "there is no ring of that name");
}

// What isn't in the newest epoch any more is told as it was last found, without links.
void send_graph(Api& api, const Request& request, Respond respond) {
    const std::optional<std::uint64_t> ring = live::ring_number(request.parameter("ring"));
    if (!ring) {
        respond(problem(404, "there is no ring of that name: they are named as R17"));
        return;
    }
    api.engine().ask([&api, ring = *ring, respond = std::move(respond)](
                         const live::State& state) mutable {
        const auto& rings = state.epoch().rings;
        if (std::ranges::find(rings, ring, &live::RingView::number) != rings.end()) {
            api.inquire(std::move(respond), std::make_unique<GraphInquiry>(ring));
            return;
        }
        answer_later(api.worker(), std::move(respond), [&api, ring] { return stored(api, ring); });
    });
}

}  // namespace

std::vector<Route> ring_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/rings/{ring}/graph",
         .needs = "decisions:read",
         .act = [&api](const Request& request, Respond respond) {
             send_graph(api, request, std::move(respond));
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/ring-summaries",
         .needs = "decisions:read",
         .act = [&api](const Request& /*request*/, Respond respond) {
             api.inquire(std::move(respond), std::make_unique<SummariesInquiry>());
         }});
    return routes;
}

}  // namespace shouxin::http
