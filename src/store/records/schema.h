// Which tables were defined, and does what is asked of them make sense? What the three kinds of
// Records share. Not thread-safe to define(); all else is.
#pragma once

#include "base/result.h"
#include "port/records.h"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace shouxin::store {

// So that an index entry of key and three columns fits a page of any database.
constexpr std::size_t indexed_bytes_max = 600;
constexpr std::size_t index_columns_max = 3;
constexpr std::size_t text_bytes_max = std::size_t{64} << 20;
constexpr std::size_t page_rows_max = 1000;

class Schema {
public:
    // REQUIRES: names are [a-z][a-z0-9_]*, indexes name columns of the table, and a table known
    // already begins with the columns that it had.
    void define(std::span<const port::Table> tables);

    // REQUIRES: it was defined. Stays where it is; its columns may grow.
    [[nodiscard]] const port::Table& table(const std::string& name) const;

    // REQUIRES: the values have their columns' types and the key is something. `invalid` for a text
    // that is too long to be kept or indexed.
    Result<void> check(const port::Change& change) const;

    // REQUIRES: columns are the table's, and values have their types.
    void check(const std::string& table, std::span<const port::Condition> where) const;
    void check(const port::Query& query) const;
    void check(const std::string& table, const port::Value& key) const;

private:
    std::map<std::string, port::Table> tables_;
};

// REQUIRES: the table has it.
std::size_t column_index(const port::Table& table, const std::string& column);

const std::string& key_name(const port::Table& table);

// What orders a query's rows: its column, or the key.
const std::string& order_of(const port::Table& table, const port::Query& query);

// Nothing that begins with `prefix` is at or above this; empty if there is no such bound.
std::string prefix_end(std::string prefix);

}  // namespace shouxin::store
