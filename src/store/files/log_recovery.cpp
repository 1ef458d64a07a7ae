#include "store/files/log_recovery.h"

#include "store/files/frame_reader.h"
#include "store/files/log_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace shouxin::store {
namespace {

tl::unexpected<Error> corrupt_at(
    const LogFolder& folder, std::uint64_t segment, std::uint64_t offset, std::string_view what) {
    return fail(
        Failure::corrupt,
        fmt::format(
            "{} is damaged at byte {}: {}; restore it from a backup",
            folder.path_of(segment_name(segment)),
            offset,
            what));
}

struct FoundSegment {
    std::uint64_t first = 0;
    std::uint64_t bytes = 0;
    std::optional<SegmentHeader> header;  // nullopt: cut short while the segment was made
};

Result<FoundSegment> look_at(LogFolder& folder, std::uint64_t first) {
    TRY(const auto file, folder.open(segment_name(first)));
    TRY(const std::uint64_t bytes, file->size());
    std::array<char, segment_header_bytes> header{};
    TRY(const std::size_t count, file->read_at(0, header));
    const auto decoded = decode_segment_header({header.data(), count});
    if (decoded && decoded->first == first) {
        return FoundSegment{first, bytes, *decoded};
    }
    const bool torn = !decoded && decoded.error().failure == Failure::corrupt;
    if (torn && bytes <= segment_header_bytes) {
        return FoundSegment{first, bytes, std::nullopt};
    }
    return corrupt_at(
        folder, first, 0, decoded ? "it belongs to another place" : decoded.error().message);
}

Result<std::vector<FoundSegment>> find_segments(LogFolder& folder) {
    TRY(const auto names, folder.names());
    std::vector<FoundSegment> found;
    for (const std::string& name : names) {
        if (const auto first = segment_first(name)) {
            TRY(auto segment, look_at(folder, *first));
            found.push_back(std::move(segment));
        }
    }
    std::ranges::sort(found, {}, &FoundSegment::first);
    return found;
}

// Every segment must follow the one before, which has its final length.
Result<void> check_joins(const LogFolder& folder, std::span<const FoundSegment> segments) {
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const FoundSegment& segment = segments[i];
        if (!segment.header) {
            return corrupt_at(folder, segment.first, 0, "it is shorter than a header");
        }
        if (i == 0) {
            continue;
        }
        const FoundSegment& before = segments[i - 1];
        if (segment.header->previous_first != before.first) {
            return corrupt_at(
                folder,
                segment.first,
                0,
                fmt::format("{} is missing", segment_name(segment.header->previous_first)));
        }
        if (segment.header->previous_bytes != before.bytes) {
            return corrupt_at(
                folder,
                before.first,
                std::min(segment.header->previous_bytes, before.bytes),
                fmt::format(
                    "it has {} bytes instead of {}", before.bytes, segment.header->previous_bytes));
        }
    }
    return {};
}

// Whether some frame in `bytes` says that record `number` had been synced before it was written.
// The numbers that a frame can have there are few, so only bytes that look like one are summed.
bool claims_synced(std::string_view bytes, std::uint64_t number) {
    const std::uint64_t number_max = number + bytes.size() / frame_header_bytes + 1;
    for (; bytes.size() >= frame_header_bytes; bytes.remove_prefix(1)) {
        const Frame frame = decode_frame(bytes);
        const bool plausible = frame.number > number && frame.number <= number_max &&
                               frame.durable >= number && frame.durable < frame.number &&
                               is_record_kind(frame.kind);
        if (plausible && holds_frame(bytes)) {
            return true;
        }
    }
    return false;
}

// Where the whole groups of the last segment end, and which number comes next.
struct WholeGroups {
    std::uint64_t bytes = segment_header_bytes;
    std::uint64_t next_number = 0;
};

Result<WholeGroups> scan(const LogFolder& folder, LogFile& file, const FoundSegment& segment) {
    FrameReader reader(file, segment_header_bytes, segment.first);
    WholeGroups whole{.next_number = segment.first};
    std::optional<std::uint32_t> left;  // of the group begun, nullopt between groups
    while (true) {
        TRY(const FrameFound found, reader.next(segment.bytes));
        if (found != FrameFound::record) {
            return whole;
        }
        const Frame& frame = reader.frame();
        if (!is_record_kind(frame.kind)) {
            return corrupt_at(folder, segment.first, whole.bytes, "a record of an unknown kind");
        }
        if (left && frame.left + 1 != *left) {
            return corrupt_at(folder, segment.first, whole.bytes, "a group that is not one");
        }
        left = frame.left;
        if (frame.left == 0) {
            left.reset();
            whole = {.bytes = reader.offset(), .next_number = reader.number()};
        }
    }
}

// What is behind the whole groups: nothing, or a torn end.
Result<void> check_torn(
    const LogFolder& folder,
    LogFile& file,
    const FoundSegment& segment,
    const WholeGroups& whole,
    bool may_be_torn) {
    if (whole.bytes == segment.bytes) {
        return {};
    }
    std::string rest(segment.bytes - whole.bytes, '\0');  // at most a segment
    TRY(const std::size_t count, file.read_at(whole.bytes, rest));
    rest.resize(count);
    if (!may_be_torn || claims_synced(rest, whole.next_number)) {
        return corrupt_at(
            folder,
            segment.first,
            whole.bytes,
            fmt::format("record {} is not what was written", whole.next_number));
    }
    return {};
}

Result<RecoveredLog> recover_last(
    LogFolder& folder, std::span<const FoundSegment> segments, bool may_be_torn) {
    const FoundSegment& last = segments.back();
    TRY(const auto file, folder.open(segment_name(last.first)));
    TRY(const WholeGroups whole, scan(folder, *file, last));
    TRY_DONE(check_torn(folder, *file, last, whole, may_be_torn));
    RecoveredLog log{
        .segments = {},
        .next_number = whole.next_number,
        .torn_bytes = last.bytes - whole.bytes,
    };
    if (log.torn_bytes > 0) {
        TRY_DONE(file->truncate(whole.bytes));
    }
    TRY_DONE(file->sync());
    for (const FoundSegment& segment : segments) {
        log.segments.push_back({.first = segment.first, .bytes = segment.bytes});
    }
    log.segments.back().bytes = whole.bytes;
    return log;
}

}  // namespace

Result<RecoveredLog> recover_log(LogFolder& folder) {
    TRY(auto segments, find_segments(folder));
    // A segment is made when all before it is synced, so one without a header holds nothing.
    const bool torn_birth = !segments.empty() && !segments.back().header;
    RecoveredLog log;
    if (torn_birth) {
        log.next_number = segments.back().first;
        log.torn_bytes = segments.back().bytes;
        segments.pop_back();
    }
    TRY_DONE(check_joins(folder, segments));
    if (!segments.empty()) {
        TRY(auto recovered, recover_last(folder, segments, !torn_birth));
        if (torn_birth && recovered.next_number != log.next_number) {
            return corrupt_at(
                folder,
                segments.back().first,
                segments.back().bytes,
                fmt::format("records up to {} are missing", log.next_number - 1));
        }
        recovered.torn_bytes += log.torn_bytes;
        log = std::move(recovered);
    }
    if (torn_birth) {
        TRY_DONE(folder.remove(segment_name(log.next_number)));
    }
    TRY_DONE(folder.sync());
    return log;
}

}  // namespace shouxin::store
