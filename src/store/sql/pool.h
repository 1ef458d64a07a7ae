// Connections that wait to be used again. Thread-safe.
#pragma once

#include "base/result.h"
#include "store/sql/connection.h"

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace shouxin::store {

class ConnectionPool {
public:
    // At most `most` at once: more callers wait.
    ConnectionPool(Connect connect, std::size_t most);

    // Does `work` with a connection. If the database went away meanwhile, and wasn't asked to
    // commit, once more with a new one: it may have been away only since the last call.
    Result<void> use(const std::function<Result<void>(SqlConnection&)>& work);

private:
    Result<std::unique_ptr<SqlConnection>> take();
    void give_back(std::unique_ptr<SqlConnection> connection);

    Connect connect_;
    std::size_t most_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::size_t used_ = 0;
    std::vector<std::unique_ptr<SqlConnection>> idle_;
};

}  // namespace shouxin::store
