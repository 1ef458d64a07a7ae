#include "http/live/market_rows.h"

#include "base/must.h"
#include "live/lists/row.h"
#include "region/divisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::embedded {
std::string_view region_divisions();
}

namespace shouxin::http {
namespace {

using live::State;
using live::Subject;
using model::SubjectKind;
using proof::Json;

constexpr std::int64_t second_ms = 1000;

// Sums of what hostile events claim may be larger than what every reader of JSON keeps exactly.
Json fen(std::int64_t amount) {
    return std::clamp(amount, -proof::integer_max, proof::integer_max);
}

template <class Names, class Ix>
Json name_json(const Names& names, Ix index) {
    return index.valid() ? Json(names[index]) : Json();
}

// Null for what wasn't seen.
Json time_json(signal::Seconds at) {
    return at == 0 ? Json() : Json(std::int64_t{at} * second_ms);
}

Json codes_json(const model::Reasons& reasons) {
    Json::Array codes;
    for (const model::Reason reason : reasons) {
        codes.emplace_back(model::text_of(reason).code);
    }
    return codes;
}

const region::Divisions& divisions() {
    static const region::Divisions all = [] {
        auto parsed = region::Divisions::parse(embedded::region_divisions());
        MUST(parsed);
        return *std::move(parsed);
    }();
    return all;
}

// 广东省/广州市/番禺区; null for a code that is none of today's.
Json region_name(model::Division division) {
    const auto row = divisions().find(division.county() * 1000);
    if (!row) {
        return {};
    }
    std::string name;
    divisions().put_full_name(name, *row);
    return name;
}

void put_order(Json& json, const live::Row& row, const live::Watch& watch) {
    json.put("amount", row.amount)
        .put("at_ms", time_json(row.at_s))
        .put("buyer", name_json(watch.names().accounts, row.account))
        .put("merchant", name_json(watch.names().merchants, row.merchant));
}

void put_review(
    Json& json, const Subject& subject, const live::Row& row, const live::Watch& watch) {
    const signal::Review review = watch.market().reviews.rows().get({subject.index});
    json.put("account", name_json(watch.names().accounts, row.account))
        .put("at_ms", time_json(row.at_s))
        .put("merchant", name_json(watch.names().merchants, row.merchant))
        .put("order", name_json(watch.names().orders, review.order))
        .put("stars", review.stars);
}

void put_account(Json& json, const live::Row& row, std::int64_t amount, const live::Watch& watch) {
    json.put("amount", fen(amount))
        .put("orders", watch.local().counts().orders_of(row.account))
        .put("registered_ms", time_json(row.at_s));
}

void put_merchant(Json& json, const live::Row& row, const State& state) {
    const live::Watch& watch = state.watch();
    const live::Shop shop = watch.shops().shop(row.merchant);
    const auto& sums = state.epoch().sums;
    const auto fake_ppm =
        row.merchant.value < sums.size() ? sums[row.merchant.value].fake_orders_ppm : 0;
    json.put("category", name_json(watch.names().categories, shop.category))
        .put("fake_amount", fen(row.amount))
        .put("fake_orders", fake_ppm / 1'000'000)
        .put("opened_ms", time_json(row.at_s))
        .put("orders", shop.orders)
        .put(
            "region",
            shop.region.code == 0 ? Json() : Json(fmt::format("{:06}", shop.region.county())))
        .put("region_name", region_name(shop.region));
}

}  // namespace

void load_region_names() {
    divisions();
}

Json ring_json(const State& state, const Subject& subject) {
    const std::uint32_t ring = state.epoch().of(subject.kind).ring_of(subject.index);
    return ring == live::no_ring ? Json()
                                 : Json(fmt::format("R{}", state.epoch().rings[ring].number));
}

Json market_row(const State& state, const Subject& subject, std::int64_t amount) {
    const live::Finding finding = state.finding(subject);
    const live::Row row = live::row_of(subject, state.watch(), state.epoch());
    Json json = Json::object();
    json.put("answer", live::name_of(finding.tier))
        .put("id", state.watch().name_of(subject))
        .put("outcome", policy::name_of(state.rulings().standing(subject).outcome))
        .put("probability_ppm", finding.ppm)
        .put("reasons", codes_json(finding.reasons))
        .put("ring", ring_json(state, subject));
    switch (subject.kind) {
        case SubjectKind::order:
            put_order(json, row, state.watch());
            break;
        case SubjectKind::review:
            put_review(json, subject, row, state.watch());
            break;
        case SubjectKind::account:
            put_account(json, row, amount, state.watch());
            break;
        default:
            put_merchant(json, row, state);
    }
    return json;
}

}  // namespace shouxin::http
