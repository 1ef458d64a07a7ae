// What was the state when we stopped? The newest snapshot that isn't ahead of what was projected,
// and the log from there on.
#pragma once

#include "base/result.h"
#include "live/state.h"
#include "port/event_log.h"
#include "runtime/live/epochs.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace shouxin::runtime {

struct Recovered {
    std::unique_ptr<live::State> state;
    std::uint64_t from_snapshot = 0;  // its record; 0: from the log's beginning
    std::uint64_t replayed = 0;       // records
};

// `follow` gets the effects of every record behind `projected`, in order, again. A snapshot that
// can't be read is passed over for an older one; `corrupt` if then the log doesn't reach back far
// enough. `options` and `epochs` as live::State takes them.
Result<Recovered> recover(
    const live::StateOptions& options,
    EpochFolder& epochs,
    port::EventLog& log,
    std::uint64_t projected,
    const std::function<Result<void>(live::Effects)>& follow);

struct Stretch {
    std::uint64_t from = 0;            // effects are followed behind this record ...
    std::uint64_t until = 0;           // ... up to this one, or the end of the log
    live::Witness* witness = nullptr;  // of the replay
    // Called before each record is stepped over, with how many there are from the snapshot on; an
    // error ends the replay.
    std::function<Result<void>(std::uint64_t of)> pass = {};
};

// The state after record `until`, from the newest snapshot that isn't behind `from`.
Result<Recovered> replay(
    const live::StateOptions& options,
    EpochFolder& epochs,
    port::EventLog& log,
    const Stretch& stretch,
    const std::function<Result<void>(live::Effects)>& follow);

}  // namespace shouxin::runtime
