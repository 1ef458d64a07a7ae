// What do we ask of a database that speaks SQL? Made real with SQLite and libpq. For one thread at
// a time.
#pragma once

#include "base/result.h"
#include "port/records.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::store {

// A statement of a transaction; text and values belong to the caller.
struct SqlStep {
    std::string_view text;
    std::span<const port::Value> values;
    bool must_find = false;  // else the transaction ends in `conflict`
};

class SqlConnection {
public:
    virtual ~SqlConnection() = default;

    virtual Result<std::vector<port::Row>> query(
        std::string_view text, std::span<const port::Value> values) = 0;

    // All steps in order, or none. `conflict` for a key that is there already.
    virtual Result<void> transact(std::span<const SqlStep> steps, port::Durability durability) = 0;

    // In order; a column the table doesn't have yet, or a table that isn't there, isn't named.
    virtual Result<std::vector<port::TableColumn>> columns_of(const std::string& table) = 0;

    // The database went away: this connection is of no use any more.
    [[nodiscard]] virtual bool lost() const = 0;

    // It did so while it was asked to commit: what was asked may have been done.
    [[nodiscard]] virtual bool in_doubt() const = 0;
};

using Connect = std::function<Result<std::unique_ptr<SqlConnection>>()>;

}  // namespace shouxin::store
