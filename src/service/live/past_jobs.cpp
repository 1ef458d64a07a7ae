#include "service/live/past_jobs.h"

#include <fmt/format.h>

#include <utility>

namespace shouxin::service {

PastJobs::PastJobs(std::string noun, Play play) : noun_(std::move(noun)), play_(std::move(play)) {
    thread_ = std::thread([this] { run(); });
}

PastJobs::~PastJobs() {
    stop();
}

Result<std::uint64_t> PastJobs::begin(std::string subject) {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= waiting_max) {
        return fail(
            Failure::exhausted,
            fmt::format("other {}s wait already: try again when they are done", noun_));
    }
    jobs_[++last_] = {.subject = std::move(subject), .state = "waiting"};
    waiting_.push_back(last_);
    if (jobs_.size() > kept_max) {
        jobs_.erase(jobs_.begin());
    }
    changed_.notify_all();
    return last_;
}

Result<PastJobs::Told> PastJobs::find(std::uint64_t number) const {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(number);
    if (found == jobs_.end()) {
        return fail(
            Failure::not_found,
            fmt::format("there is no such {}; the newest {} are kept", noun_, kept_max));
    }
    Told told = found->second;
    if (told.state == "running") {
        told.replayed = progress_.replayed_;
        told.of = progress_.of_;
    }
    return told;
}

void PastJobs::stop() {
    {
        const std::lock_guard lock(mutex_);
        progress_.stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void PastJobs::run() {
    std::unique_lock lock(mutex_);
    while (!progress_.stopping_) {
        if (waiting_.empty()) {
            changed_.wait(lock);
            continue;
        }
        const std::uint64_t number = waiting_.front();
        waiting_.pop_front();
        progress_.begin(0);
        jobs_[number].state = "running";
        const std::string subject = jobs_[number].subject;
        lock.unlock();
        Result<proof::Json> report = play_(subject, progress_);
        lock.lock();
        Told& job = jobs_[number];
        job.state = report ? "done" : "failed";
        if (report) {
            job.report = *std::move(report);
        } else {
            job.problem = report.error().message;
        }
    }
}

}  // namespace shouxin::service
