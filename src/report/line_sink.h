// Many short lines into a ByteSink: gathered in one reused buffer, passed on in large pieces. The
// first error is kept and comes out of finish(); after it, lines are dropped. Not thread-safe.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "report/text.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace shouxin::report {

class LineSink {
public:
    explicit LineSink(ByteSink& sink) : sink_(sink) {}

    // The buffer, for put_...(); end_line() closes what was put.
    Text& text() { return text_; }

    void end_line() {
        text_ += '\n';
        if (text_.size() >= piece) {
            pass_on();
        }
    }

    void line(std::string_view whole) {
        text_ += whole;
        end_line();
    }

    Result<void> finish() {
        pass_on();
        if (error_) {
            return tl::unexpected<Error>(*error_);
        }
        return {};
    }

private:
    static constexpr std::size_t piece = 256 * 1024;

    void pass_on() {
        if (!error_) {
            if (Result<void> written = sink_.write(text_); !written) {
                error_ = std::move(written).error();
            }
        }
        text_.clear();
    }

    ByteSink& sink_;
    Text text_;
    std::optional<Error> error_;
};

}  // namespace shouxin::report
