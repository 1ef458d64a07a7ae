// Is that what was decided? Makes a decision again from the log, and holds its leaf against the
// ledger's, to the byte.
#pragma once

#include "base/result.h"
#include "live/state.h"
#include "port/event_log.h"
#include "port/ledger.h"
#include "proof/json.h"
#include "runtime/live/epochs.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace shouxin::service {

struct Explained {
    proof::Json decision;  // as the asker got it
    std::string leaf;      // as it comes out now
    std::string in_ledger;
    std::uint64_t index = 0;     // of the leaf
    std::uint64_t replayed = 0;  // records

    [[nodiscard]] bool same() const { return leaf == in_ledger; }
};

// `invalid` for what is no decision's name, `not_found` if the log has no such decision. `pass` as
// runtime::Stretch's.
Result<Explained> explain(
    const live::StateOptions& options,
    runtime::EpochFolder& epochs,
    port::EventLog& log,
    const port::Ledger& ledger,
    std::string_view decision,
    const std::function<Result<void>(std::uint64_t of)>& pass = {});

// `invalid` if it can't be one.
Result<void> check_decision_name(std::string_view decision);

}  // namespace shouxin::service
