// Where does one line end and the next begin? Cuts a stream into lines (or CSV records,
// whose quoted cells may hold newlines) without ever holding more than one limit's worth
// of a line. Not thread-safe.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace shouxin::intake {

inline constexpr std::size_t line_bytes_max = std::size_t{1} << 20;
inline constexpr std::size_t line_padding = 64;  // readable bytes behind every line

struct Line {
    std::string_view text;     // without its end (\n or \r\n); only the beginning if too long
    std::uint64_t number = 0;  // from 1; of a record's first line
    bool too_long = false;
};

// The memory that lines view.
struct LineMemory {
    std::unique_ptr<char[]> bytes;  // line_padding more than:
    std::size_t capacity = 0;
};

class LineReader {
public:
    explicit LineReader(ByteSource& bytes);

    // From here on a quoted CSV cell may hold newlines.
    void expect_csv() { csv_ = true; }

    // Reads on, as much as fits. false at the end of the stream. Forgets the lines handed out
    // before: their views end here. An error comes once, after every whole line before it.
    Result<bool> refill();

    // The lines handed out so far live in `keeper` from now on, which gives its own memory for
    // those to come.
    void exchange(LineMemory& keeper);

    // The next line that is whole in memory, blank ones too; none: refill.
    std::optional<Line> next();

    // Of the line that comes next.
    [[nodiscard]] std::uint64_t line_number() const { return number_; }

private:
    struct Cut {
        std::size_t end;   // of the line's text
        std::size_t next;  // start of what follows
    };

    [[nodiscard]] std::optional<Cut> find_cut() const;
    [[nodiscard]] std::optional<Cut> find_record() const;
    [[nodiscard]] std::optional<Cut> find_newline(std::size_t from) const;

    [[nodiscard]] bool rest_too_long() const { return end_ - begin_ > line_bytes_max; }

    Line take(Cut cut);
    Line take_beginning();
    void skip_overlong();
    void make_room();
    // Moves what wasn't handed out to the beginning of `to`.
    void move_rest(LineMemory& to);
    void skip_byte_order_mark();

    ByteSource& bytes_;
    LineMemory memory_;
    std::size_t begin_ = 0;  // of what wasn't handed out
    std::size_t end_ = 0;    // of what was read
    std::uint64_t number_ = 1;
    bool csv_ = false;
    bool at_start_ = true;
    bool ended_ = false;
    std::optional<Error> error_;  // what ended it, not told yet
    bool skipping_ = false;       // inside a line that was too long
};

}  // namespace shouxin::intake
