// Where do bytes come from and go to? Two small interfaces, so that the pure
// folders can read and write streams without knowing a file from a socket.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace shouxin {

class ByteSource {
public:
    virtual ~ByteSource() = default;

    // Fills a prefix of `into`; returns its length, 0 at the end of the stream.
    // `unavailable` when the device fails, `corrupt` when the bytes can't be decoded.
    virtual Result<std::size_t> read(std::span<char> into) = 0;
};

class ByteSink {
public:
    virtual ~ByteSink() = default;

    // All of `bytes`, or an error (`exhausted` for a full disk).
    virtual Result<void> write(std::string_view bytes) = 0;
};

}  // namespace shouxin
