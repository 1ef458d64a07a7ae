// A source for tests that gives its text in small reads, and may break off.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace shouxin::runtime {

// `text` in reads of at most `most` bytes, then its end or an error.
class TextSource final : public ByteSource {
public:
    TextSource(std::string text, std::size_t most, bool fails)
        : text_(std::move(text)), most_(most), fails_(fails) {}

    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t length = std::min({into.size(), most_, text_.size() - at_});
        if (length == 0 && fails_) {
            return fail(Failure::corrupt, "torn");
        }
        std::copy_n(text_.data() + at_, length, into.data());
        at_ += length;
        return length;
    }

private:
    std::string text_;
    std::size_t most_;
    bool fails_;
    std::size_t at_ = 0;
};

}  // namespace shouxin::runtime
