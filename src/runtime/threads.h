// An Executor of real threads: the one who asks works too, and `count - 1` others help.
// Pieces are handed out one by one, so uneven ones balance. One run at a time; a piece may not
// ask the same Threads for another run.
#pragma once

#include "base/executor.h"

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace shouxin::runtime {

class Threads final : public Executor {
public:
    // REQUIRES: count >= 1, the one who asks included.
    explicit Threads(std::size_t count);
    ~Threads() override;
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;

    void run(std::size_t pieces, const std::function<void(std::size_t)>& piece) override;

private:
    void help();
    // Takes pieces of the current run until none is left to take.
    void work(std::unique_lock<std::mutex>& lock);

    std::mutex mutex_;
    std::condition_variable asked_;
    std::condition_variable done_;
    const std::function<void(std::size_t)>* piece_ = nullptr;
    std::size_t pieces_ = 0;  // of the current run
    std::size_t taken_ = 0;
    std::size_t finished_ = 0;
    bool stopping_ = false;

    std::vector<std::thread> helpers_;  // last: they use all of the above
};

}  // namespace shouxin::runtime
