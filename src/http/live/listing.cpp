#include "http/live/listing.h"

#include "base/whole_number.h"
#include "http/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace shouxin::http {
namespace {

using port::Condition;
using port::Row;
using port::Value;

constexpr std::size_t limit_usual = 100;
constexpr std::size_t limit_max = 1000;

std::size_t column_of(const port::Table& table, std::string_view name) {
    const auto found = std::ranges::find(table.columns, name, &port::TableColumn::name);
    return static_cast<std::size_t>(found - table.columns.begin());
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

// What numbers of the column are called; empty if they are shown as they are.
std::string_view prefix_of(const Listing& listing, std::string_view column) {
    const auto found = std::ranges::find(listing.names, column, &NamedColumn::column);
    return found == listing.names.end() ? std::string_view() : std::string_view(found->prefix);
}

// As the column's type needs it.
std::optional<Value> value_of(const Listing& listing, std::size_t column, std::string_view text) {
    const port::TableColumn& of = listing.table.columns[column];
    if (of.type == port::ColumnType::text) {
        return Value(std::string(text));
    }
    const std::string_view prefix = prefix_of(listing, of.name);
    text.remove_prefix(text.starts_with(prefix) ? prefix.size() : 0);
    const std::optional<std::int64_t> number = whole_number<std::int64_t>(text);
    return number ? std::optional(Value(*number)) : std::nullopt;
}

std::string json_of(const Value& value, bool raw, std::string_view prefix = {}) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return prefix.empty() ? std::to_string(*number) : fmt::format("\"{}{}\"", prefix, *number);
    }
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || (raw && text->empty())) {
        return "null";
    }
    return raw ? *text : json_string(*text);
}

// "123~key": the order's value and the key of the last row.
std::string cursor_of(const Listing& listing, std::string_view order_by, const Row& row) {
    const Value& order = row[column_of(listing.table, order_by)];
    const auto* number = std::get_if<std::int64_t>(&order);
    const auto* key = std::get_if<std::string>(&row.front());
    return fmt::format(
        "{}~{}",
        number == nullptr ? std::string() : std::to_string(*number),
        key == nullptr ? std::to_string(std::get<std::int64_t>(row.front())) : *key);
}

std::optional<Row> row_at(
    const Listing& listing, std::string_view order_by, std::string_view cursor) {
    const std::size_t split = cursor.find('~');
    if (split == std::string_view::npos) {
        return std::nullopt;
    }
    Row row(listing.table.columns.size());
    const auto key = value_of(listing, 0, cursor.substr(split + 1));
    if (!key) {
        return std::nullopt;
    }
    row[0] = *key;
    if (split > 0) {
        const auto number = whole_number<std::int64_t>(cursor.substr(0, split));
        if (!number) {
            return std::nullopt;
        }
        row[column_of(listing.table, order_by)] = *number;
    }
    return row;
}

tl::unexpected<Response> refused(std::string detail) {
    return tl::unexpected(problem(400, std::move(detail)));
}

// What ?order= asks for, or the usual order.
tl::expected<void, Response> put_in_order(
    const Listing& listing, const Request& request, port::Query& query) {
    query.order_by = listing.order_by;
    query.descending = listing.descending;
    const auto wanted = request.query_value("order");
    if (listing.orders.empty() || !wanted) {
        return {};
    }
    const auto order = std::ranges::find(listing.orders, *wanted, &Order::column);
    if (order == listing.orders.end()) {
        std::vector<std::string> columns;
        std::ranges::transform(listing.orders, std::back_inserter(columns), &Order::column);
        return refused(fmt::format("order must be one of {}", fmt::join(columns, ", ")));
    }
    query.order_by = order->column;
    query.descending = order->descending;
    return {};
}

// What ?name=text asks of the query.
tl::expected<void, Response> apply(
    const Listing& listing, std::string_view name, std::string_view text, port::Query& query) {
    const std::optional<std::int64_t> number = whole_number<std::int64_t>(text);
    if (name == "limit") {
        if (!number || *number < 1 || *number > static_cast<std::int64_t>(limit_max)) {
            return refused(fmt::format("limit must be a number from 1 to {}", limit_max));
        }
        query.limit = static_cast<std::size_t>(*number);
    } else if (name == "after") {
        query.after = row_at(listing, query.order_by, text);
        if (!query.after) {
            return refused("after must be what \"next\" of the page before said");
        }
    } else if (name == "from" || name == "to") {
        if (!number) {
            return refused(fmt::format("{} must be a number, of {}", name, query.order_by));
        }
        const auto is = name == "from" ? Condition::Is::at_least : Condition::Is::at_most;
        query.where.push_back({query.order_by, is, *number});
    } else if (name == "order" && !listing.orders.empty()) {
        return {};  // is known by now
    } else if (holds(listing.filters, name)) {
        const auto value = value_of(listing, column_of(listing.table, name), text);
        if (!value) {
            return refused(fmt::format(
                "{} must be a number, as {}17", name, prefix_of(listing, std::string(name))));
        }
        query.where.push_back({std::string(name), Condition::Is::equal, *value});
    } else {
        return refused(fmt::format(
            "this list can't be asked for {}; it takes limit, after, from, to{}{}",
            json_string(name),
            listing.filters.empty() ? "" : ", ",
            fmt::join(listing.filters, ", ")));
    }
    return {};
}

}  // namespace

std::string row_json(const Listing& listing, const Row& row) {
    if (!listing.body_column.empty()) {
        return json_of(row[column_of(listing.table, listing.body_column)], true);
    }
    std::string text = "{";
    for (std::size_t i = 0; i < row.size(); ++i) {
        const std::string& name = listing.table.columns[i].name;
        if (!holds(listing.hidden_columns, name)) {
            text += fmt::format(
                "{}\"{}\":{}",
                text.size() == 1 ? "" : ",",
                name,
                json_of(row[i], holds(listing.raw_columns, name), prefix_of(listing, name)));
        }
    }
    return text + "}";
}

Response list_page(port::Records& records, const Listing& listing, const Request& request) {
    port::Query query;
    query.table = listing.table.name;
    if (auto ordered = put_in_order(listing, request, query); !ordered) {
        return std::move(ordered).error();
    }
    query.limit = limit_usual;
    for (const auto& [name, text] : request.query) {
        if (auto applied = apply(listing, name, text, query); !applied) {
            return std::move(applied).error();
        }
    }
    const Result<std::vector<Row>> rows = records.list(query);
    if (!rows) {
        return problem(rows.error());
    }
    std::string text = "{\"items\":[";
    for (const Row& row : *rows) {
        text += text.back() == '[' ? "" : ",";
        text += row_json(listing, row);
    }
    text += "],\"next\":";
    text += rows->size() < query.limit
                ? "null"
                : json_string(cursor_of(listing, query.order_by, rows->back()));
    return json(200, text + "}");
}

Response one_row(
    port::Records& records, const Listing& listing, std::string_view name, std::string_view what) {
    const std::optional<Value> key = value_of(listing, 0, name);
    if (!key) {
        return problem(
            404,
            fmt::format(
                "there is no {} of that name: they are named as {}17",
                what,
                prefix_of(listing, listing.table.columns.front().name)));
    }
    const Result<std::optional<Row>> row = records.find(listing.table.name, *key);
    if (!row) {
        return problem(row.error());
    }
    if (!*row) {
        return problem(404, fmt::format("there is no {} of that name", what));
    }
    return json(200, row_json(listing, **row));
}

}  // namespace shouxin::http
