#include "intake/line_reader.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

namespace shouxin::intake {
namespace {

constexpr std::size_t first_capacity = std::size_t{128} * 1024;
constexpr std::size_t shown_of_too_long = 1024;

// Follows the quotes of one CSV record: is a newline here inside a quoted cell?
class QuoteTracker {
public:
    [[nodiscard]] bool inside() const { return state_ == State::quoted; }

    void follow(std::string_view text) {
        if (state_ == State::cell_start && text.find('"') == std::string_view::npos) {
            state_ = State::plain;  // by far the usual line
            return;
        }
        for (const char c : text) {
            state_ = after(c);
        }
    }

private:
    enum class State { cell_start, plain, quoted, quote_in_quoted };

    [[nodiscard]] State after(char c) const {
        const bool quote = c == '"';
        if (state_ == State::quoted) {
            return quote ? State::quote_in_quoted : State::quoted;
        }
        if (quote && state_ != State::plain) {
            return State::quoted;
        }
        return c == ',' ? State::cell_start : State::plain;
    }

    State state_ = State::cell_start;
};

LineMemory memory_of(std::size_t capacity) {
    return {std::make_unique_for_overwrite<char[]>(capacity + line_padding), capacity};
}

}  // namespace

LineReader::LineReader(ByteSource& bytes) : bytes_(bytes), memory_(memory_of(first_capacity)) {}

Result<bool> LineReader::refill() {
    if (ended_) {
        return false;
    }
    make_room();
    const std::size_t before = end_;
    // Until it is full, so that what comes at once doesn't depend on how the bytes arrive.
    while (!error_ && !ended_ && end_ < memory_.capacity) {
        auto length = bytes_.read(std::span(memory_.bytes.get() + end_, memory_.capacity - end_));
        if (!length) {
            error_ = std::move(length).error();
        } else {
            end_ += *length;
            ended_ = *length == 0;
        }
    }
    memory_.bytes[end_] = '\n';  // a parser that looks behind the last line finds its end
    skip_byte_order_mark();
    if (error_ && end_ == before) {
        ended_ = true;
        begin_ = end_;  // half a line is no line
        return tl::unexpected(*std::exchange(error_, std::nullopt));
    }
    return !ended_ || begin_ < end_;
}

void LineReader::exchange(LineMemory& keeper) {
    if (keeper.capacity < memory_.capacity) {
        keeper = memory_of(memory_.capacity);
    }
    move_rest(keeper);
    std::swap(keeper, memory_);
}

void LineReader::move_rest(LineMemory& to) {
    std::memmove(to.bytes.get(), memory_.bytes.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    to.bytes[end_] = '\n';
}

void LineReader::make_room() {
    move_rest(memory_);
    if (end_ * 2 >
        memory_.capacity) {  // a long line: at most twice the limit, as next() drops longer
        LineMemory larger = memory_of(memory_.capacity * 2);
        move_rest(larger);
        memory_ = std::move(larger);
    }
}

void LineReader::skip_byte_order_mark() {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (at_start_ &&
        std::string_view(memory_.bytes.get() + begin_, end_ - begin_).starts_with(mark)) {
        begin_ += mark.size();
        at_start_ = false;
    }
}

std::optional<Line> LineReader::next() {
    if (skipping_) {
        skip_overlong();
    }
    if (begin_ == end_) {
        return std::nullopt;
    }
    const auto cut = csv_ ? find_record() : find_newline(begin_);
    if (cut) {
        return take(*cut);
    }
    if (ended_) {
        return take({end_, end_});
    }
    if (rest_too_long()) {
        return take_beginning();
    }
    return std::nullopt;
}

Line LineReader::take(Cut cut) {
    const char* const start = memory_.bytes.get() + begin_;
    Line line{{start, cut.end - begin_}, number_, cut.end - begin_ > line_bytes_max};
    if (line.too_long) {
        line.text = line.text.substr(0, shown_of_too_long);
    } else if (line.text.ends_with('\r')) {
        line.text.remove_suffix(1);
    }
    number_ +=
        csv_ ? static_cast<std::uint64_t>(std::count(start, start + (cut.next - begin_), '\n')) : 1;
    begin_ = cut.next;
    at_start_ = false;
    return line;
}

Line LineReader::take_beginning() {
    const Line line{{memory_.bytes.get() + begin_, shown_of_too_long}, number_, true};
    begin_ = end_;
    skipping_ = true;
    at_start_ = false;
    return line;
}

void LineReader::skip_overlong() {
    const auto cut = find_newline(begin_);
    begin_ = cut ? cut->next : end_;
    if (cut) {
        skipping_ = false;
        ++number_;
    }
}

std::optional<LineReader::Cut> LineReader::find_newline(std::size_t from) const {
    const char* const start = memory_.bytes.get() + from;
    const auto* const found = static_cast<const char*>(std::memchr(start, '\n', end_ - from));
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto end = static_cast<std::size_t>(found - memory_.bytes.get());
    return Cut{end, end + 1};
}

// A quote that never closes would swallow all that follows: then the record is its first
// line, which quarantine explains, and reading goes on with the second.
std::optional<LineReader::Cut> LineReader::find_record() const {
    QuoteTracker quotes;
    const auto first = find_newline(begin_);
    std::size_t from = begin_;
    while (true) {
        const auto cut = find_newline(from);
        if (!cut) {
            break;
        }
        quotes.follow({memory_.bytes.get() + from, cut->next - from});
        if (!quotes.inside()) {
            return cut;
        }
        from = cut->next;
    }
    if (ended_) {
        quotes.follow({memory_.bytes.get() + from, end_ - from});
        return quotes.inside() ? first : Cut{end_, end_};
    }
    return rest_too_long() ? first : std::nullopt;
}

}  // namespace shouxin::intake
