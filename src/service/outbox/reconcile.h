// Does the marketplace do what was decided? Counts of actions and messages by where they stand, and
// the ones that somebody should look at. Pure but for the records.
#pragma once

#include "base/result.h"
#include "port/records.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace shouxin::service {

struct ReconcileOptions {
    std::int64_t overdue_after_ms = 3'600'000;  // a message should be answered within
    std::size_t rows_max = 100;                 // in each list, at most 1000
    std::uint64_t count_max = 1'000'000;        // counts go no further
};

struct Reconciliation {
    // Actions: waiting out a delay, asked for, done, refused, ended and not yet confirmed, ended
    // and never confirmed.
    std::uint64_t decided = 0;
    std::uint64_t due = 0;
    std::uint64_t applied = 0;
    std::uint64_t refused = 0;
    std::uint64_t ending = 0;
    std::uint64_t unconfirmed = 0;
    std::uint64_t overdue = 0;  // of all, those whose answer is owed for too long

    // Messages.
    std::uint64_t waiting = 0;
    std::uint64_t sent = 0;  // of the last 30 days, as the outbox keeps them
    std::uint64_t dead = 0;

    // Rows of `actions`: the longest waiting first; then, the latest first.
    std::vector<port::Row> overdue_rows;
    std::vector<port::Row> refused_rows;
    std::vector<port::Row> unconfirmed_rows;

    // Rows of `outbox`, the latest first.
    std::vector<port::Row> dead_rows;
};

Result<Reconciliation> reconcile(
    port::Records& records, std::int64_t now_ms, const ReconcileOptions& options = {});

}  // namespace shouxin::service
