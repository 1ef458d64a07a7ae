#include "store/sql/pool.h"

#include <utility>

namespace shouxin::store {

ConnectionPool::ConnectionPool(Connect connect, std::size_t most)
    : connect_(std::move(connect)), most_(most) {}

Result<void> ConnectionPool::use(const std::function<Result<void>(SqlConnection&)>& work) {
    for (bool again = false;; again = true) {
        auto connection = take();
        if (!connection) {
            give_back(nullptr);
            return tl::unexpected<Error>(std::move(connection).error());
        }
        auto done = work(**connection);
        const bool lost = (*connection)->lost();
        const bool in_doubt = (*connection)->in_doubt();
        give_back(std::move(*connection));
        if (done || !lost || in_doubt || again) {
            return done;
        }
    }
}

Result<std::unique_ptr<SqlConnection>> ConnectionPool::take() {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [&] { return used_ < most_; });
    ++used_;
    if (idle_.empty()) {
        lock.unlock();
        return connect_();
    }
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
}

void ConnectionPool::give_back(std::unique_ptr<SqlConnection> connection) {
    std::vector<std::unique_ptr<SqlConnection>> gone;
    {
        const std::scoped_lock lock(mutex_);
        --used_;
        if (connection && !connection->lost()) {
            idle_.push_back(std::move(connection));
        } else if (connection) {
            gone.swap(idle_);  // they are as old
        }
    }
    freed_.notify_one();
}

}  // namespace shouxin::store
