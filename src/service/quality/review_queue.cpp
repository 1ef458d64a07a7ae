#include "service/quality/review_queue.h"

#include "base/whole_number.h"
#include "service/live/label_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace shouxin::service {
namespace {

using port::Condition;
using port::Row;
using port::Value;
using proof::Json;

constexpr std::uint64_t count_max = 10'000;

template <class Column>
Json cell(const Row& row, Column column) {
    const Value& value = row[static_cast<std::size_t>(column)];
    if (const auto* const number = std::get_if<std::int64_t>(&value)) {
        return *number;
    }
    const auto* const text = std::get_if<std::string>(&value);
    return text == nullptr ? Json() : Json(*text);
}

// Of "order/o-1".
Json item(std::string_view name, std::string_view why) {
    const std::size_t slash = std::min(name.find('/'), name.size() - 1);
    Json json = Json::object();
    json.put("id", name.substr(slash + 1)).put("kind", name.substr(0, slash)).put("why", why);
    return json;
}

Json item(const live::Sampled& order, std::string_view why) {
    Json json = item("order/" + order.id, why);
    json.put("amount", order.amount)
        .put("decision", Json())
        .put("merchant", order.merchant)
        .put("since_ms", Json());
    return json;
}

Json review_item(const Row& row) {
    Json json = item(std::get<std::string>(row.front()), "review");
    json.put("amount", cell(row, WaitingColumn::amount))
        .put("decision", cell(row, WaitingColumn::decision))
        .put("merchant", cell(row, WaitingColumn::merchant))
        .put("since_ms", cell(row, WaitingColumn::at_ms));
    return json;
}

Json look_item(const Row& row, std::string_view why, LookColumn since) {
    Json json = item(std::get<std::string>(row.front()), why);
    json.put("amount", cell(row, LookColumn::amount))
        .put("decision", Json())
        .put("merchant", cell(row, LookColumn::merchant))
        .put("since_ms", cell(row, since));
    return json;
}

// What both said, for who settles it.
Json both_said(port::Records& records, const Row& row) {
    const Result<std::optional<Row>> label = records.find("labels", row.front());
    const bool is_first = label && *label &&
                          (**label)[static_cast<std::size_t>(LabelColumn::at_ms)] ==
                              row[static_cast<std::size_t>(LookColumn::first_ms)];
    Json first = Json::object();
    first.put("at_ms", cell(row, LookColumn::first_ms))
        .put("by", cell(row, LookColumn::first_by))
        .put("fake", cell(row, LookColumn::first_fake))
        .put("reason", is_first ? cell(**label, LabelColumn::reason) : Json());
    Json second = Json::object();
    second.put("at_ms", cell(row, LookColumn::second_ms))
        .put("by", cell(row, LookColumn::second_by))
        .put("fake", cell(row, LookColumn::second_fake))
        .put("reason", cell(row, LookColumn::second_reason));
    Json both = Json::object();
    both.put("first", std::move(first)).put("second", std::move(second));
    return both;
}

port::Query looks_in(std::string state, std::size_t most) {
    port::Query query;
    query.table = "second_looks";
    query.where = {{"state", Condition::Is::equal, std::move(state)}};
    query.order_by = "first_ms";
    query.limit = most;
    return query;
}

Result<void> add_disagreements(port::Records& records, std::size_t most, Json::Array& items) {
    TRY(const std::vector<Row> rows, records.list(looks_in("disagreed", most)));
    for (const Row& row : rows) {
        Json json = look_item(row, "disagreement", LookColumn::second_ms);
        items.push_back(json.put("said", both_said(records, row)));
    }
    return {};
}

Result<void> add_second_looks(
    port::Records& records, const std::string& by, std::size_t most, Json::Array& items) {
    port::Query query = looks_in("wanted", most);
    query.where.push_back({"first_by", Condition::Is::not_equal, by});
    TRY(const std::vector<Row> rows, records.list(query));
    for (const Row& row : rows) {
        items.push_back(look_item(row, "second", LookColumn::first_ms));
    }
    return {};
}

Result<void> add_drawn(
    port::Records& records,
    const std::vector<live::Sampled>& orders,
    std::string_view why,
    std::size_t most,
    Json::Array& items) {
    for (std::size_t i = 0; i < orders.size() && most > 0; ++i) {
        TRY(const std::optional<Row> label, records.find("labels", "order/" + orders[i].id));
        if (!label) {
            items.push_back(item(orders[i], why));
            --most;
        }
    }
    return {};
}

// "123~order/o-1": the place and the name of the last one, who may have left the queue by now.
Result<std::vector<Row>> waiting(
    port::Records& records, const std::string& after, std::size_t most) {
    port::Query query;
    query.table = "waiting";
    query.order_by = "number";
    query.limit = most;
    if (!after.empty()) {
        const std::size_t split = after.find('~');
        const auto number = whole_number<std::int64_t>(after.substr(0, split));
        if (split == std::string::npos || !number) {
            return fail(Failure::invalid, "after must be what \"next\" of the page before said");
        }
        query.after.emplace(waiting_table().columns.size());
        query.after->front() = after.substr(split + 1);
        (*query.after)[static_cast<std::size_t>(WaitingColumn::number)] = *number;
    }
    return records.list(query);
}

Result<Json> since_when(port::Records& records) {
    TRY(const std::vector<Row> oldest, waiting(records, {}, 1));
    return oldest.empty() ? Json() : cell(oldest.front(), WaitingColumn::at_ms);
}

}  // namespace

Result<Json> review_queue(
    port::Records& records, const live::Sample& sample, const ReviewWish& wish) {
    Json::Array items;
    const std::size_t drawn = drawn_of(wish.limit);
    if (wish.lead) {
        TRY_DONE(add_disagreements(records, drawn, items));
    }
    Json::Array others;
    TRY_DONE(add_second_looks(records, wish.by, drawn, others));
    TRY_DONE(add_drawn(records, sample.held_out, "held_out", drawn, others));
    TRY_DONE(add_drawn(records, sample.allowed, "allowed", drawn, others));
    const std::size_t taken = std::min(wish.limit, 2 * drawn);
    const std::size_t reviewed = std::max<std::size_t>(wish.limit - taken, 1);
    TRY(const std::vector<Row> rows, waiting(records, wish.after, reviewed));
    std::ranges::transform(rows, std::back_inserter(items), review_item);
    std::ranges::move(others, std::back_inserter(items));
    TRY(const std::uint64_t many, records.count("waiting", {}, count_max));
    TRY(Json oldest_ms, since_when(records));
    Json next;
    if (rows.size() == reviewed) {
        next = fmt::format(
            "{}~{}",
            std::get<std::int64_t>(rows.back()[static_cast<std::size_t>(WaitingColumn::number)]),
            std::get<std::string>(rows.back().front()));
    }
    Json json = Json::object();
    json.put("items", std::move(items))
        .put("next", std::move(next))
        .put("oldest_ms", std::move(oldest_ms))
        .put("waiting", many);
    return json;
}

}  // namespace shouxin::service
