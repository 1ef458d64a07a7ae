// The signed checkpoints of a ledger: the newest, a history of those before, and the newest that
// has a time stamp. Thread-safe.
#pragma once

#include "base/result.h"
#include "port/ledger.h"
#include "store/files/ledger_folder.h"

#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::store {

class CheckpointFiles {
public:
    // The folder outlives this object. `kept_max` is at least 4.
    CheckpointFiles(LedgerFolder& folder, std::size_t kept_max)
        : folder_(folder), kept_max_(kept_max) {}

    Result<void> open();

    [[nodiscard]] std::optional<std::string> newest() const;
    [[nodiscard]] std::optional<std::string> cosigned() const;
    [[nodiscard]] std::optional<port::StampedCheckpoint> stamped() const;

    // A newer one.
    Result<void> put(const std::string& note);

    // As port::Ledger::add_cosignatures.
    Result<std::string> add_cosignatures(
        std::string_view lines, std::span<const proof::VerifierKey> witnesses);

    Result<void> put_stamped(const port::StampedCheckpoint& stamped);

private:
    Result<void> write_history(std::vector<std::string> history);
    Result<void> write_stamped(const port::StampedCheckpoint& stamped);

    LedgerFolder& folder_;
    const std::size_t kept_max_;
    std::mutex changing_;               // held over a change, with its writing
    std::vector<std::string> history_;  // oldest first, newest last; of who holds changing_

    mutable std::mutex mutex_;
    std::optional<std::string> newest_;
    std::optional<std::string> cosigned_;  // the newest that is
    std::optional<port::StampedCheckpoint> stamped_;
};

}  // namespace shouxin::store
