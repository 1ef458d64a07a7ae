#include "service/live/backtests.h"

#include "live/trial.h"
#include "policy/policy.h"
#include "proof/hash.h"
#include "runtime/live/epochs.h"
#include "runtime/live/recovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

Result<std::uint64_t> Backtests::begin(std::string text, std::string by) {
    if (const auto policy = policy::compile(text); !policy) {
        return tl::unexpected(policy::to_error(policy.error(), "policy"));
    }
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= waiting_max) {
        return fail(
            Failure::exhausted, "other backtests wait already: try again when they are done");
    }
    Job& job = jobs_[++last_];
    job.text_sha256 = proof::hex(proof::sha256({text}));
    job.text = std::move(text);
    job.by = std::move(by);
    job.began_ms = past_.clock.now_ms();
    waiting_.push_back(last_);
    if (jobs_.size() > kept_max) {
        jobs_.erase(jobs_.begin());
    }
    changed_.notify_all();
    return last_;
}

Error Backtests::unknown() {
    return {
        Failure::not_found,
        fmt::format(
            "there is no such backtest; the newest {} are kept until the server stops", kept_max)};
}

Json Backtests::json(std::uint64_t number, const Job& job) const {
    constexpr std::array<std::string_view, 5> states{
        "waiting", "running", "done", "failed", "cancelled"};
    const bool running = job.state == State::running;
    Json json = Json::object();
    json.put("began_ms", job.began_ms)
        .put("by", job.by)
        .put("ended_ms", job.ended_ms == 0 ? Json() : Json(job.ended_ms))
        .put("number", number)
        .put("of", running ? of_.load() : 0)
        .put("policy_sha256", job.text_sha256)
        .put("problem", job.problem.empty() ? Json() : Json(job.problem))
        .put("replayed", running ? replayed_.load() : 0)
        .put("state", states[static_cast<std::size_t>(job.state)]);
    return json;
}

Result<Json> Backtests::find(std::uint64_t number) const {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(number);
    if (found == jobs_.end()) {
        return tl::unexpected(unknown());
    }
    Json json = this->json(number, found->second);
    json.put("report", found->second.report.value_or(Json()));
    return json;
}

Json Backtests::list() const {
    const std::lock_guard lock(mutex_);
    Json::Array items;
    for (auto job = jobs_.rbegin(); job != jobs_.rend(); ++job) {
        items.push_back(json(job->first, job->second));
    }
    Json json = Json::object();
    json.put("items", std::move(items));
    return json;
}

Result<void> Backtests::cancel(std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(number);
    if (found == jobs_.end()) {
        return tl::unexpected(unknown());
    }
    Job& job = found->second;
    if (job.state == State::waiting) {
        std::erase(waiting_, number);
        end(job, State::cancelled);
    } else if (job.state == State::running) {
        cancelled_ = true;  // and it ends with the record that it is at
    } else {
        return fail(Failure::conflict, "this backtest has ended already");
    }
    return {};
}

void Backtests::end(Job& job, State state) {
    job.state = state;
    job.ended_ms = past_.clock.now_ms();
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
        play(lock, number);
    }
}

// One that runs is among the newest, so it isn't forgotten meanwhile.
void Backtests::play(std::unique_lock<std::mutex>& lock, std::uint64_t number) {
    static_assert(waiting_max + 1 < kept_max);
    Job& job = jobs_[number];
    job.state = State::running;
    cancelled_ = false;
    replayed_ = 0;
    of_ = 0;
    lock.unlock();
    Result<Json> report = replay(job.text);
    lock.lock();
    if (report) {
        job.report = *std::move(report);
        end(job, State::done);
    } else {
        job.problem = cancelled_ ? "" : report.error().message;
        end(job, cancelled_ ? State::cancelled : State::failed);
    }
}

// Up to where the log is now.
Result<Json> Backtests::replay(const std::string& text) {
    live::Trial trial(past_.state.reading.key, *policy::compile(text));
    runtime::EpochFolder epochs(past_.files, past_.log, past_.epochs_folder, past_.state);
    const std::uint64_t until = past_.log.next_number() - 1;
    TRY(const std::uint64_t from, beginning_of_past(epochs, past_.log));
    of_ = until - std::min(from, until);
    TRY(const runtime::Recovered played,
        runtime::replay(
            past_.state,
            epochs,
            past_.log,
            {.from = from, .until = until, .witness = &trial},
            [&](const live::Effects& effects) -> Result<void> {
                trial.decided(effects.decisions);
                ++replayed_;
                if (stopping_ || cancelled_) {
                    return fail(Failure::unavailable, "the server stopped");
                }
                return {};
            }));
    return trial.report(*played.state);
}

}  // namespace shouxin::service
