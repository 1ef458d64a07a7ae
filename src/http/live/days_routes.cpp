// How did a merchant's sales go, day by day, and how much of them is suspected?
#include "base/whole_number.h"
#include "http/live/api.h"
#include "http/problem.h"
#include "live/lists/row.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace shouxin::http {
namespace {

using live::State;
using model::SubjectKind;
using proof::Json;

constexpr std::uint32_t slice_orders = 50'000;
constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t minute_s = 60;
constexpr std::int64_t offset_usual_min = 480;  // Beijing
constexpr std::int64_t offset_least_min = -720;
constexpr std::int64_t offset_most_min = 840;
constexpr std::size_t days_max = 400;             // the newest
constexpr std::uint32_t suspected_ppm = 500'000;  // as the review threshold

// Sums of what hostile events claim may be larger than what every reader of JSON keeps exactly.
Json fen(std::int64_t amount) {
    return std::clamp(amount, -proof::integer_max, proof::integer_max);
}

struct Day {
    std::uint32_t orders = 0;
    std::int64_t amount = 0;
    std::uint32_t suspected = 0;
    std::int64_t suspected_amount = 0;
};

class MerchantDays final : public Inquiry {
public:
    MerchantDays(std::string name, std::int64_t offset_min)
        : name_(std::move(name)), offset_min_(offset_min) {}

    bool look(const State& state) override {
        if (!merchant_) {
            merchant_ = state.watch().find(SubjectKind::merchant, name_);
            next_ = merchant_ ? live::rows_of(SubjectKind::order, state.watch()) : 0;
        }
        const std::uint32_t end = next_ - std::min(next_, slice_orders);
        while (next_ > end) {
            count(--next_, state);
        }
        return next_ == 0;
    }

    void restart() override {
        merchant_.reset();
        days_.clear();
    }

    Response tell(const State& /*state*/) override {
        if (!merchant_) {
            return problem(404, "there is no merchant of that name in the log");
        }
        Json::Array days;
        for (const auto& [day, sums] : days_) {
            Json one = Json::object();
            one.put("amount", fen(sums.amount))
                .put("day_ms", (day * day_s - offset_min_ * minute_s) * 1000)
                .put("orders", sums.orders)
                .put("suspected", sums.suspected)
                .put("suspected_amount", fen(sums.suspected_amount));
            days.push_back(std::move(one));
        }
        Json json = Json::object();
        json.put("days", std::move(days)).put("offset_min", offset_min_);
        return ok(json);
    }

private:
    void count(std::uint32_t row, const State& state) {
        const signal::PlacedOrder placed = state.watch().market().orders.placed().get({row});
        if (!placed.placed() || placed.merchant.value != merchant_->index) {
            return;
        }
        Day& day = days_[(std::int64_t{placed.placed_s} + offset_min_ * minute_s) / day_s];
        ++day.orders;
        day.amount += placed.amount;
        if (state.probability({SubjectKind::order, row}) >= suspected_ppm) {
            ++day.suspected;
            day.suspected_amount += placed.amount;
        }
        if (days_.size() > days_max) {
            days_.erase(days_.begin());
        }
    }

    std::string name_;
    std::int64_t offset_min_;
    std::optional<live::Subject> merchant_;
    std::uint32_t next_ = 0;
    std::map<std::int64_t, Day> days_;  // since 1970, where the clock is so much ahead
};

void send_days(Api& api, const Request& request, Respond respond) {
    const auto asked = request.query_value("offset_min");
    const auto offset = asked ? whole_number<std::int64_t>(*asked) : offset_usual_min;
    if (!offset || *offset < offset_least_min || *offset > offset_most_min) {
        respond(problem(
            400,
            fmt::format(
                "offset_min is how many minutes the days' clock is ahead of UTC, from {} to {}",
                offset_least_min,
                offset_most_min)));
        return;
    }
    api.inquire(
        std::move(respond), std::make_unique<MerchantDays>(request.parameter("id"), *offset));
}

}  // namespace

std::vector<Route> days_routes(Api& api) {
    return {
        {.method = Method::get,
         .pattern = "/v1/merchants/{id}/days",
         .needs = "market:read",
         .act = [&api](const Request& request, Respond respond) {
             send_days(api, request, std::move(respond));
         }}};
}

}  // namespace shouxin::http
