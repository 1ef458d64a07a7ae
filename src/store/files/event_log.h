// port::EventLog in files: segments of a folder, each named by its first record.
// docs/formats/log.md One thread appends, one syncs; read() and the readers' next() from any
// thread, each reader for one. The log must outlive its readers.
#pragma once

#include "base/result.h"
#include "port/event_log.h"
#include "store/files/log_folder.h"
#include "store/files/log_recovery.h"
#include "store/files/segment_table.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>

namespace shouxin::store {

struct LogOptions {
    // A new segment begins rather than one grow past this; a group larger than it stands alone.
    std::uint64_t segment_bytes = std::uint64_t{256} << 20;
};

class FileEventLog final : public port::EventLog {
public:
    // Opens or makes the log of a folder, which it locks: `conflict` names the process that has it.
    // A torn end is cut; `corrupt` names file and offset. What it holds then is durable.
    static Result<std::unique_ptr<FileEventLog>> open(
        const std::string& folder, const LogOptions& options = {});
    static Result<std::unique_ptr<FileEventLog>> open(
        std::unique_ptr<LogFolder> folder, const LogOptions& options = {});

    // What open() found in the folder; `file` is the newest segment.
    FileEventLog(
        std::unique_ptr<LogFolder> folder,
        RecoveredLog log,
        std::unique_ptr<LogFile> file,
        const LogOptions& options);

    // `invalid`, and nothing else happened, for a record over 64 MiB or a group over 256 MiB.
    Result<std::uint64_t> append(std::span<const port::NewRecord> records) override;
    Result<void> sync() override;
    [[nodiscard]] std::uint64_t next_number() const override;
    [[nodiscard]] std::uint64_t first_number() const override;
    Result<std::unique_ptr<port::LogReader>> read(std::uint64_t from) override;

    // From the thread that appends.
    Result<void> forget_before(std::uint64_t number) override;
    [[nodiscard]] std::uint64_t bytes() const override;

    // What opening cut off, which was never acknowledged.
    [[nodiscard]] std::uint64_t torn_bytes() const { return torn_bytes_; }

private:
    Result<void> write_group();
    Result<void> take_back(const Error& why);
    Result<void> begin_segment();
    Result<void> sync_locked();
    [[nodiscard]] std::uint64_t durable() const;
    Result<void> refuse_if_failed() const;
    Result<void> failed_for_good(Error error);

    std::unique_ptr<LogFolder> folder_;
    LogOptions options_;
    std::uint64_t torn_bytes_;
    SegmentTable table_;
    std::string group_;  // being appended; its memory is used again

    std::mutex sync_mutex_;          // who syncs, or changes file_
    std::unique_ptr<LogFile> file_;  // the newest segment

    mutable std::mutex state_mutex_;
    std::uint64_t durable_;        // number of the last record synced
    std::optional<Error> failed_;  // and takes no more
};

}  // namespace shouxin::store
