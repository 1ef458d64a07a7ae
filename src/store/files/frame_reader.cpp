#include "store/files/frame_reader.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace shouxin::store {
namespace {

constexpr std::size_t read_ahead_bytes = std::size_t{1} << 18;  // stays in the processor's cache

}  // namespace

// At least `wanted` bytes from offset_ on, or fewer if the file has no more before `end`.
Result<std::string_view> FrameReader::peek(std::size_t wanted, std::uint64_t end) {
    if (filled_ - begin_ < wanted) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, filled_ - begin_);
        filled_ -= begin_;
        begin_ = 0;
        buffer_.resize(std::max({buffer_.size(), wanted, read_ahead_bytes}));
        const std::uint64_t from = offset_ + filled_;
        const auto room = static_cast<std::size_t>(
            std::min<std::uint64_t>(buffer_.size() - filled_, end - std::min(from, end)));
        TRY(const std::size_t count,
            file_->read_at(from, std::span(buffer_).subspan(filled_, room)));
        filled_ += count;
    }
    return std::string_view(buffer_).substr(begin_, filled_ - begin_);
}

Result<FrameFound> FrameReader::next(std::uint64_t end) {
    TRY(auto bytes, peek(frame_header_bytes, end));
    if (bytes.empty()) {
        return FrameFound::end;
    }
    if (bytes.size() < frame_header_bytes) {
        return FrameFound::bad;
    }
    const Frame frame = decode_frame(bytes);
    if (frame.number != number_ || frame.length > record_bytes_max) {
        return FrameFound::bad;
    }
    const std::size_t whole = frame_header_bytes + frame.length;
    TRY(bytes, peek(whole, end));
    if (!holds_frame(bytes)) {
        return FrameFound::bad;
    }
    frame_ = frame;
    payload_ = bytes.substr(frame_header_bytes, frame.length);
    begin_ += whole;
    offset_ += whole;
    ++number_;
    return FrameFound::record;
}

}  // namespace shouxin::store
