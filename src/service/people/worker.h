// Who does what an I/O thread must not wait for? One thread with a short queue: hashing of
// passwords, writing of accounts. Thread-safe.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace shouxin::service {

// Exactly one of the two is called, once.
class Job {
public:
    virtual ~Job() = default;
    virtual void run() = 0;
    virtual void refuse() = 0;  // the queue is full, or the worker is ending
};

class Worker {
public:
    explicit Worker(std::size_t waiting_max);

    // Finishes the job at hand, refuses those that wait.
    ~Worker();

    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Runs it on the worker's thread, or refuses it here when `waiting_max` wait already.
    void offer(std::unique_ptr<Job> job);

private:
    void work();

    const std::size_t waiting_max_;
    std::mutex mutex_;
    std::condition_variable more_;
    std::deque<std::unique_ptr<Job>> waiting_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace shouxin::service
