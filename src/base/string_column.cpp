#include "base/string_column.h"

#include "base/must.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace shouxin {
namespace {

constexpr std::size_t group_bytes_max = 65535;  // the ends are 16 bits wide
constexpr std::size_t group_strings_max = 64;
// What a chunk has left when the next group might not fit is never touched, so it
// costs addresses and no memory.
constexpr std::size_t chunk_bytes = std::size_t{256} * 1024;

}  // namespace

StringColumn::StringColumn(std::size_t max_length) : max_length_(max_length) {
    MUST(max_length >= 1 && max_length <= group_bytes_max);
    const std::size_t strings =
        std::bit_floor(std::min(group_strings_max, group_bytes_max / max_length));
    shift_ = static_cast<std::uint32_t>(std::countr_zero(strings));
    mask_ = static_cast<std::uint32_t>(strings - 1);
}

std::uint32_t StringColumn::append(std::string_view text) {
    MUST(text.size() <= max_length_);
    MUST(size_ < 0xffffffff);
    const std::uint32_t place = size_ & mask_;
    if (place == 0) {
        start_group();
    }
    char* group = groups_.back();
    if (!text.empty()) {
        std::memcpy(group + header_size() + group_end_, text.data(), text.size());
    }
    group_end_ += static_cast<std::uint32_t>(text.size());
    const auto end = static_cast<std::uint16_t>(group_end_);
    std::memcpy(group + place * sizeof end, &end, sizeof end);
    return size_++;
}

void StringColumn::start_group() {
    const std::size_t needed = header_size() + (std::size_t{mask_} + 1) * max_length_;
    if (!groups_.empty()) {
        const std::size_t closed = header_size() + group_end_;
        chunk_left_ -= closed;
        used_ += closed;
        group_end_ = 0;
        if (chunk_left_ >= needed) {
            groups_.push_back(groups_.back() + closed);
            return;
        }
    }
    chunk_left_ = std::max(chunk_bytes, needed);
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk_left_));
    groups_.push_back(chunks_.back().get());
}

std::size_t StringColumn::bytes() const {
    const std::size_t open = groups_.empty() ? 0 : header_size() + group_end_;
    return used_ + open + groups_.capacity() * sizeof(char*) +
           chunks_.capacity() * sizeof(chunks_[0]);
}

}  // namespace shouxin
