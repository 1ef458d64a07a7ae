// How is what Records are asked said in SQL? The one text for all databases; what differs between
// them is in Dialect. Pure and thread-safe.
#pragma once

#include "port/records.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace shouxin::store {

struct Dialect {
    char parameter = '?';     // ?1 or $1
    std::string integer;      // the type of 64 signed bits
    std::string bytes;        // the type of any bytes, ordered as bytes
    bool nulls_last = false;  // unless told otherwise, in ascending order
    std::string lock_row;     // behind a SELECT whose row must stay as it is
    std::string lock_all;     // a statement that keeps others from making tables, or empty
};

struct Sql {
    std::string text;
    std::vector<port::Value> values;
};

// What is written is always the same for a table. Values: a row; a row; a key; a key.
struct TableSql {
    std::string insert;
    std::string put;
    std::string erase;
    std::string find;
};

TableSql table_sql(const Dialect& dialect, const port::Table& table);

// CREATE TABLE and CREATE INDEX for what isn't there.
std::string create_table(const Dialect& dialect, const port::Table& table);
std::vector<std::string> create_indexes(const Dialect& dialect, const port::Table& table);
std::string add_column(
    const Dialect& dialect, const port::Table& table, const port::TableColumn& column);

// One row if the row is as wanted, none if not.
Sql require_sql(const Dialect& dialect, const port::Table& table, const port::Row& wanted);

// Statements whose rows, one's after the other's, begin with what is asked for: at most two, so
// that each can go along an index. Each yields at most query.limit rows.
std::vector<Sql> list_sql(
    const Dialect& dialect, const port::Table& table, const port::Query& query);

// One row of one integer.
Sql count_sql(
    const Dialect& dialect,
    const port::Table& table,
    std::span<const port::Condition> where,
    std::uint64_t most);

}  // namespace shouxin::store
