// Is a decision what the log says? Makes it again beside the running server. Thread-safe.
#pragma once

#include "base/result.h"
#include "live/state.h"
#include "port/event_log.h"
#include "port/files.h"
#include "port/ledger.h"
#include "proof/json.h"
#include "service/live/past_jobs.h"

#include <cstdint>
#include <string>

namespace shouxin::service {

class Recomputations {
public:
    struct Past {
        live::StateOptions state;
        port::EventLog& log;
        const port::Ledger& ledger;
        port::Files& files;
        std::string epochs_folder;
    };

    explicit Recomputations(Past past);

    // Its number. `invalid` for what is no decision's name, `exhausted` if too many wait.
    Result<std::uint64_t> begin(std::string decision);

    // {"number","decision","state","replayed","of","same","leaf","in_ledger","index","problem"};
    // `not_found` for one that never was, or is kept no longer.
    [[nodiscard]] Result<proof::Json> find(std::uint64_t number) const;

    // Ends the one that runs.
    void stop() { jobs_.stop(); }

private:
    Result<proof::Json> play(const std::string& decision, PastJobs::Progress& progress);

    Past past_;
    PastJobs jobs_;  // last: it uses the above
};

}  // namespace shouxin::service
