// How is the stored log gone through again beside the running server? In a thread of its own, one
// job at a time; few wait, and what came of the last ones is kept. Thread-safe.
#pragma once

#include "base/result.h"
#include "proof/json.h"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace shouxin::service {

// Who wants a job done, and since when, by the server's clock.
struct Asker {
    std::string by;
    std::int64_t at_ms = 0;
};

class PastJobs {
public:
    static constexpr std::size_t kept_max = 20;
    static constexpr std::size_t waiting_max = 5;

    // How far the one that runs has come, in records.
    class Progress {
    public:
        void begin(std::uint64_t of) {
            replayed_ = 0;
            of_ = of;
        }

        // One more was replayed; `unavailable` when it is to end.
        Result<void> step() {
            ++replayed_;
            if (stopping_) {
                return fail(Failure::unavailable, "the server stopped");
            }
            return cancelled_ ? Result<void>(fail(Failure::unavailable, "it was cancelled"))
                              : Result<void>();
        }

    private:
        friend class PastJobs;
        std::atomic<std::uint64_t> replayed_ = 0;
        std::atomic<std::uint64_t> of_ = 0;
        std::atomic<bool> stopping_ = false;
        std::atomic<bool> cancelled_ = false;
    };

    using Play = std::function<Result<proof::Json>(const std::string& subject, Progress&)>;

    // `noun` is what people call such a job.
    PastJobs(std::string noun, Play play);
    ~PastJobs();
    PastJobs(const PastJobs&) = delete;
    PastJobs& operator=(const PastJobs&) = delete;

    // Its number; `exhausted` if too many wait.
    Result<std::uint64_t> begin(std::string subject, Asker asker = {});

    struct Told {
        std::uint64_t number = 0;
        std::string subject;
        Asker asker = {};
        std::string_view state;  // waiting, running, done, failed or cancelled
        std::uint64_t replayed = 0;
        std::uint64_t of = 0;
        std::optional<proof::Json> report = {};  // when done
        std::string problem = {};                // when failed
    };

    // `not_found` for one that never was, or is kept no longer.
    [[nodiscard]] Result<Told> find(std::uint64_t number) const;

    // Those that are kept, the newest first.
    [[nodiscard]] std::vector<Told> all() const;

    // One that waits isn't begun, one that runs ends soon; `not_found` as find(), `conflict` if it
    // has ended.
    Result<void> cancel(std::uint64_t number);

    // Ends the one that runs.
    void stop();

private:
    void run();
    [[nodiscard]] Told told(const Told& job) const;
    [[nodiscard]] Error unknown() const;

    std::string noun_;
    Play play_;
    Progress progress_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::uint64_t, Told> jobs_;
    std::deque<std::uint64_t> waiting_;
    std::uint64_t last_ = 0;
    std::thread thread_;
};

}  // namespace shouxin::service
