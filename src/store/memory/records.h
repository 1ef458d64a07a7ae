// port::Records in this process's memory, gone with it: for tests and demonstrations, and what the
// databases are compared to. Every list() looks at all rows of its table. Thread-safe.
#pragma once

#include "port/records.h"
#include "store/records/schema.h"

#include <map>
#include <shared_mutex>
#include <span>
#include <string>
#include <vector>

namespace shouxin::store {

class MemoryRecords final : public port::Records {
public:
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
    // By the key. A value's own order is that of Records: integers, and texts by their bytes.
    using Rows = std::map<port::Value, port::Row>;

    struct Before {  // how to take a change back
        Rows* rows;
        port::Value key;
        std::optional<port::Row> row;
    };

    Result<void> apply(const port::Change& change, std::vector<Before>& undo);

    mutable std::shared_mutex mutex_;
    Schema schema_;
    std::map<std::string, Rows> tables_;
};

}  // namespace shouxin::store
