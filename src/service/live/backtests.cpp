#include "service/live/backtests.h"

#include "live/trial.h"
#include "policy/policy.h"
#include "runtime/live/epochs.h"
#include "runtime/live/recovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace shouxin::service {

using proof::Json;

namespace {

// The record behind which all can be replayed: the log's beginning, or, of one that was forgotten
// in part, the oldest snapshot.
Result<std::uint64_t> beginning_of_past(runtime::EpochFolder& epochs, const port::EventLog& log) {
    if (log.first_number() == 1) {
        return 0;
    }
    TRY(const std::vector<std::uint64_t> snapshots, epochs.snapshots());
    return snapshots.empty() ? log.first_number() - 1 : snapshots.front();
}

}  // namespace

Backtests::Backtests(Past past) : past_(std::move(past)) {
    thread_ = std::thread([this] { run(); });
}

Backtests::~Backtests() {
    stop();
}

Result<std::uint64_t> Backtests::begin(std::string text) {
    if (const auto policy = policy::compile(text); !policy) {
        return tl::unexpected(policy::to_error(policy.error(), "policy"));
    }
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= waiting_max) {
        return fail(
            Failure::exhausted, "other backtests wait already: try again when they are done");
    }
    jobs_[++last_].text = std::move(text);
    waiting_.push_back(last_);
    if (jobs_.size() > kept_max) {
        jobs_.erase(jobs_.begin());
    }
    changed_.notify_all();
    return last_;
}

Result<Json> Backtests::find(std::uint64_t number) const {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(number);
    if (found == jobs_.end()) {
        return fail(
            Failure::not_found,
            fmt::format("there is no such backtest; the newest {} are kept", kept_max));
    }
    const Job& job = found->second;
    const bool running = job.state == "running";
    Json json = Json::object();
    json.put("number", number)
        .put("of", running ? of_.load() : 0)
        .put("problem", job.problem.empty() ? Json() : Json(job.problem))
        .put("replayed", running ? replayed_.load() : 0)
        .put("report", job.report.value_or(Json()))
        .put("state", job.state);
    return json;
}

void Backtests::stop() {
    stopping_ = true;
    changed_.notify_all();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Backtests::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (waiting_.empty()) {
            changed_.wait_for(lock, std::chrono::milliseconds(200));
            continue;
        }
        const std::uint64_t number = waiting_.front();
        waiting_.pop_front();
        jobs_[number].state = "running";
        const std::string text = jobs_[number].text;
        lock.unlock();
        Result<Json> report = play(text);
        lock.lock();
        Job& job = jobs_[number];
        job.state = report ? "done" : "failed";
        if (report) {
            job.report = *std::move(report);
        } else {
            job.problem = report.error().message;
        }
    }
}

// Up to where the log is now.
Result<Json> Backtests::play(const std::string& text) {
    live::Trial trial(past_.state.reading.key, *policy::compile(text));
    runtime::EpochFolder epochs(past_.files, past_.log, past_.epochs_folder, past_.state);
    const std::uint64_t until = past_.log.next_number() - 1;
    TRY(const std::uint64_t from, beginning_of_past(epochs, past_.log));
    replayed_ = 0;
    of_ = until - std::min(from, until);
    TRY(const runtime::Recovered played,
        runtime::replay(
            past_.state,
            epochs,
            past_.log,
            {.from = from, .until = until, .witness = &trial},
            [this](const live::Effects& /*effects*/) -> Result<void> {
                ++replayed_;
                if (stopping_) {
                    return fail(Failure::unavailable, "the server stopped");
                }
                return {};
            }));
    return trial.report(*played.state);
}

}  // namespace shouxin::service
