// The signed checkpoints of a ledger: the newest, a history of those before, and the newest that
// has a time stamp. One thread changes them; any may ask.
#pragma once

#include "base/result.h"
#include "port/ledger.h"
#include "store/files/ledger_folder.h"

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::store {

class CheckpointFiles {
public:
    // The folder outlives this object. `kept_max` is at least 4.
    CheckpointFiles(LedgerFolder& folder, std::size_t kept_max)
        : folder_(folder), kept_max_(kept_max) {}

    Result<void> open();

    [[nodiscard]] std::optional<std::string> newest() const;
    [[nodiscard]] std::optional<port::StampedCheckpoint> stamped() const;

    // A newer one, or the newest with more signatures.
    Result<void> put(const std::string& note);
    Result<void> put_stamped(const port::StampedCheckpoint& stamped);

private:
    LedgerFolder& folder_;
    const std::size_t kept_max_;
    std::vector<std::string> history_;  // oldest first, newest last

    mutable std::mutex mutex_;
    std::optional<std::string> newest_;
    std::optional<port::StampedCheckpoint> stamped_;
};

}  // namespace shouxin::store
