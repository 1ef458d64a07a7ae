#include "store/postgres/records.h"

#include "store/postgres/connection.h"
#include "store/sql/records.h"

namespace shouxin::store {

Result<std::unique_ptr<port::Records>> open_postgres_records(const std::string& target) {
    const Dialect dialect{
        .parameter = '$',
        .integer = "bigint",
        .bytes = "bytea",
        .nulls_last = true,
        .lock_row = " FOR UPDATE",
        .lock_all = "SELECT pg_advisory_xact_lock(5073146)",  // ours: any number
    };
    const Connect connect = [target] { return connect_postgres(target); };
    TRY_DONE(connect());
    return std::make_unique<SqlRecords>(dialect, connect, connect);
}

}  // namespace shouxin::store
