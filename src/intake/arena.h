// Memory for the strings of one batch: handed out in order, all taken back at once,
// and kept for the next batch. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace shouxin::intake {

class Arena {
public:
    // `size` bytes aligned for a 64-bit word; valid until clear().
    std::span<char> take(std::size_t size) {
        const std::size_t rounded = (size + 7) & ~std::size_t{7};
        if (rounded > left_) {
            open_block(rounded);
        }
        char* const start = next_;
        next_ += rounded;
        left_ -= rounded;
        return {start, size};
    }

    std::string_view keep(std::string_view text) {
        const std::span<char> copy = take(text.size());
        std::copy(text.begin(), text.end(), copy.begin());
        return {copy.data(), copy.size()};
    }

    std::span<std::uint64_t> take_words(std::size_t count) {
        return {
            reinterpret_cast<std::uint64_t*>(take(count * sizeof(std::uint64_t)).data()), count};
    }

    void clear() {
        current_ = 0;
        left_ = 0;
    }

private:
    struct Block {
        std::unique_ptr<std::uint64_t[]> words;
        std::size_t bytes;
    };

    void open_block(std::size_t needed) {
        while (current_ < blocks_.size() && blocks_[current_].bytes < needed) {
            ++current_;  // too small for this one: left unused until clear()
        }
        if (current_ == blocks_.size()) {
            const std::size_t bytes = std::max(needed, std::size_t{64} * 1024);
            blocks_.push_back({std::make_unique_for_overwrite<std::uint64_t[]>(bytes / 8), bytes});
        }
        next_ = reinterpret_cast<char*>(blocks_[current_].words.get());
        left_ = blocks_[current_].bytes;
        ++current_;
    }

    std::vector<Block> blocks_;
    std::size_t current_ = 0;  // the first block not opened since clear()
    char* next_ = nullptr;
    std::size_t left_ = 0;
};

}  // namespace shouxin::intake
