#include "runtime/threads.h"

#include "base/must.h"

namespace shouxin::runtime {

Threads::Threads(std::size_t count) {
    MUST(count >= 1);
    for (std::size_t i = 1; i < count; ++i) {
        helpers_.emplace_back([this] { help(); });
    }
}

Threads::~Threads() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    asked_.notify_all();
    for (std::thread& helper : helpers_) {
        helper.join();
    }
}

void Threads::run(std::size_t pieces, const std::function<void(std::size_t)>& piece) {
    std::unique_lock lock(mutex_);
    MUST(piece_ == nullptr);
    piece_ = &piece;
    pieces_ = pieces;
    taken_ = 0;
    finished_ = 0;
    if (pieces > 1) {
        asked_.notify_all();
    }
    work(lock);
    done_.wait(lock, [this] { return finished_ == pieces_; });
    piece_ = nullptr;
    pieces_ = 0;
    taken_ = 0;
}

void Threads::work(std::unique_lock<std::mutex>& lock) {
    while (taken_ < pieces_) {
        const std::size_t mine = taken_++;
        const std::function<void(std::size_t)>& piece = *piece_;
        lock.unlock();
        piece(mine);
        lock.lock();
        if (++finished_ == pieces_) {
            done_.notify_one();
        }
    }
}

void Threads::help() {
    std::unique_lock lock(mutex_);
    for (;;) {
        asked_.wait(lock, [this] { return stopping_ || taken_ < pieces_; });
        if (stopping_) {
            return;
        }
        work(lock);
    }
}

}  // namespace shouxin::runtime
