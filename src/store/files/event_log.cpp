#include "store/files/event_log.h"

#include "store/files/log_format.h"
#include "store/files/log_reader.h"
#include "store/files/log_recovery.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace shouxin::store {
namespace {

constexpr std::size_t group_memory_max = std::size_t{16} << 20;  // kept from group to group

Result<void> check_sizes(std::span<const port::NewRecord> records) {
    std::size_t sum = 0;
    for (const port::NewRecord& record : records) {
        if (record.payload.size() > record_bytes_max) {
            return fail(
                Failure::invalid,
                fmt::format(
                    "a log record of {} bytes is over the limit of {}: send less at once",
                    record.payload.size(),
                    record_bytes_max));
        }
        sum += frame_header_bytes + record.payload.size();
    }
    if (sum > group_bytes_max) {
        return fail(
            Failure::invalid,
            fmt::format(
                "a group of {} bytes is over the log's limit of {}: append less at once",
                sum,
                group_bytes_max));
    }
    return {};
}

Result<std::unique_ptr<LogFile>> fill_segment(LogFolder& folder, const SegmentHeader& header) {
    TRY(auto file, folder.create(segment_name(header.first)));
    const auto bytes = encode(header);
    std::string_view rest(bytes.data(), bytes.size());
    std::uint64_t offset = 0;
    while (!rest.empty()) {
        TRY(const std::size_t count, file->write_at(offset, rest));
        rest.remove_prefix(count);
        offset += count;
    }
    TRY_DONE(file->sync());
    TRY_DONE(folder.sync());
    return file;
}

// All of the new segment and its name are durable, or, when the disk is full, durably absent: the
// segment before may still grow, and would not fit to it.
Result<std::unique_ptr<LogFile>> make_segment(LogFolder& folder, const SegmentHeader& header) {
    auto file = fill_segment(folder, header);
    if (!file && file.error().failure == Failure::exhausted) {
        auto removed = folder.remove(segment_name(header.first));
        if (!removed && removed.error().failure != Failure::not_found) {
            return tl::unexpected<Error>(Error{Failure::unavailable, removed.error().message});
        }
        if (auto synced = folder.sync(); !synced) {
            return tl::unexpected<Error>(Error{Failure::unavailable, synced.error().message});
        }
    }
    return file;
}

}  // namespace

Result<std::unique_ptr<FileEventLog>> FileEventLog::open(
    const std::string& folder, const LogOptions& options) {
    TRY(auto opened, open_log_folder(folder));
    return open(std::move(opened), options);
}

Result<std::unique_ptr<FileEventLog>> FileEventLog::open(
    std::unique_ptr<LogFolder> folder, const LogOptions& options) {
    TRY(auto log, recover_log(*folder));
    std::unique_ptr<LogFile> file;
    if (log.segments.empty()) {
        TRY(file, make_segment(*folder, {.first = log.next_number}));
        log.segments.push_back({.first = log.next_number, .bytes = segment_header_bytes});
    } else {
        TRY(file, folder->open(segment_name(log.segments.back().first)));
    }
    return std::make_unique<FileEventLog>(
        std::move(folder), std::move(log), std::move(file), options);
}

FileEventLog::FileEventLog(
    std::unique_ptr<LogFolder> folder,
    RecoveredLog log,
    std::unique_ptr<LogFile> file,
    const LogOptions& options)
    : folder_(std::move(folder)),
      options_(options),
      torn_bytes_(log.torn_bytes),
      table_(std::move(log.segments), log.next_number),
      file_(std::move(file)),
      durable_(log.next_number - 1) {}

std::uint64_t FileEventLog::durable() const {
    const std::scoped_lock lock(state_mutex_);
    return durable_;
}

Result<void> FileEventLog::refuse_if_failed() const {
    const std::scoped_lock lock(state_mutex_);
    if (failed_) {
        return fail(
            failed_->failure,
            fmt::format("the log takes no more since {}: start again", failed_->message));
    }
    return {};
}

