#include "base/string_column.h"

#include "base/must.h"

#include <limits>

namespace shouxin {

StringColumn::StringColumn(std::size_t max_length) : max_length_(max_length) {
    MUST(max_length >= 1 && max_length <= longest);
}

std::uint32_t StringColumn::append(std::string_view text) {
    MUST(text.size() <= max_length_);
    MUST(size_ < 0xffffffff);
    const std::uint32_t place = size_ % group_strings;
    if (place == 0) {
        start_group();
    }
    char* const group = group_of(size_);
    group[place] = static_cast<char>(text.size());
    if (!text.empty()) {
        std::memcpy(chunks_.back().get() + end_ % chunk_bytes, text.data(), text.size());
    }
    end_ += text.size();
    return size_++;
}

// Where the longest strings would still fit; what is left of a chunk is never touched, so it costs
// addresses and no memory.
void StringColumn::start_group() {
    const std::size_t needed = sizeof(std::uint64_t) + group_strings * max_length_ + 1;
    std::size_t begin = (end_ + unit_bytes - 1) / unit_bytes * unit_bytes;
    if (begin + needed > chunks_.size() * chunk_bytes) {
        begin = chunks_.size() * chunk_bytes;
        chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk_bytes));
    }
    MUST(begin / unit_bytes <= std::numeric_limits<std::uint32_t>::max());
    groups_.push_back(static_cast<std::uint32_t>(begin / unit_bytes));
    std::memset(group_of(size_), 0, sizeof(std::uint64_t));
    usual_ = size_ == 0 ? 0 : end_ / size_;
    end_ = begin + sizeof(std::uint64_t);
}

bool StringColumn::lengths_fit(const char* group, std::uint32_t strings) const {
    for (std::uint32_t i = 0; i < group_strings; ++i) {
        const std::size_t most = i < strings ? max_length_ : 0;
        if (static_cast<unsigned char>(group[i]) > most) {
            return false;
        }
    }
    return true;
}

std::size_t StringColumn::bytes() const {
    return end_ + groups_.capacity() * sizeof(groups_[0]) + chunks_.capacity() * sizeof(chunks_[0]);
}

}  // namespace shouxin
