#include "store/sql/statements.h"

#include "store/files/crc32c.h"
#include "store/records/schema.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace shouxin::store {
namespace {

using port::Condition;
using port::Query;
using port::Row;
using port::Table;
using port::TableColumn;
using port::Value;

std::string quoted(const std::string& name) {
    return fmt::format("\"{}\"", name);  // names are letters, digits and _
}

std::string columns_of(const Table& table) {
    std::vector<std::string> names;
    for (const TableColumn& column : table.columns) {
        names.push_back(quoted(column.name));
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

// A statement that grows by conditions, each with its values.
class Where {
public:
    explicit Where(const Dialect& dialect) : dialect_(dialect) {}

    std::string parameter(Value value) {
        values_.push_back(std::move(value));
        return fmt::format("{}{}", dialect_.parameter, values_.size());
    }

    void add(std::string condition) { conditions_.push_back(std::move(condition)); }

    void add(const Condition& condition) {
        const std::string column = quoted(condition.column);
        if (condition.is == Condition::Is::begins_with) {
            const auto& prefix = std::get<std::string>(condition.value);
            add(fmt::format("{} >= {}", column, parameter(prefix)));
            if (std::string end = prefix_end(prefix); !end.empty()) {
                add(fmt::format("{} < {}", column, parameter(std::move(end))));
            }
        } else if (std::holds_alternative<std::monostate>(condition.value)) {
            const bool equal = condition.is == Condition::Is::equal;
            add(fmt::format("{} IS {}NULL", column, equal ? "" : "NOT "));
        } else {
            add(fmt::format("{} {} {}", column, sign(condition.is), parameter(condition.value)));
        }
    }

    Sql sql(std::string_view select, std::string_view behind) && {
        const std::string where =
            conditions_.empty() ? "" : fmt::format(" WHERE {}", fmt::join(conditions_, " AND "));
        return {fmt::format("{}{}{}", select, where, behind), std::move(values_)};
    }

private:
    static std::string_view sign(Condition::Is is) {
        switch (is) {
            case Condition::Is::equal:
                return "=";
            case Condition::Is::not_equal:
                return "IS DISTINCT FROM";  // nothing is not equal to something
            case Condition::Is::less:
                return "<";
            case Condition::Is::at_most:
                return "<=";
            case Condition::Is::greater:
                return ">";
            default:
                return ">=";
        }
    }

    const Dialect& dialect_;
    std::vector<std::string> conditions_;
    std::vector<Value> values_;
};

// The rows of a list, of one of its parts.
class ListSql {
public:
    ListSql(const Dialect& dialect, const Table& table, const Query& query)
        : dialect_(dialect),
          table_(table),
          query_(query),
          key_(quoted(key_name(table))),
          column_(quoted(order_of(table, query))) {}

    Sql all() const { return finish(begin()); }

    Sql nothings() const {
        Where where = begin();
        where.add(column_ + " IS NULL");
        return finish(std::move(where));
    }

    Sql somethings() const {
        Where where = begin();
        where.add(column_ + " IS NOT NULL");
        return finish(std::move(where));
    }

    // Of those with nothing, or by the key alone.
    Sql keys_behind(const Value& key, bool nothings) const {
        Where where = begin();
        if (nothings) {
            where.add(column_ + " IS NULL");
        }
        where.add(fmt::format("{} {} {}", key_, behind(), where.parameter(key)));
        return finish(std::move(where));
    }

    // A comparison of rows with nothing in them isn't true: those with nothing aren't met.
    Sql pairs_behind(const Value& value, const Value& key) const {
        Where where = begin();
        const std::string first = where.parameter(value);
        const std::string second = where.parameter(key);
        where.add(fmt::format("({}, {}) {} ({}, {})", column_, key_, behind(), first, second));
        return finish(std::move(where));
    }

    bool by_key() const { return column_ == key_; }

private:
    Where begin() const {
        Where where(dialect_);
        for (const Condition& condition : query_.where) {
            where.add(condition);
        }
        return where;
    }

    Sql finish(Where where) const {
        const std::string_view direction = query_.descending ? "DESC" : "ASC";
        const std::string_view nulls = !dialect_.nulls_last ? ""
                                       : query_.descending  ? " NULLS LAST"
                                                            : " NULLS FIRST";
        const std::string first =
            by_key() ? "" : fmt::format("{} {}{}, ", column_, direction, nulls);
        return std::move(where).sql(
            fmt::format("SELECT {} FROM {}", columns_of(table_), quoted(table_.name)),
            fmt::format(" ORDER BY {}{} {} LIMIT {}", first, key_, direction, query_.limit));
    }

    std::string_view behind() const { return query_.descending ? "<" : ">"; }

    const Dialect& dialect_;
    const Table& table_;
    const Query& query_;
    std::string key_;
    std::string column_;
};

std::string definition_of(const Dialect& dialect, const TableColumn& column) {
    const bool integer = column.type == port::ColumnType::integer;
    return fmt::format("{} {}", quoted(column.name), integer ? dialect.integer : dialect.bytes);
}

// PostgreSQL cuts names at 63 bytes.
std::string index_name(const Table& table, const std::vector<std::string>& columns) {
    const std::string name = fmt::format("{}_by_{}", table.name, fmt::join(columns, "_"));
    constexpr std::size_t whole = 60;
    constexpr std::size_t kept = 50;
    return name.size() <= whole ? name
                                : fmt::format("{}_{:08x}", name.substr(0, kept), crc32c(name));
}

}  // namespace

TableSql table_sql(const Dialect& dialect, const Table& table) {
    std::vector<std::string> parameters;
    std::vector<std::string> updates;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const std::string name = quoted(table.columns[i].name);
        parameters.push_back(fmt::format("{}{}", dialect.parameter, i + 1));
        if (i > 0) {
            updates.push_back(fmt::format("{} = excluded.{}", name, name));
        }
    }
    const std::string name = quoted(table.name);
    const std::string key = quoted(key_name(table));
    const std::string is_key = fmt::format(" WHERE {} = {}1", key, dialect.parameter);
    TableSql sql;
    sql.insert = fmt::format(
        "INSERT INTO {} ({}) VALUES ({})", name, columns_of(table), fmt::join(parameters, ", "));
    sql.put = fmt::format("{} ON CONFLICT ({}) DO ", sql.insert, key);
    sql.put += updates.empty() ? "NOTHING" : fmt::format("UPDATE SET {}", fmt::join(updates, ", "));
    sql.erase = fmt::format("DELETE FROM {}{}", name, is_key);
    sql.find = fmt::format("SELECT {} FROM {}{}", columns_of(table), name, is_key);
    return sql;
}

std::string create_table(const Dialect& dialect, const Table& table) {
    std::vector<std::string> columns;
    for (const TableColumn& column : table.columns) {
        columns.push_back(definition_of(dialect, column));
    }
    columns.front() += " NOT NULL";
    return fmt::format(
        "CREATE TABLE IF NOT EXISTS {} ({}, PRIMARY KEY ({}))",
        quoted(table.name),
        fmt::join(columns, ", "),
        quoted(key_name(table)));
}

// Each ends in the key, so that rows come out in the order of a list.
std::vector<std::string> create_indexes(const Dialect& dialect, const Table& table) {
    std::vector<std::string> statements;
    for (const auto& index : table.indexes) {
        std::string columns;
        for (const std::string& column : index) {
            columns += quoted(column) + (dialect.nulls_last ? " ASC NULLS FIRST, " : ", ");
        }
        statements.push_back(fmt::format(
            "CREATE INDEX IF NOT EXISTS {} ON {} ({}{})",
            quoted(index_name(table, index)),
            quoted(table.name),
            columns,
            quoted(key_name(table))));
    }
    return statements;
}

std::string add_column(const Dialect& dialect, const Table& table, const TableColumn& column) {
    return fmt::format(
        "ALTER TABLE {} ADD COLUMN {}", quoted(table.name), definition_of(dialect, column));
}

Sql require_sql(const Dialect& dialect, const Table& table, const Row& wanted) {
    Where where(dialect);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!std::holds_alternative<std::monostate>(wanted[i])) {
            where.add(Condition{table.columns[i].name, Condition::Is::equal, wanted[i]});
        }
    }
    return std::move(where).sql(
        fmt::format("SELECT 1 FROM {}", quoted(table.name)), dialect.lock_row);
}

