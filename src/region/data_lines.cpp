#include "region/data_lines.h"

#include <fmt/format.h>

namespace shouxin::region {

Result<DataLines> DataLines::open(std::string_view text, std::string_view format) {
    DataLines lines(text, format);
    if (lines.next() != format) {
        return lines.wrong("should name the format");
    }
    return lines;
}

std::string_view DataLines::next() {
    while (!left_.empty()) {
        ++number_;
        std::string_view line = take_cell(left_, '\n');
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (!line.empty() && line.front() != '#') {
            return line;
        }
    }
    return {};
}

tl::unexpected<Error> DataLines::wrong(std::string_view what) const {
    return fail(Failure::corrupt, fmt::format("line {} of '{}' {}", number_, format_, what));
}

std::optional<std::uint32_t> digits_of(std::string_view cell) {
    if (cell.empty() || cell.size() > 9) {
        return std::nullopt;
    }
    std::uint32_t number = 0;
    for (const char c : cell) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return number;
}

}  // namespace shouxin::region
