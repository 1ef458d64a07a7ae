// What came from outside, and in which order? The log is the only truth: a record is acknowledged
// when the log has synced it, and all else is computed from the log. One writer; readers may read
// what is synced from other threads.
#pragma once

#include "base/result.h"
#include "model/record_kind.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace shouxin::port {

using model::RecordKind;

struct NewRecord {
    RecordKind kind = RecordKind::events;
    std::int64_t at_ms = 0;  // the server's clock
    std::string_view payload;
};

struct LogRecord {
    std::uint64_t number = 0;  // 1, 2, 3, ...
    RecordKind kind = RecordKind::events;
    std::int64_t at_ms = 0;
    std::string payload;
};

// From a number on, in order.
class LogReader {
public:
    virtual ~LogReader() = default;

    // Fills `into` (its memory is used again); false behind the last record. `corrupt` for a
    // record that isn't what was written and isn't the torn end of the log.
    virtual Result<bool> next(LogRecord& into) = 0;
};

class EventLog {
public:
    virtual ~EventLog() = default;

    // Writes the records as one piece, all or none: their numbers follow one another from the one
    // returned. Not durable yet. `exhausted` when the disk is full: nothing was written, and a
    // later try may succeed. `invalid` for more than a log takes at once: nothing was written,
    // either. After any other error, or one of sync(), the log takes no more.
    virtual Result<std::uint64_t> append(std::span<const NewRecord> records) = 0;

    // All that append() wrote before the call is durable when this returns. May be called from
    // another thread while append() writes more.
    virtual Result<void> sync() = 0;

    // Of the next record to be appended.
    [[nodiscard]] virtual std::uint64_t next_number() const = 0;

    // Of the oldest record still kept.
    [[nodiscard]] virtual std::uint64_t first_number() const = 0;

    // REQUIRES: first_number() <= from. Sees what was appended before the call, at least.
    virtual Result<std::unique_ptr<LogReader>> read(std::uint64_t from) = 0;

    // Frees whole segments whose records are all below `number`. What is below may stay.
    virtual Result<void> forget_before(std::uint64_t number) = 0;

    // Bytes on disk.
    [[nodiscard]] virtual std::uint64_t bytes() const = 0;
};

}  // namespace shouxin::port
