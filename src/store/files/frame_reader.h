// Which frames does a segment hold? Reads them one after another through a buffer and checks each.
// For one thread.
#pragma once

#include "base/result.h"
#include "store/files/log_folder.h"
#include "store/files/log_format.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace shouxin::store {

enum class FrameFound : std::uint8_t {
    record,
    end,  // there is no byte more
    bad,  // these bytes aren't the record with the number expected
};

class FrameReader {
public:
    // The frame at `offset` must have this number, and each one more. `file` must outlive us.
    FrameReader(LogFile& file, std::uint64_t offset, std::uint64_t number)
        : file_(&file), offset_(offset), number_(number) {}

    // Reads no further than the file's first `end` bytes; a later call may name a later end. An
    // error only if the file can't be read.
    Result<FrameFound> next(std::uint64_t end);

    // Of the last record found; the payload until next() is called again.
    [[nodiscard]] const Frame& frame() const { return frame_; }

    [[nodiscard]] std::string_view payload() const { return payload_; }

    // Behind the last record found: where the next one begins, or the bad one.
    [[nodiscard]] std::uint64_t offset() const { return offset_; }

    // Of the next record.
    [[nodiscard]] std::uint64_t number() const { return number_; }

private:
    Result<std::string_view> peek(std::size_t wanted, std::uint64_t end);

    LogFile* file_;
    std::uint64_t offset_;
    std::uint64_t number_;
    std::string buffer_;  // at most a record and what was read ahead
    std::size_t begin_ = 0;
    std::size_t filled_ = 0;
    Frame frame_;
    std::string_view payload_;
};

}  // namespace shouxin::store
