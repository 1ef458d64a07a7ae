// How is a policy tried on the past? Replays the stored log in a thread of its own, one trial at a
// time, beside the running server, and keeps the reports of the last ones. Thread-safe.
#pragma once

#include "base/result.h"
#include "live/state.h"
#include "port/clock.h"
#include "port/event_log.h"
#include "port/files.h"
#include "proof/json.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace shouxin::service {

class Backtests {
public:
    static constexpr std::size_t kept_max = 20;
    static constexpr std::size_t waiting_max = 5;

    struct Past {
        live::StateOptions state;
        port::EventLog& log;
        port::Files& files;
        const port::Clock& clock;
        std::string epochs_folder;
    };

    explicit Backtests(Past past);
    ~Backtests();
    Backtests(const Backtests&) = delete;
    Backtests& operator=(const Backtests&) = delete;

    // Its number. `invalid` if the text is no policy, `exhausted` if too many wait.
    Result<std::uint64_t> begin(std::string text, std::string by);

    // With its report; `not_found` for one that never was, or is kept no longer.
    [[nodiscard]] Result<proof::Json> find(std::uint64_t number) const;

    // The newest first, without their reports.
    [[nodiscard]] proof::Json list() const;

    // Ends one that waits or runs; `not_found` as find(), `conflict` if it has ended.
    Result<void> cancel(std::uint64_t number);

    // Ends the one that runs.
    void stop();

private:
    enum class State : std::uint8_t { waiting, running, done, failed, cancelled };

    struct Job {
        std::string text;
        std::string text_sha256;  // in hexadecimal
        std::string by;
        std::int64_t began_ms = 0;
        std::int64_t ended_ms = 0;
        State state = State::waiting;
        std::optional<proof::Json> report;
        std::string problem;
    };

    void run();
    void play(std::unique_lock<std::mutex>& lock, std::uint64_t number);
    Result<proof::Json> replay(const std::string& text);
    void end(Job& job, State state);
    [[nodiscard]] proof::Json json(std::uint64_t number, const Job& job) const;
    static Error unknown();

    Past past_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::uint64_t, Job> jobs_;
    std::deque<std::uint64_t> waiting_;
    std::uint64_t last_ = 0;
    std::atomic<bool> stopping_ = false;
    std::atomic<bool> cancelled_ = false;      // the one that runs
    std::atomic<std::uint64_t> replayed_ = 0;  // records, of the one that runs
    std::atomic<std::uint64_t> of_ = 0;
    std::thread thread_;
};

}  // namespace shouxin::service
