// A connection to a SQLite file in WAL mode: one may write while others read. For one thread at a
// time.
#pragma once

#include "base/result.h"
#include "store/sql/connection.h"

#include <cstdint>
#include <memory>
#include <string>

namespace shouxin::store {

enum class SqliteUse : std::uint8_t { read, write };

Result<std::unique_ptr<SqlConnection>> connect_sqlite(const std::string& path, SqliteUse use);

}  // namespace shouxin::store
