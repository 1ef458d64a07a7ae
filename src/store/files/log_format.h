// How does the log look in its bytes? Segment headers and frames, as docs/formats/log.md says.
// Pure and thread-safe.
#pragma once

#include "base/result.h"
#include "port/event_log.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace shouxin::store {

constexpr std::size_t segment_header_bytes = 48;
constexpr std::size_t frame_header_bytes = 40;
constexpr std::size_t record_bytes_max = std::size_t{64} << 20;
constexpr std::size_t group_bytes_max = std::size_t{256} << 20;

struct SegmentHeader {
    std::uint64_t first = 0;           // number of its first record
    std::uint64_t previous_first = 0;  // of the segment before; 0: this began the log
    std::uint64_t previous_bytes = 0;  // that one's length, which is final
    friend bool operator==(const SegmentHeader&, const SegmentHeader&) = default;
};

// "00000000000000000001.log", and back; nullopt for a file that is no segment.
std::string segment_name(std::uint64_t first);
std::optional<std::uint64_t> segment_first(std::string_view name);

std::array<char, segment_header_bytes> encode(const SegmentHeader& header);

// `corrupt` if these aren't the bytes of a header, `invalid` for a version that this program
// doesn't know; the message is the reason alone.
Result<SegmentHeader> decode_segment_header(std::string_view bytes);

struct Frame {
    std::uint32_t checksum = 0;  // CRC-32C of all behind itself
    std::uint32_t length = 0;    // of the payload
    std::uint64_t number = 0;
    std::int64_t at_ms = 0;
    std::uint64_t durable =
        0;                   // number of the last record known to be synced when this was written
    std::uint32_t left = 0;  // how many records of its group follow
    std::uint8_t kind = 0;
};

// Appends one group to `bytes`: the records are numbered from `first`.
void encode_group(
    std::span<const port::NewRecord> records,
    std::uint64_t first,
    std::uint64_t durable,
    std::string& bytes);

// What the first frame_header_bytes of `bytes` say, believed or not.
Frame decode_frame(std::string_view bytes);

// Whether `bytes` begin with a whole frame whose checksum is right.
bool holds_frame(std::string_view bytes);

bool is_record_kind(std::uint8_t kind);

}  // namespace shouxin::store
