// The compressed bytes a decoder has yet to take: a buffer on a ByteSource.
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

namespace shouxin::intake {

class CompressedInput {
public:
    explicit CompressedInput(std::unique_ptr<ByteSource> bytes)
        : bytes_(std::move(bytes)), buffer_(std::make_unique_for_overwrite<char[]>(capacity)) {}

    // What is there; empty until fill().
    [[nodiscard]] std::string_view rest() const { return {buffer_.get() + begin_, end_ - begin_}; }

    void drop(std::size_t count) { begin_ += count; }

    // Reads on, behind what is left. false at the end of the stream.
    // REQUIRES: room for more, which is certain while rest() is short.
    Result<bool> fill() {
        std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
        TRY(const std::size_t length,
            bytes_->read(std::span(buffer_.get() + end_, capacity - end_)));
        end_ += length;
        return length > 0;
    }

    // Past the buffer: for a plain stream, once rest() is empty.
    Result<std::size_t> read_directly(std::span<char> into) { return bytes_->read(into); }

private:
    static constexpr std::size_t capacity = std::size_t{128} * 1024;

    std::unique_ptr<ByteSource> bytes_;
    std::unique_ptr<char[]> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

std::unique_ptr<ByteSource> gunzipped(CompressedInput input);
std::unique_ptr<ByteSource> unzstd(CompressedInput input);

inline constexpr std::string_view gzip_magic = "\x1f\x8b";
inline constexpr std::string_view zstd_magic = "\x28\xb5\x2f\xfd";

}  // namespace shouxin::intake
