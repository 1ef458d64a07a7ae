// port::Ledger in a folder of C2SP tlog-tiles. A batch is durable with one sync of a journal; tiles
// are written beside it and synced together, before a checkpoint is signed and whenever the journal
// is full. What a crash leaves is the last durable batch. docs/formats/ledger.md
#pragma once

#include "base/result.h"
#include "port/ledger.h"

#include <cstddef>
#include <memory>
#include <string>

namespace shouxin::store {

struct LedgerLimits {
    std::size_t journal_bytes = std::size_t{64}
                                << 20;  // past it tiles are synced and it begins anew
    std::size_t checkpoints = 512;  // kept; past it every second but the newest half is forgotten
};

// Makes the folder if it isn't there, and locks it; cuts off what a crash left unfinished.
// `conflict` if another program has it open; `corrupt`, with the file, if what is there isn't what
// was written.
Result<std::unique_ptr<port::Ledger>> open_ledger(
    const std::string& folder, const LedgerLimits& limits = {});

}  // namespace shouxin::store