Result<void> FileEventLog::failed_for_good(Error error) {
    const std::scoped_lock lock(state_mutex_);
    if (!failed_) {
        // Trying again must not look worth while.
        failed_ = Error{Failure::unavailable, error.message};
    }
    return tl::unexpected<Error>(*failed_);
}

Result<std::uint64_t> FileEventLog::append(std::span<const port::NewRecord> records) {
    TRY_DONE(check_sizes(records));
    TRY_DONE(refuse_if_failed());
    const std::uint64_t number = table_.next_number();
    if (records.empty()) {
        return number;
    }
    group_.clear();
    encode_group(records, number, durable(), group_);
    const std::uint64_t filled = table_.newest().bytes;
    if (filled > segment_header_bytes && filled + group_.size() > options_.segment_bytes) {
        TRY_DONE(begin_segment());
    }
    TRY_DONE(write_group());
    table_.grew(table_.newest().bytes + group_.size(), number + records.size());
    if (group_.capacity() > group_memory_max) {
        group_ = std::string();
    }
    return number;
}

Result<void> FileEventLog::write_group() {
    std::string_view rest = group_;
    std::uint64_t offset = table_.newest().bytes;
    while (!rest.empty()) {
        const auto count = file_->write_at(offset, rest);
        if (!count) {
            return take_back(count.error());
        }
        rest.remove_prefix(*count);
        offset += *count;
    }
    return {};
}

// The segment is as it was before the group that could not be written.
Result<void> FileEventLog::take_back(const Error& why) {
    if (auto cut = file_->truncate(table_.newest().bytes); !cut) {
        return failed_for_good(cut.error());
    }
    return why.failure == Failure::exhausted ? tl::unexpected<Error>(why) : failed_for_good(why);
}

// Syncs the segment that is full, for good, before the next one is there: so that only the last
// segment can be torn.
Result<void> FileEventLog::begin_segment() {
    const std::scoped_lock syncing(sync_mutex_);
    TRY_DONE(refuse_if_failed());
    const Segment full = table_.newest();
    if (auto cut = file_->truncate(full.bytes); !cut) {  // gives back what was reserved
        return failed_for_good(cut.error());
    }
    TRY_DONE(sync_locked());
    const SegmentHeader header{table_.next_number(), full.first, full.bytes};
    auto file = make_segment(*folder_, header);
    if (!file) {
        return file.error().failure == Failure::exhausted ? tl::unexpected<Error>(file.error())
                                                          : failed_for_good(file.error());
    }
    file_ = *std::move(file);
    table_.began({.first = header.first, .bytes = segment_header_bytes});
    return {};
}

Result<void> FileEventLog::sync() {
    const std::scoped_lock syncing(sync_mutex_);
    TRY_DONE(refuse_if_failed());
    return sync_locked();
}

// Never tried again after an error: the system may have dropped what it couldn't write, and a
// second sync would say that all is well.
Result<void> FileEventLog::sync_locked() {
    const std::uint64_t last = table_.next_number() - 1;
    if (durable() == last) {
        return {};
    }
    if (auto synced = file_->sync(); !synced) {
        return failed_for_good(synced.error());
    }
    const std::scoped_lock lock(state_mutex_);
    durable_ = last;
    return {};
}

std::uint64_t FileEventLog::next_number() const {
    return table_.next_number();
}

std::uint64_t FileEventLog::first_number() const {
    return table_.oldest().first;
}

Result<std::unique_ptr<port::LogReader>> FileEventLog::read(std::uint64_t from) {
    return open_log_reader(*folder_, table_, from);
}

// Oldest first, and each durably, so that what is left has no gap at any moment.
Result<void> FileEventLog::forget_before(std::uint64_t number) {
    while (true) {
        const Segment oldest = table_.oldest();
        const auto after = table_.after(oldest.first);
        if (!after || after->first > number) {
            return {};
        }
        table_.forgot_oldest();
        TRY_DONE(folder_->remove(segment_name(oldest.first)));
        TRY_DONE(folder_->sync());
    }
}

std::uint64_t FileEventLog::bytes() const {
    return table_.bytes();
}

}  // namespace shouxin::store
