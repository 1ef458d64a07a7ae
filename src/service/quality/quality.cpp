#include "service/quality/quality.h"

#include "live/decision.h"
#include "report/evaluation/fairness.h"
#include "service/live/tables.h"
#include "service/quality/agreement.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace shouxin::service {
namespace {

using policy::Outcome;
using port::Condition;
using port::Row;
using proof::Json;

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::size_t page_max = 1000;
constexpr double million = 1e6;

// The Monday that it falls on or behind, as 2026-11-23; 1970 began on a Thursday.
std::string week_of(std::int64_t at_ms) {
    const std::int64_t day = at_ms / day_ms;
    return live::rfc3339((day - (day + 3) % 7) * day_ms).substr(0, 10);
}

// With 95 %, rounded outwards to whole millionths.
Json share_json(std::uint64_t part, std::uint64_t of) {
    Json json = Json::object();
    json.put("of", of).put("part", part);
    if (of == 0) {
        return json.put("high_ppm", Json()).put("low_ppm", Json()).put("ppm", Json());
    }
    const auto [low, high] = report::evaluation::wilson_interval(part, of);
    return json.put("high_ppm", static_cast<std::int64_t>(std::ceil(high * million)))
        .put("low_ppm", static_cast<std::int64_t>(std::floor(low * million)))
        .put("ppm", part * 1'000'000 / of);
}

std::optional<Outcome> outcome_of(std::string_view name) {
    for (const Outcome outcome : {Outcome::allow, Outcome::review, Outcome::block}) {
        if (policy::name_of(outcome) == name) {
            return outcome;
        }
    }
    return std::nullopt;
}

std::int64_t number(const Row& row, std::size_t column) {
    const auto* const found = std::get_if<std::int64_t>(&row[column]);
    return found == nullptr ? 0 : *found;
}

// The newest decision about the subject when it was labelled.
Result<std::optional<Row>> decision_before(
    port::Records& records, const std::string& kind, const std::string& id, std::int64_t at_ms) {
    port::Query query;
    query.table = "decisions";
    query.where = {
        {"subject", Condition::Is::equal, id},
        {"subject_kind", Condition::Is::equal, kind},
        {"at_ms", Condition::Is::at_most, at_ms}};
    query.order_by = "number";
    query.descending = true;
    query.limit = 1;
    TRY(std::vector<Row> rows, records.list(query));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

void take_decision(const Row& decision, Judged& judged) {
    const auto column = [](DecisionColumn of) { return static_cast<std::size_t>(of); };
    judged.policy = number(decision, column(DecisionColumn::policy));
    judged.at_ms = number(decision, column(DecisionColumn::at_ms));
    const auto* const text = std::get_if<std::string>(&decision[column(DecisionColumn::body)]);
    const Result<Json> body = proof::parse_canonical(text == nullptr ? "" : *text);
    const Json* const would_be = body ? body->find("would_be") : nullptr;
    const Json* const held_out = body ? body->find("held_out") : nullptr;
    if (would_be != nullptr && would_be->as_text() != nullptr) {
        judged.outcome = outcome_of(*would_be->as_text()).value_or(Outcome::allow);
    }
    judged.held_out =
        held_out != nullptr && held_out->as_boolean() != nullptr && *held_out->as_boolean();
}

}  // namespace

void Quality::count(const Judged& judged, Counts& into) {
    auto& counts = judged.fake ? into.fake : into.honest;
    ++counts[static_cast<std::size_t>(judged.outcome)];
}

void Quality::add(const Judged& judged) {
    count(judged, all_);
    if (judged.held_out) {
        count(judged, held_out_);
    }
    count(judged, by_policy_[judged.policy]);
    count(judged, by_week_[week_of(judged.at_ms)]);
}

Json Quality::json_of(const Counts& counts) {
    const auto sum = [](const std::array<std::uint64_t, 3>& of, Outcome from) {
        const auto first = of.begin() + static_cast<std::ptrdiff_t>(from);
        return std::accumulate(first, of.end(), std::uint64_t{0});
    };
    const std::uint64_t fakes = sum(counts.fake, Outcome::allow);
    Json json = Json::object();
    json.put("fake", fakes).put("labelled", fakes + sum(counts.honest, Outcome::allow));
    for (const auto& [from, what] :
         {std::pair{Outcome::block, "blocked"},
          std::pair{Outcome::review, "blocked_or_reviewed"}}) {
        const std::uint64_t found = sum(counts.fake, from);
        Json one = Json::object();
        one.put("precision", share_json(found, found + sum(counts.honest, from)))
            .put("recall", share_json(found, fakes));
        json.put(what, std::move(one));
    }
    return json;
}

Json Quality::told() const {
    Json::Array policies;
    for (const auto& [version, counts] : by_policy_) {
        policies.push_back(json_of(counts).put("policy", version == 0 ? Json() : Json(version)));
    }
    Json::Array weeks;
    for (const auto& [monday, counts] : by_week_) {
        weeks.push_back(json_of(counts).put("week", monday));
    }
    Json json = Json::object();
    json.put("all", json_of(all_))
        .put("by_policy", std::move(policies))
        .put("by_week", std::move(weeks))
        .put("held_out", json_of(held_out_))
        .put(
            "method",
            "what the rules said when a person labelled, whether it was acted on or held out; "
            "intervals are Wilson's (1927), 95 %, in millionths, rounded outwards; \"all\" are "
            "those that people chose to look at, \"held_out\" alone is a random sample if its "
            "labels come from the review queue");
    return json;
}

Result<Json> measure_quality(
    port::Records& records,
    const std::function<bool(std::string_view order)>& is_held_out,
    std::size_t labels_max) {
    Quality quality;
    port::Query query;
    query.table = "labels";
    query.order_by = "at_ms";
    query.descending = true;
    query.limit = page_max;
    std::size_t read = 0;
    bool more = true;
    while (more && read < labels_max) {
        TRY(const std::vector<Row> labels, records.list(query));
        for (const Row& label : labels) {
            const std::string& name = std::get<std::string>(label[0]);  // order/o-1
            const std::string kind = name.substr(0, name.find('/'));
            const std::string id = name.substr(std::min(kind.size() + 1, name.size()));
            Judged judged;
            judged.fake = number(label, 1) != 0;
            judged.at_ms = number(label, 3);
            TRY(const std::optional<Row> decision,
                decision_before(records, kind, id, judged.at_ms));
            if (decision) {
                take_decision(*decision, judged);
            } else {
                judged.held_out = kind == "order" && is_held_out(id);
            }
            quality.add(judged);
        }
        read += labels.size();
        more = labels.size() == page_max;
        if (more) {
            query.after = labels.back();
        }
    }
    TRY(Json agreement, measure_agreement(records, labels_max));
    return quality.told()
        .put("complete", Json::boolean(!more))
        .put("labels", read)
        .put("second_looks", std::move(agreement));
}

}  // namespace shouxin::service
