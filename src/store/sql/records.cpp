#include "store/sql/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <mutex>
#include <utility>

namespace shouxin::store {
namespace {

using port::Change;
using port::Condition;
using port::Row;
using port::Table;
using port::TableColumn;
using port::Value;

constexpr std::size_t readers_max = 8;

// What the database lacks of a table: columns at its end, all of them if it isn't there.
Result<std::vector<std::string>> missing_columns(
    const Dialect& dialect, const Table& table, std::span<const TableColumn> there) {
    std::vector<std::string> statements;
    for (std::size_t i = 0; i < std::max(table.columns.size(), there.size()); ++i) {
        if (i >= there.size()) {
            statements.push_back(add_column(dialect, table, table.columns[i]));
        } else if (
            i >= table.columns.size() || there[i].name != table.columns[i].name ||
            there[i].type != table.columns[i].type) {
            return fail(
                Failure::conflict,
                fmt::format(
                    "the database's table {} has a column {} of another version: use the database "
                    "that belongs to this program, or an empty one",
                    table.name,
                    there[i].name));
        }
    }
    return statements;
}

// The steps of a write, and what of their texts and values is nobody else's.
class Steps {
public:
    Steps(const Dialect& dialect, const Schema& schema, const std::map<std::string, TableSql>& sql)
        : dialect_(dialect), schema_(schema), sql_(sql) {}

    void add(const Change& change) {
        const TableSql& sql = sql_.at(change.table);
        switch (change.kind) {
            case Change::Kind::insert:
                steps_.push_back({sql.insert, change.row});
                break;
            case Change::Kind::put:
                steps_.push_back({sql.put, change.row});
                break;
            case Change::Kind::erase:
                steps_.push_back({sql.erase, std::span(change.row).first(1)});
                break;
            case Change::Kind::require:
                requires_.push_back(require_sql(dialect_, schema_.table(change.table), change.row));
                steps_.push_back({requires_.back().text, requires_.back().values, true});
                break;
        }
    }

    [[nodiscard]] std::span<const SqlStep> all() const { return steps_; }

private:
    const Dialect& dialect_;
    const Schema& schema_;
    const std::map<std::string, TableSql>& sql_;
    std::vector<SqlStep> steps_;
    std::deque<Sql> requires_;  // which keeps them where they are
};

}  // namespace

SqlRecords::SqlRecords(
    Dialect dialect, const Connect& connect_writer, const Connect& connect_reader)
    : dialect_(std::move(dialect)),
      writer_(connect_writer, 1),
      readers_(connect_reader, readers_max) {}

Result<void> SqlRecords::define(std::span<const Table> tables) {
    const std::unique_lock lock(mutex_);
    schema_.define(tables);
    for (const Table& table : tables) {
        sql_.insert_or_assign(table.name, table_sql(dialect_, table));
    }
    return writer_.use([&](SqlConnection& connection) { return make(connection, tables); });
}

Result<void> SqlRecords::make(SqlConnection& connection, std::span<const Table> tables) const {
    std::vector<std::string> texts;
    if (!dialect_.lock_all.empty()) {
        texts.push_back(dialect_.lock_all);
    }
    for (const Table& table : tables) {
        TRY(const auto there, connection.columns_of(table.name));
        if (there.empty()) {
            texts.push_back(create_table(dialect_, table));
        } else {
            TRY(auto missing, missing_columns(dialect_, table, there));
            std::ranges::move(missing, std::back_inserter(texts));
        }
        std::ranges::move(create_indexes(dialect_, table), std::back_inserter(texts));
    }
    std::vector<SqlStep> steps;
    for (const std::string& text : texts) {
        steps.push_back({text, {}});
    }
    return connection.transact(steps, port::Durability::now);
}

Result<void> SqlRecords::write(std::span<const Change> changes, port::Durability durability) {
    const std::shared_lock lock(mutex_);
    Steps steps(dialect_, schema_, sql_);
    for (const Change& change : changes) {
        TRY_DONE(schema_.check(change));
        steps.add(change);
    }
    if (changes.empty()) {
        return {};
    }
    return writer_.use(
        [&](SqlConnection& connection) { return connection.transact(steps.all(), durability); });
}

Result<std::vector<Row>> SqlRecords::read(
    std::string_view text, std::span<const Value> values, std::vector<Row> before) {
    TRY_DONE(readers_.use([&](SqlConnection& connection) -> Result<void> {
        TRY(auto rows, connection.query(text, values));
        std::ranges::move(rows, std::back_inserter(before));
        return {};
    }));
    return before;
}

Result<std::optional<Row>> SqlRecords::find(const std::string& table, const Value& key) {
    const std::shared_lock lock(mutex_);
    schema_.check(table, key);
    TRY(auto rows, read(sql_.at(table).find, std::span(&key, 1), {}));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

Result<std::vector<Row>> SqlRecords::list(const port::Query& query) {
    const std::shared_lock lock(mutex_);
    schema_.check(query);
    std::vector<Row> rows;
    for (const Sql& part : list_sql(dialect_, schema_.table(query.table), query)) {
        if (rows.size() < query.limit) {
            TRY(rows, read(part.text, part.values, std::move(rows)));
        }
    }
    rows.resize(std::min(rows.size(), query.limit));
    return rows;
}

Result<std::uint64_t> SqlRecords::count(
    const std::string& table, std::span<const Condition> where, std::uint64_t most) {
    const std::shared_lock lock(mutex_);
    schema_.check(table, where);
    const Sql sql = count_sql(dialect_, schema_.table(table), where, most);
    TRY(const auto rows, read(sql.text, sql.values, {}));
    return static_cast<std::uint64_t>(std::get<std::int64_t>(rows.at(0).at(0)));
}

}  // namespace shouxin::store
