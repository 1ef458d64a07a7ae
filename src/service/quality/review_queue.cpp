#include "service/quality/review_queue.h"

#include "service/live/tables.h"

#include <utility>
#include <vector>

namespace shouxin::service {
namespace {

using port::Condition;
using port::Row;
using proof::Json;

constexpr std::size_t looked_at_max = 1000;

const std::string& text(const Row& row, DecisionColumn column) {
    return std::get<std::string>(row[static_cast<std::size_t>(column)]);
}

Result<bool> is_labelled(port::Records& records, const std::string& kind, const std::string& id) {
    TRY(const std::optional<Row> label, records.find("labels", kind + "/" + id));
    return label.has_value();
}

// Nothing newer was decided about its subject.
Result<bool> is_newest(port::Records& records, const Row& decision) {
    port::Query query;
    query.table = "decisions";
    query.where = {
        {"subject", Condition::Is::equal, text(decision, DecisionColumn::subject)},
        {"subject_kind", Condition::Is::equal, text(decision, DecisionColumn::subject_kind)}};
    query.order_by = "number";
    query.descending = true;
    query.limit = 1;
    TRY(const std::vector<Row> rows, records.list(query));
    return !rows.empty() && rows.front().front() == decision.front();
}

Json item(const std::string& kind, const std::string& id, std::string_view why, Json decision) {
    Json json = Json::object();
    json.put("decision", std::move(decision)).put("id", id).put("kind", kind).put("why", why);
    return json;
}

Result<void> add_drawn(
    port::Records& records,
    const std::vector<std::string>& orders,
    std::string_view why,
    std::size_t most,
    Json::Array& items) {
    for (std::size_t i = 0; i < orders.size() && most > 0; ++i) {
        TRY(const bool labelled, is_labelled(records, "order", orders[i]));
        if (!labelled) {
            items.push_back(item("order", orders[i], why, Json()));
            --most;
        }
    }
    return {};
}

Result<std::vector<Row>> reviews(port::Records& records, const std::string& after) {
    port::Query query;
    query.table = "decisions";
    query.where = {{"outcome", Condition::Is::equal, std::string("review")}};
    query.order_by = "number";
    query.limit = looked_at_max;
    if (!after.empty()) {
        TRY(query.after, records.find("decisions", after));
        if (!query.after) {
            return fail(Failure::invalid, "after must be what \"next\" of the page before said");
        }
    }
    return records.list(query);
}

}  // namespace

Result<Json> review_queue(
    port::Records& records, const live::Sample& sample, const ReviewWish& wish) {
    Json::Array items;
    const std::size_t drawn = drawn_of(wish.limit);
    const std::size_t reviewed = wish.limit - std::min(wish.limit, 2 * drawn);
    TRY(const std::vector<Row> rows, reviews(records, wish.after));
    std::size_t at = 0;
    for (; at < rows.size() && items.size() < reviewed; ++at) {
        const std::string& kind = text(rows[at], DecisionColumn::subject_kind);
        const std::string& id = text(rows[at], DecisionColumn::subject);
        TRY(const bool labelled, is_labelled(records, kind, id));
        TRY(const bool newest, is_newest(records, rows[at]));
        if (!labelled && newest) {
            items.push_back(item(kind, id, "review", text(rows[at], DecisionColumn::id)));
        }
    }
    const bool more = at < rows.size() || rows.size() == looked_at_max;
    TRY_DONE(add_drawn(records, sample.held_out, "held_out", drawn, items));
    TRY_DONE(add_drawn(records, sample.allowed, "allowed", drawn, items));
    Json json = Json::object();
    json.put("items", std::move(items))
        .put("next", more && at > 0 ? Json(text(rows[at - 1], DecisionColumn::id)) : Json());
    return json;
}

}  // namespace shouxin::service
