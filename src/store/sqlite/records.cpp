#include "store/sqlite/records.h"

#include "store/sql/records.h"
#include "store/sqlite/connection.h"

namespace shouxin::store {

Result<std::unique_ptr<port::Records>> open_sqlite_records(const std::string& path) {
    const Dialect dialect{
        .parameter = '?',
        .integer = "INTEGER",
        .bytes = "BLOB",
        .nulls_last = false,
        .lock_row = "",
        .lock_all = ""};
    const auto connect = [path](SqliteUse use) {
        return Connect([path, use] { return connect_sqlite(path, use); });
    };
    TRY_DONE(connect(SqliteUse::write)());  // makes the file, or says why not
    return std::make_unique<SqlRecords>(
        dialect, connect(SqliteUse::write), connect(SqliteUse::read));
}

}  // namespace shouxin::store
