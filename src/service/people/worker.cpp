#include "service/people/worker.h"

#include <utility>

namespace shouxin::service {

Worker::Worker(std::size_t waiting_max) : waiting_max_(waiting_max), thread_([this] { work(); }) {}

Worker::~Worker() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    more_.notify_all();
    thread_.join();
    for (const auto& job : waiting_) {
        job->refuse();
    }
}

void Worker::offer(std::unique_ptr<Job> job) {
    {
        const std::lock_guard lock(mutex_);
        if (!ending_ && waiting_.size() < waiting_max_) {
            waiting_.push_back(std::move(job));
        }
    }
    if (job) {
        job->refuse();
    } else {
        more_.notify_one();
    }
}

void Worker::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        more_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
        if (ending_) {
            return;
        }
        const std::unique_ptr<Job> job = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        job->run();
        lock.lock();
    }
}

}  // namespace shouxin::service
