// port::Records in a PostgreSQL database.
#pragma once

#include "base/result.h"
#include "port/records.h"

#include <memory>
#include <string>

namespace shouxin::store {

// `target` is libpq's: "postgresql://user@host/database", or "host=... dbname=...". `unavailable`
// if it can't be reached now. At most nine connections; while the database is away each call says
// so
// (`unavailable`) and tries to reach it again. If it goes away just when it is asked to commit,
// what was written may be there or not: the message says that.
Result<std::unique_ptr<port::Records>> open_postgres_records(const std::string& target);

}  // namespace shouxin::store
