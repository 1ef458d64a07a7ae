// Which cells does a CSV file have (RFC 4180, a header row first)? Walks it row by row, by column
// name, and says by line number what is wrong. Views into the text; nothing is copied but cells
// with doubled quotes. Not thread-safe.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::report::evaluation {

class CsvTable {
public:
    // `text` outlives the table; `name` stands in errors. `corrupt` if there is no header or it
    // lacks one of `columns`; other columns are passed over.
    static Result<CsvTable> open(
        std::string_view text, std::string name, const std::vector<std::string_view>& columns);

    // False at the end. `corrupt` for a row that can't be read.
    Result<bool> next();

    // The cell of the row in `columns[place]`; valid as long as the table.
    [[nodiscard]] std::string_view operator[](std::size_t place) const {
        return row_[places_[place]];
    }

    // An error about the row.
    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view what) const;

private:
    CsvTable(std::string_view text, std::string name) : rest_(text), name_(std::move(name)) {}

    Result<bool> read_row();
    Result<std::string_view> read_quoted();
    std::string_view read_plain();
    bool at_row_end();

    std::string_view rest_;
    std::string name_;
    std::uint64_t line_ = 0;       // of the row
    std::uint64_t next_line_ = 1;  // of what comes next
    std::vector<std::string_view> row_;
    std::vector<std::size_t> places_;
    std::size_t width_ = 0;
    std::deque<std::string> unquoted_;
};

}  // namespace shouxin::report::evaluation
