// port::Records in a database that speaks SQL. One writes at a time; readers go on beside it.
// Thread-safe.
#pragma once

#include "port/records.h"
#include "store/records/schema.h"
#include "store/sql/connection.h"
#include "store/sql/pool.h"
#include "store/sql/statements.h"

#include <map>
#include <shared_mutex>
#include <span>
#include <string>
#include <vector>

namespace shouxin::store {

class SqlRecords final : public port::Records {
public:
    SqlRecords(Dialect dialect, const Connect& connect_writer, const Connect& connect_reader);

    // `conflict` if a table of the database has other columns.
    Result<void> define(std::span<const port::Table> tables) override;
    Result<void> write(std::span<const port::Change> changes, port::Durability durability) override;
    Result<std::optional<port::Row>> find(
        const std::string& table, const port::Value& key) override;
    Result<std::vector<port::Row>> list(const port::Query& query) override;
    Result<std::uint64_t> count(
        const std::string& table,
        std::span<const port::Condition> where,
        std::uint64_t most) override;

private:
    Result<void> make(SqlConnection& connection, std::span<const port::Table> tables) const;
    Result<std::vector<port::Row>> read(
        std::string_view text, std::span<const port::Value> values, std::vector<port::Row> before);

    Dialect dialect_;
    ConnectionPool writer_;
    ConnectionPool readers_;
    std::shared_mutex mutex_;  // over what define() changes
    Schema schema_;
    std::map<std::string, TableSql> sql_;
};

}  // namespace shouxin::store
