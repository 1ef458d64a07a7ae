#include "store/records/schema.h"

#include "base/must.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <variant>

namespace shouxin::store {
namespace {

using port::Change;
using port::ColumnType;
using port::Condition;
using port::Table;
using port::TableColumn;
using port::Value;

constexpr std::size_t name_bytes_max = 48;

bool is_name(std::string_view name) {
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto rest = [&](char c) { return lower(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !name.empty() && name.size() <= name_bytes_max && lower(name[0]) &&
           std::ranges::all_of(name, rest);
}

bool is_nothing(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

bool fits(const TableColumn& column, const Value& value) {
    return is_nothing(value) ||
           std::holds_alternative<std::int64_t>(value) == (column.type == ColumnType::integer);
}

bool begins_alike(const Table& longer, const Table& shorter) {
    return longer.columns.size() >= shorter.columns.size() &&
           std::ranges::equal(
               shorter.columns,
               std::span(longer.columns).first(shorter.columns.size()),
               [](const TableColumn& a, const TableColumn& b) {
                   return a.name == b.name && a.type == b.type;
               });
}

void check_table(const Table& table) {
    MUST(is_name(table.name) && !table.columns.empty());
    for (const TableColumn& column : table.columns) {
        MUST(is_name(column.name));
        MUST(std::ranges::count(table.columns, column.name, &TableColumn::name) == 1);
    }
    for (const auto& index : table.indexes) {
        MUST(!index.empty() && index.size() <= index_columns_max);
        for (const std::string& column : index) {
            column_index(table, column);
        }
    }
}

bool is_indexed(const Table& table, const std::string& column) {
    return column == key_name(table) || std::ranges::any_of(table.indexes, [&](const auto& index) {
               return std::ranges::find(index, column) != index.end();
           });
}

Result<void> check_text(const Table& table, const std::string& column, const Value& value) {
    const auto* const text = std::get_if<std::string>(&value);
    if (text == nullptr || text->size() <= indexed_bytes_max) {
        return {};
    }
    const bool indexed = is_indexed(table, column);
    const std::size_t most = indexed ? indexed_bytes_max : text_bytes_max;
    if (text->size() <= most) {
        return {};
    }
    return fail(
        Failure::invalid,
        fmt::format(
            "{}.{} can't hold a text of {} bytes: give at most {}",
            table.name,
            column,
            text->size(),
            most));
}

}  // namespace

void Schema::define(std::span<const Table> tables) {
    for (const Table& table : tables) {
        check_table(table);
        const auto known = tables_.find(table.name);
        MUST(known == tables_.end() || begins_alike(table, known->second));
        tables_.insert_or_assign(table.name, table);
    }
}

const Table& Schema::table(const std::string& name) const {
    const auto found = tables_.find(name);
    MUST(found != tables_.end());
    return found->second;
}

Result<void> Schema::check(const Change& change) const {
    const Table& of = table(change.table);
    const bool key_only = change.kind == Change::Kind::erase;
    MUST(key_only ? !change.row.empty() : change.row.size() == of.columns.size());
    MUST(!is_nothing(change.row.front()));
    const std::size_t count = key_only ? 1 : change.row.size();
    for (std::size_t i = 0; i < count; ++i) {
        MUST(fits(of.columns[i], change.row[i]));
        TRY_DONE(check_text(of, of.columns[i].name, change.row[i]));
    }
    return {};
}

void Schema::check(const std::string& name, std::span<const Condition> where) const {
    const Table& of = table(name);
    for (const Condition& condition : where) {
        const TableColumn& column = of.columns[column_index(of, condition.column)];
        MUST(fits(column, condition.value));
        const bool only_same =
            condition.is == Condition::Is::equal || condition.is == Condition::Is::not_equal;
        MUST(only_same || !is_nothing(condition.value));
        MUST(condition.is != Condition::Is::begins_with || column.type == ColumnType::text);
    }
}

void Schema::check(const port::Query& query) const {
    const Table& of = table(query.table);
    check(query.table, query.where);
    column_index(of, order_of(of, query));
    MUST(query.limit <= page_rows_max);
    MUST(!query.after || query.after->size() == of.columns.size());
}

void Schema::check(const std::string& name, const Value& key) const {
    MUST(!is_nothing(key) && fits(table(name).columns.front(), key));
}

std::size_t column_index(const Table& table, const std::string& column) {
    const auto found = std::ranges::find(table.columns, column, &TableColumn::name);
    MUST(found != table.columns.end());
    return static_cast<std::size_t>(found - table.columns.begin());
}

const std::string& key_name(const Table& table) {
    return table.columns.front().name;
}

const std::string& order_of(const Table& table, const port::Query& query) {
    return query.order_by.empty() ? key_name(table) : query.order_by;
}

std::string prefix_end(std::string prefix) {
    while (!prefix.empty() && prefix.back() == '\xff') {
        prefix.pop_back();
    }
    if (!prefix.empty()) {
        prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1);
    }
    return prefix;
}

}  // namespace shouxin::store
