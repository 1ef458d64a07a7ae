// A connection to a PostgreSQL database. For one thread at a time.
#pragma once

#include "base/result.h"
#include "store/sql/connection.h"

#include <memory>
#include <string>

namespace shouxin::store {

Result<std::unique_ptr<SqlConnection>> connect_postgres(const std::string& target);

}  // namespace shouxin::store
