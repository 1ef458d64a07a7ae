// How is a policy tried on the past? Replays the stored log under it. Thread-safe.
#pragma once

#include "base/result.h"
#include "live/state.h"
#include "port/event_log.h"
#include "port/files.h"
#include "proof/json.h"
#include "service/live/past_jobs.h"

#include <cstdint>
#include <string>

namespace shouxin::service {

class Backtests {
public:
    struct Past {
        live::StateOptions state;
        port::EventLog& log;
        port::Files& files;
        std::string epochs_folder;
    };

    explicit Backtests(Past past);

    // Its number. `invalid` if the text is no policy, `exhausted` if too many wait.
    Result<std::uint64_t> begin(std::string text, Asker asker);

    // With its report; `not_found` for one that never was, or is kept no longer.
    [[nodiscard]] Result<proof::Json> find(std::uint64_t number) const;

    // The newest first, without their reports.
    [[nodiscard]] proof::Json list() const;

    // `not_found` as find(), `conflict` if it has ended.
    Result<void> cancel(std::uint64_t number) { return jobs_.cancel(number); }

    // Ends the one that runs.
    void stop() { jobs_.stop(); }

private:
    Result<proof::Json> play(const std::string& text, PastJobs::Progress& progress);

    Past past_;
    PastJobs jobs_;  // last: it uses the above
};

}  // namespace shouxin::service
