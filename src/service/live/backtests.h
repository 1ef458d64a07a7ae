// How is a policy tried on the past? Replays the stored log in a thread of its own, one trial at a
// time, beside the running server, and keeps the reports of the last ones. Thread-safe.
#pragma once

#include "base/result.h"
#include "live/state.h"
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
        std::string epochs_folder;
    };

    explicit Backtests(Past past);
    ~Backtests();
    Backtests(const Backtests&) = delete;
    Backtests& operator=(const Backtests&) = delete;

    // Its number. `invalid` if the text is no policy, `exhausted` if too many wait.
    Result<std::uint64_t> begin(std::string text);

    // {"number","state":"waiting|running|done|failed","replayed","of","report","problem"};
    // `not_found` for one that never was, or is kept no longer.
    [[nodiscard]] Result<proof::Json> find(std::uint64_t number) const;

    // Ends the one that runs.
    void stop();

private:
    struct Job {
        std::string text;
        std::string state = "waiting";
        std::optional<proof::Json> report;
        std::string problem;
    };

    void run();
    Result<proof::Json> play(const std::string& text);

    Past past_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::uint64_t, Job> jobs_;
    std::deque<std::uint64_t> waiting_;
    std::uint64_t last_ = 0;
    std::atomic<bool> stopping_ = false;
    std::atomic<std::uint64_t> replayed_ = 0;  // records, of the one that runs
    std::atomic<std::uint64_t> of_ = 0;
    std::thread thread_;
};

}  // namespace shouxin::service
