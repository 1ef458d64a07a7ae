// port::Records in one SQLite file.
#pragma once

#include "base/result.h"
#include "port/records.h"

#include <memory>
#include <string>

namespace shouxin::store {

// Makes the file if it isn't there; its folder must be. Two files beside it, with -wal and -shm at
// their names' ends, belong to it. `corrupt` for a file that is no database.
Result<std::unique_ptr<port::Records>> open_sqlite_records(const std::string& path);

}  // namespace shouxin::store
