// What stands, and what needs a person now? docs/formats/overview.md
#include "http/errand.h"
#include "http/live/api.h"
#include "http/problem.h"
#include "service/overview/needs.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace shouxin::http {
namespace {

using live::DayTally;
using live::State;
using policy::Outcome;
using proof::Json;

constexpr live::Day days_shown = 60;
constexpr live::Day days_summed = 30;

// Sums of what hostile events claim may be larger than what every reader of JSON keeps exactly.
Json fen(std::int64_t amount) {
    return std::clamp(amount, -proof::integer_max, proof::integer_max);
}

Json sum_json(const live::Sum& sum) {
    Json json_value = Json::object();
    json_value.put("amount", fen(sum.amount)).put("count", sum.count);
    return json_value;
}

const live::Sum& decided(const DayTally& day, Outcome outcome) {
    return day.decisions[static_cast<std::size_t>(outcome)];
}

std::string date_of(live::Day day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()));
}

Json day_json(const DayTally& day) {
    Json json_value = Json::object();
    json_value.put("allowed", sum_json(decided(day, Outcome::allow)))
        .put("blocked", sum_json(decided(day, Outcome::block)))
        .put("clawed_back", fen(day.captured))
        .put("day", date_of(day.day))
        .put("expired", fen(day.expired))
        .put("held", sum_json(day.held))
        .put("labelled_fake", day.labels_fake)
        .put("labelled_honest", day.labels_honest)
        .put("orders", sum_json(day.orders))
        .put("released", fen(day.released))
        .put("reviewed", sum_json(decided(day, Outcome::review)))
        .put("rings", sum_json(day.rings))
        .put("suspicious", sum_json(day.suspicious))
        .put("undone", fen(day.undone))
        .put("voided", fen(day.voided));
    return json_value;
}

// Days of the log on which nothing came are shown too, so that time runs evenly.
std::vector<DayTally> newest_days(const live::Tally& tally, live::Day many) {
    std::vector<DayTally> newest;
    const live::Day last = tally.days().empty() ? 0 : tally.days().back().day;
    for (const DayTally& day : tally.days()) {
        if (day.day + many <= last) {
            continue;
        }
        while (!newest.empty() && newest.back().day + 1 < day.day) {
            const live::Day next = newest.back().day + 1;
            newest.emplace_back().day = next;
        }
        newest.push_back(day);
    }
    return newest;
}

Json money_json(const State& state) {
    using Cover = live::Exposure::Cover;
    DayTally sum;
    for (const DayTally& day : newest_days(state.tally(), days_summed)) {
        sum.captured = live::plus(sum.captured, day.captured);
        sum.released = live::plus(sum.released, day.released);
        sum.voided = live::plus(sum.voided, day.voided);
        sum.expired = live::plus(sum.expired, day.expired);
        sum.undone = live::plus(sum.undone, day.undone);
    }
    Json json_value = Json::object();
    json_value.put("at_risk", sum_json(state.exposure().sum(Cover::open)))
        .put("clawed_back", fen(sum.captured))
        .put("expired", fen(sum.expired))
        .put("held", sum_json(state.tally().holding()))
        .put("held_suspicious", sum_json(state.exposure().sum(Cover::held)))
        .put("released", fen(sum.released))
        .put("settled_suspicious", sum_json(state.exposure().sum(Cover::settled)))
        .put("undone", fen(sum.undone))
        .put("voided", fen(sum.voided));
    return json_value;
}

Json rings_json(const State& state) {
    std::int64_t amount = 0;
    for (const live::RingView& ring : state.epoch().rings) {
        amount = live::plus(amount, ring.amount);
    }
    const auto& days = state.tally().days();
    Json json_value = Json::object();
    json_value.put("amount", fen(amount))
        .put("new_today", sum_json(days.empty() ? live::Sum{} : days.back().rings))
        .put("now", state.epoch().rings.size());
    return json_value;
}

// All but what needs somebody, which only the records know.
Json overview(Api& api, const State& state) {
    const service::Engine::Figures figures = api.engine().figures();
    Json epoch = Json::object();
    epoch.put("events_since", state.events_since_epoch())
        .put("number", state.epoch().number)
        .put("running", Json::boolean(figures.epoch_running));
    Json::Array days;
    for (const DayTally& day : newest_days(state.tally(), days_shown)) {
        days.push_back(day_json(day));
    }
    Json json_value = Json::object();
    json_value.put("by_day", std::move(days))
        .put("epoch", std::move(epoch))
        .put("log_ms", std::int64_t{state.watch().now()} * 1000)
        .put("money", money_json(state))
        .put("now_ms", api.engine().now_ms())
        .put("review_ppm", state.rulings().policy().thresholds.review_ppm)
        .put("rings", rings_json(state));
    return json_value;
}

void send_overview(Api& api, Respond respond) {
    api.engine().ask([&api, respond = std::move(respond)](const State& state) mutable {
        answer_later(
            api.worker(), std::move(respond), [&api, told = overview(api, state)]() mutable {
                const Result<std::vector<service::Need>> needs =
                    service::needs_now(api.engine().records(), api.engine().now_ms());
                if (!needs) {
                    return problem(needs.error());
                }
                Json::Array items;
                for (const service::Need& need : *needs) {
                    items.push_back(service::json_of(need));
                }
                told.put("needs", std::move(items));
                return ok(told);
            });
    });
}

}  // namespace

std::vector<Route> overview_routes(Api& api) {
    return {
        {.method = Method::get,
         .pattern = "/v1/overview",
         .needs = "decisions:read",
         .act = [&api](const Request& /*request*/, Respond respond) {
             send_overview(api, std::move(respond));
         }}};
}

}  // namespace shouxin::http
