// StringColumn holds short strings by dense index in their bytes and a little more
// than two: for tens of millions of names, where std::string would take 32 each.
// Strings never move; views stay valid as long as the column. Not thread-safe for writing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace shouxin {

class StringColumn {
public:
    // No string may be longer than `max_length`, which is at most 65535.
    explicit StringColumn(std::size_t max_length = 128);

    // The index of the new string: 0, 1, 2, ... REQUIRES: text.size() <= max_length.
    std::uint32_t append(std::string_view text);

    [[nodiscard]] std::string_view operator[](std::uint32_t index) const {
        const char* group = groups_[index >> shift_];
        const std::uint32_t place = index & mask_;
        const std::uint32_t begin = place == 0 ? 0 : end_of(group, place - 1);
        return {group + header_size() + begin, end_of(group, place) - begin};
    }

    // Starts loading what operator[] reads first.
    void prefetch(std::uint32_t index) const {
        __builtin_prefetch(groups_[index >> shift_] + (index & mask_) * sizeof(std::uint16_t));
    }

    // Starts loading the string itself, for which it reads what prefetch() loads.
    void prefetch_text(std::uint32_t index) const { __builtin_prefetch((*this)[index].data()); }

    [[nodiscard]] std::uint32_t size() const { return size_; }

    [[nodiscard]] std::size_t max_length() const { return max_length_; }

    // Memory in use, in bytes.
    [[nodiscard]] std::size_t bytes() const;

private:
    // A group is a header, where each of its strings ends (uint16), then the strings.
    static std::uint32_t end_of(const char* group, std::uint32_t place);

    [[nodiscard]] std::size_t header_size() const {
        return (std::size_t{mask_} + 1) * sizeof(std::uint16_t);
    }

    void start_group();

    std::size_t max_length_;
    std::uint32_t shift_;  // log2 of the strings in a group
    std::uint32_t mask_;
    std::uint32_t size_ = 0;
    std::uint32_t group_end_ = 0;  // where the last string of the open group ends
    std::vector<char*> groups_;
    std::vector<std::unique_ptr<char[]>> chunks_;
    std::size_t chunk_left_ = 0;
    std::size_t used_ = 0;  // bytes of closed groups
};

inline std::uint32_t StringColumn::end_of(const char* group, std::uint32_t place) {
    std::uint16_t end = 0;
    __builtin_memcpy(&end, group + place * sizeof end, sizeof end);
    return end;
}

}  // namespace shouxin
