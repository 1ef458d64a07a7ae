// How good are the decisions, by people's word, and what should people look at next?
// docs/formats/quality.md
#include "base/whole_number.h"
#include "http/authentication.h"
#include "http/errand.h"
#include "http/live/api.h"
#include "http/problem.h"
#include "live/sample.h"
#include "policy/evaluate.h"
#include "service/quality/quality.h"
#include "service/quality/review_queue.h"

#include <utility>

namespace shouxin::http {
namespace {

constexpr std::size_t limit_max = 500;
constexpr std::size_t lots_spare = 200;  // drawn beyond what is asked for: some have labels already

// Who is in the hold-out says the policy in force.
void send_quality(Api& api, Respond respond) {
    api.engine().ask([&api, respond = std::move(respond)](const live::State& state) mutable {
        answer_later(api.worker(), std::move(respond), [&api, policy = state.rulings().policy()] {
            const HashKey key = api.engine().options().state.reading.key;
            const Result<proof::Json> measured = service::measure_quality(
                api.engine().records(),
                [&](std::string_view order) { return policy::is_held_out(policy, key, order); });
            return measured ? ok(*measured) : problem(measured.error());
        });
    });
}

void send_queue(Api& api, const Request& request, Respond respond) {
    service::ReviewWish wish;
    wish.by = request.principal.subject;
    wish.lead = caller_of(request).role == service::Role::lead;
    wish.after = request.query_value("after").value_or("");
    const auto limit = whole_number<std::size_t>(request.query_value("limit").value_or("50"));
    if (!limit || *limit < 1 || *limit > limit_max) {
        respond(problem(400, "limit must be a number from 1 to 500"));
        return;
    }
    wish.limit = *limit;
    api.engine().ask([&api, wish = std::move(wish), respond = std::move(respond)](
                         const live::State& state) mutable {
        const HashKey key = api.engine().options().state.reading.key;
        live::Sample sample =
            live::draw_sample(state, key, service::drawn_of(wish.limit) + lots_spare);
        answer_later(
            api.worker(),
            std::move(respond),
            [&api, wish = std::move(wish), sample = std::move(sample)] {
                const Result<proof::Json> queue =
                    service::review_queue(api.engine().records(), sample, wish);
                return queue ? ok(*queue) : problem(queue.error());
            });
    });
}

}  // namespace

std::vector<Route> quality_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/quality",
         .needs = "decisions:read",
         .act = [&api](const Request& /*request*/, Respond respond) {
             send_quality(api, std::move(respond));
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/review-queue",
         .needs = "decisions:read",
         .act = [&api](const Request& request, Respond respond) {
             send_queue(api, request, std::move(respond));
         }});
    return routes;
}

}  // namespace shouxin::http
