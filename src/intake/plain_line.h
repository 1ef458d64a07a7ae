// Takes the usual line of JSON apart at once: one flat object without escapes. Most lines of most
// logs are such; for any other, and for all that is wrong, json_line.h has the word. Not
// thread-safe; reuse one for many lines.
#pragma once

#include "intake/fields.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace shouxin::intake {

class PlainLine {
public:
    // Whether it could; then `fields` are exactly what JsonLine would have read, otherwise
    // anything. Strings view `line`. REQUIRES: line_padding readable bytes behind `line`.
    bool read(std::string_view line, Fields& fields);

private:
    static constexpr std::size_t bytes_max = 4096;

    bool find_quotes(std::string_view line);
    bool read_field(Fields& fields);
    bool read_value(Value& value);
    bool read_images(Fields& fields, Value& value);
    // What stands between the next two quotes. The first must be where we are.
    bool take_string(std::string_view& text);
    bool take(char c);
    void skip_spaces();

    // Where the quotes stand; behind them, the end of the line, more often than anybody asks.
    std::array<std::uint16_t, bytes_max + 4> quotes_;
    std::size_t next_quote_ = 0;
    std::array<Field, field_count> after_{};  // which field came after which, last time
    Field last_ = Field::type;                // of this line, so far
    const char* line_ = nullptr;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
};

}  // namespace shouxin::intake
