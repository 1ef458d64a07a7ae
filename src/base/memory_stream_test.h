// Streams in memory for tests of what is stored: a source in small reads, a sink that gets full.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace shouxin {

// Gives `bytes`, which must outlive it, in reads of at most `most`.
class StringSource final : public ByteSource {
public:
    explicit StringSource(std::string_view bytes, std::size_t most = 70'001)
        : rest_(bytes), most_(most) {}

    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t length = std::min({into.size(), most_, rest_.size()});
        std::copy_n(rest_.data(), length, into.data());
        rest_.remove_prefix(length);
        return length;
    }

private:
    std::string_view rest_;
    std::size_t most_;
};

// Takes at most `most` bytes.
class StringSink final : public ByteSink {
public:
    explicit StringSink(std::size_t most = std::numeric_limits<std::size_t>::max()) : most_(most) {}

    Result<void> write(std::string_view more) override {
        if (bytes.size() + more.size() > most_) {
            return fail(Failure::exhausted, "the disk is full");
        }
        bytes.append(more);
        return {};
    }

    std::string bytes;

private:
    std::size_t most_;
};

}  // namespace shouxin
