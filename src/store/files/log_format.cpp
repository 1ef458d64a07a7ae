#include "store/files/log_format.h"

#include "store/files/crc32c.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

namespace shouxin::store {
namespace {

static_assert(std::endian::native == std::endian::little, "the log's numbers are little-endian");

constexpr std::string_view magic = "shouxlog";
constexpr std::uint32_t version = 1;
constexpr std::size_t checksum_at = segment_header_bytes - sizeof(std::uint32_t);
constexpr std::size_t name_digits = 20;
constexpr std::string_view name_end = ".log";

template <class T>
T load(std::string_view bytes, std::size_t at) {
    T value{};
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

template <class T>
void store_at(char* bytes, std::size_t at, T value) {
    std::memcpy(bytes + at, &value, sizeof value);
}

std::uint32_t checksum_of(std::string_view frame) {
    return crc32c(frame.substr(sizeof(std::uint32_t)));
}

}  // namespace

std::string segment_name(std::uint64_t first) {
    return fmt::format("{:020}{}", first, name_end);
}

std::optional<std::uint64_t> segment_first(std::string_view name) {
    if (name.size() != name_digits + name_end.size() || !name.ends_with(name_end)) {
        return std::nullopt;
    }
    std::uint64_t first = 0;
    const char* const digits_end = name.data() + name_digits;
    const auto [end, error] = std::from_chars(name.data(), digits_end, first);
    if (error != std::errc{} || end != digits_end || first == 0) {
        return std::nullopt;
    }
    return first;
}

std::array<char, segment_header_bytes> encode(const SegmentHeader& header) {
    std::array<char, segment_header_bytes> bytes{};
    std::ranges::copy(magic, bytes.begin());
    store_at(bytes.data(), 8, version);
    store_at(bytes.data(), 16, header.first);
    store_at(bytes.data(), 24, header.previous_first);
    store_at(bytes.data(), 32, header.previous_bytes);
    store_at(bytes.data(), checksum_at, crc32c({bytes.data(), checksum_at}));
    return bytes;
}

Result<SegmentHeader> decode_segment_header(std::string_view bytes) {
    if (bytes.size() < segment_header_bytes) {
        return fail(Failure::corrupt, "it is shorter than a header");
    }
    if (!bytes.starts_with(magic)) {
        return fail(Failure::corrupt, "it doesn't begin like a log");
    }
    if (load<std::uint32_t>(bytes, checksum_at) != crc32c(bytes.substr(0, checksum_at))) {
        return fail(Failure::corrupt, "its header's checksum is wrong");
    }
    if (const auto found = load<std::uint32_t>(bytes, 8); found != version) {
        return fail(
            Failure::invalid,
            fmt::format("its version is {}, and this program knows {}", found, version));
    }
    return SegmentHeader{
        .first = load<std::uint64_t>(bytes, 16),
        .previous_first = load<std::uint64_t>(bytes, 24),
        .previous_bytes = load<std::uint64_t>(bytes, 32),
    };
}

void encode_group(
    std::span<const port::NewRecord> records,
    std::uint64_t first,
    std::uint64_t durable,
    std::string& bytes) {
    std::uint64_t number = first;
    auto left = static_cast<std::uint32_t>(records.size());
    for (const port::NewRecord& record : records) {
        const std::size_t start = bytes.size();
        bytes.append(frame_header_bytes, '\0');
        char* const header = bytes.data() + start;
        store_at(header, 4, static_cast<std::uint32_t>(record.payload.size()));
        store_at(header, 8, number++);
        store_at(header, 16, record.at_ms);
        store_at(header, 24, durable);
        store_at(header, 32, --left);
        store_at(header, 36, static_cast<std::uint8_t>(record.kind));
        bytes += record.payload;
        const std::string_view frame = std::string_view(bytes).substr(start);
        store_at(bytes.data() + start, 0, checksum_of(frame));
    }
}

Frame decode_frame(std::string_view bytes) {
    return {
        .checksum = load<std::uint32_t>(bytes, 0),
        .length = load<std::uint32_t>(bytes, 4),
        .number = load<std::uint64_t>(bytes, 8),
        .at_ms = load<std::int64_t>(bytes, 16),
        .durable = load<std::uint64_t>(bytes, 24),
        .left = load<std::uint32_t>(bytes, 32),
        .kind = load<std::uint8_t>(bytes, 36),
    };
}

bool holds_frame(std::string_view bytes) {
    if (bytes.size() < frame_header_bytes) {
        return false;
    }
    const Frame frame = decode_frame(bytes);
    const std::size_t whole = frame_header_bytes + frame.length;
    return frame.length <= record_bytes_max && whole <= bytes.size() &&
           checksum_of(bytes.substr(0, whole)) == frame.checksum;
}

bool is_record_kind(std::uint8_t kind) {
    return kind >= static_cast<std::uint8_t>(port::RecordKind::events) &&
           kind <= static_cast<std::uint8_t>(port::RecordKind::epoch);
}

}  // namespace shouxin::store
