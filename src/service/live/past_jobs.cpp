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

Result<std::uint64_t> PastJobs::begin(std::string subject, Asker asker) {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= waiting_max) {
        return fail(
            Failure::exhausted,
            fmt::format("other {}s wait already: try again when they are done", noun_));
    }
    ++last_;
    jobs_[last_] = {
        .number = last_,
        .subject = std::move(subject),
        .asker = std::move(asker),
        .state = "waiting"};
    waiting_.push_back(last_);
    if (jobs_.size() > kept_max) {
        jobs_.erase(jobs_.begin());
    }
    changed_.notify_all();
    return last_;
}

Error PastJobs::unknown() const {
    return {
        Failure::not_found,
        fmt::format("there is no such {}; the newest {} are kept", noun_, kept_max)};
}

PastJobs::Told PastJobs::told(const Told& job) const {
    Told told = job;
    if (told.state == "running") {
        told.replayed = progress_.replayed_;
        told.of = progress_.of_;
    }
    return told;
}

Result<PastJobs::Told> PastJobs::find(std::uint64_t number) const {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(number);
    return found == jobs_.end() ? Result<Told>(tl::unexpected(unknown())) : told(found->second);
}

std::vector<PastJobs::Told> PastJobs::all() const {
    const std::lock_guard lock(mutex_);
    std::vector<Told> all;
    for (auto job = jobs_.rbegin(); job != jobs_.rend(); ++job) {
        all.push_back(told(job->second));
    }
    return all;
}

Result<void> PastJobs::cancel(std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(number);
    if (found == jobs_.end()) {
        return tl::unexpected(unknown());
    }
    if (found->second.state == "waiting") {
        std::erase(waiting_, number);
        found->second.state = "cancelled";
    } else if (found->second.state == "running") {
        progress_.cancelled_ = true;
    } else {
        return fail(Failure::conflict, fmt::format("this {} has ended already", noun_));
    }
    return {};
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
        progress_.cancelled_ = false;
        jobs_[number].state = "running";
        const std::string subject = jobs_[number].subject;
        lock.unlock();
        Result<proof::Json> report = play_(subject, progress_);
        lock.lock();
        Told& job = jobs_[number];
        if (report) {
            job.state = "done";
            job.report = *std::move(report);
        } else if (progress_.cancelled_) {
            job.state = "cancelled";
        } else {
            job.state = "failed";
            job.problem = report.error().message;
        }
    }
}

}  // namespace shouxin::service
