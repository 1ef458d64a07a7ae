// What does the server remember about people, decisions and actions, to be looked up and listed?
// Tables of rows in memory, SQLite or PostgreSQL, which keep one contract (store/records_test).
// What is computed from the log is written together with the log's number that was reached, so
// that after a crash it is computed again from there. Thread-safe.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace shouxin::port {

enum class ColumnType : std::uint8_t { integer, text };

struct TableColumn {
    std::string name;  // [a-z][a-z0-9_]*
    ColumnType type = ColumnType::text;
};

struct Table {
    std::string name;
    std::vector<TableColumn> columns;               // the first is the key
    std::vector<std::vector<std::string>> indexes;  // by these columns, in this order
};

// Nothing, an integer, or text: any bytes, NUL and broken UTF-8 too.
using Value = std::variant<std::monostate, std::int64_t, std::string>;
using Row = std::vector<Value>;  // by the table's columns; the key is never nothing

struct Condition {
    enum class Is : std::uint8_t {
        equal,
        not_equal,
        less,
        at_most,
        greater,
        at_least,
        begins_with
    };
    std::string column;
    Is is = Is::equal;
    Value value;  // nothing: only with equal and not_equal
};

// Rows that meet all conditions, by a column and then by the key (bytes compared as bytes).
struct Query {
    std::string table;
    std::vector<Condition> where{};
    std::string order_by{};      // empty: the key. Nothing comes first
    bool descending = false;     // both the column and the key
    std::size_t limit = 100;     // at most 1000
    std::optional<Row> after{};  // go on behind this row of the last page, which may be gone by now
};

struct Change {
    enum class Kind : std::uint8_t {
        insert,   // `conflict` if the key is there
        put,      // over what was there
        erase,    // nothing, if it isn't there
        require,  // `conflict` unless the row is there and equals `row` where that isn't nothing
    };
    Kind kind = Kind::put;
    std::string table;
    Row row;  // for erase only the key counts
};

enum class Durability : std::uint8_t {
    soon,  // survives the program's end, perhaps not the machine's
    now,   // survives both
};

class Records {
public:
    virtual ~Records() = default;

    // Makes tables and indexes that aren't there, and columns that were added at a table's end.
    virtual Result<void> define(std::span<const Table> tables) = 0;

    // All changes in order, or none. `unavailable` when the database went away: a later call tries
    // to reach it again.
    virtual Result<void> write(std::span<const Change> changes, Durability durability) = 0;

    virtual Result<std::optional<Row>> find(const std::string& table, const Value& key) = 0;

    virtual Result<std::vector<Row>> list(const Query& query) = 0;

    // How many rows meet the conditions; counts no further than `most`.
    virtual Result<std::uint64_t> count(
        const std::string& table, std::span<const Condition> where, std::uint64_t most) = 0;
};

}  // namespace shouxin::port
