// StringColumn holds short strings by dense index in their bytes and less than two more: for tens
// of millions of names, where std::string would take 32 each. Strings never move; views stay valid
// as long as the column. Not thread-safe for writing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace shouxin {

class StringColumn {
public:
    static constexpr std::size_t longest = 255;

    // No string may be longer than `max_length`, which is at most `longest`.
    explicit StringColumn(std::size_t max_length = 128);

    // The index of the new string: 0, 1, 2, ... REQUIRES: text.size() <= max_length.
    std::uint32_t append(std::string_view text);

    [[nodiscard]] std::string_view operator[](std::uint32_t index) const {
        const char* const group = group_of(index);
        std::uint64_t lengths = 0;
        std::memcpy(&lengths, group, sizeof lengths);
        const std::uint32_t place = index % group_strings;
        const auto length = static_cast<std::uint8_t>(lengths >> (8 * place));
        return {group + sizeof lengths + sum_of_bytes(lengths, place), length};
    }

    // Starts loading what operator[] reads: a string stands about where strings of usual length
    // would leave it.
    void prefetch(std::uint32_t index) const {
        const char* const group = group_of(index);
        __builtin_prefetch(group);
        __builtin_prefetch(group + sizeof(std::uint64_t) + index % group_strings * usual_);
    }

    [[nodiscard]] std::uint32_t size() const { return size_; }

    [[nodiscard]] std::size_t max_length() const { return max_length_; }

    // Memory in use, in bytes.
    [[nodiscard]] std::size_t bytes() const;

    // Group by group, without what lies between them.
    template <class Archive>
    void archive(Archive& a) {
        std::uint32_t size = size_;
        a(size);
        if constexpr (Archive::loading) {
            *this = StringColumn(max_length_);
            load_groups(a, size);
        } else {
            save_groups(a);
        }
    }

private:
    // A group is the lengths of its strings, a byte each, then the strings: two cache lines.
    static constexpr std::uint32_t group_strings = 8;
    static constexpr std::size_t unit_bytes = 4;  // groups begin at multiples: 16 GiB in all
    static constexpr std::size_t chunk_bytes = std::size_t{256} * 1024;

    // Of the lowest `many` < 8 bytes.
    static std::size_t sum_of_bytes(std::uint64_t bytes, std::uint32_t many) {
        constexpr std::uint64_t even = 0x00ff00ff00ff00ff;
        bytes &= (std::uint64_t{1} << (8 * many)) - 1;
        const std::uint64_t pairs = (bytes & even) + ((bytes >> 8) & even);
        return pairs * 0x0001000100010001 >> 48;
    }

    [[nodiscard]] char* group_of(std::uint32_t index) const {
        const std::size_t at = std::size_t{groups_[index / group_strings]} * unit_bytes;
        return chunks_[at / chunk_bytes].get() + at % chunk_bytes;
    }

    static std::size_t text_bytes_of(const char* group) {
        std::uint64_t lengths = 0;
        std::memcpy(&lengths, group, sizeof lengths);
        return sum_of_bytes(lengths, group_strings - 1) + (lengths >> 56);
    }

    template <class Archive>
    void save_groups(Archive& a) const {
        for (std::uint32_t group = 0; group < groups_.size(); ++group) {
            const char* const begin = group_of(group * group_strings);
            a.put_bytes(begin, sizeof(std::uint64_t) + text_bytes_of(begin));
        }
    }

    template <class Archive>
    void load_groups(Archive& a, std::uint32_t size) {
        while (size_ < size && !a.failed()) {
            start_group();
            char* const begin = group_of(size_);
            a.take_bytes(begin, sizeof(std::uint64_t));
            if (!lengths_fit(begin, size - size_)) {
                a.refuse();
                break;
            }
            const std::size_t text = text_bytes_of(begin);
            a.take_bytes(begin + sizeof(std::uint64_t), text);
            end_ += text;
            size_ += std::min(size - size_, group_strings);
        }
    }

    // Whether a group of at most so many strings can have these lengths.
    [[nodiscard]] bool lengths_fit(const char* group, std::uint32_t strings) const;

    void start_group();

    std::size_t max_length_;
    std::uint32_t size_ = 0;
    std::size_t end_ = 0;                // where the last string ends, counted through the chunks
    std::size_t usual_ = 0;              // bytes a string takes, on average
    std::vector<std::uint32_t> groups_;  // where each begins, in units
    std::vector<std::unique_ptr<char[]>> chunks_;
};

}  // namespace shouxin