std::vector<Sql> list_sql(const Dialect& dialect, const Table& table, const Query& query) {
    const ListSql list(dialect, table, query);
    if (!query.after) {
        return {list.all()};
    }
    const Value& key = query.after->front();
    const Value& value = (*query.after)[column_index(table, order_of(table, query))];
    if (list.by_key()) {
        return {list.keys_behind(key, false)};
    }
    const bool behind_nothing = std::holds_alternative<std::monostate>(value);
    if (query.descending) {
        if (behind_nothing) {
            return {list.keys_behind(key, true)};
        }
        return {list.pairs_behind(value, key), list.nothings()};
    }
    if (behind_nothing) {
        return {list.keys_behind(key, true), list.somethings()};
    }
    return {list.pairs_behind(value, key)};
}

Sql count_sql(
    const Dialect& dialect,
    const Table& table,
    std::span<const Condition> where,
    std::uint64_t most) {
    Where conditions(dialect);
    for (const Condition& condition : where) {
        conditions.add(condition);
    }
    constexpr std::uint64_t limit_max = std::numeric_limits<std::int64_t>::max();
    return std::move(conditions)
        .sql(
            fmt::format("SELECT count(*) FROM (SELECT 1 FROM {}", quoted(table.name)),
            fmt::format(" LIMIT {}) AS found", std::min(most, limit_max)));
}

}  // namespace shouxin::store
