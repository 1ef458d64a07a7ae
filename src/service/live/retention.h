// Which rows of the records are too old to keep? Decisions, what became of actions, and lines in
// quarantine, and who has waited for a look, older than a time. What is in force, rings, policies
// and labels stay; so does the whole ledger.
#pragma once

#include "base/result.h"
#include "port/records.h"

#include <cstddef>
#include <cstdint>

namespace shouxin::service {

// Erases up to `most` rows of each table that are older than `before_ms`: how many there were.
Result<std::size_t> erase_old_rows(
    port::Records& records, std::int64_t before_ms, std::size_t most = 1000);

}  // namespace shouxin::service
