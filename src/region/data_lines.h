// How is a file of data/region read? A first line that names its format and version, lines with #
// that are remarks, and lines of cells parted by tabs. Views into the text. Not thread-safe.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace shouxin::region {

class DataLines {
public:
    // `corrupt` if the first line isn't `format`.
    static Result<DataLines> open(std::string_view text, std::string_view format);

    // The next line that is neither blank nor a remark; empty at the end.
    std::string_view next();

    // An error about the line that came last.
    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view what) const;

private:
    DataLines(std::string_view text, std::string_view format) : left_(text), format_(format) {}

    std::string_view left_;
    std::string_view format_;
    std::uint64_t number_ = 0;
};

// Takes what stands before the next `mark` off `line`, and the mark with it.
inline std::string_view take_cell(std::string_view& line, char mark) {
    const std::size_t end = line.find(mark);
    const std::string_view cell = line.substr(0, end);
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    return cell;
}

// A number of 1 to 9 digits and nothing else.
std::optional<std::uint32_t> digits_of(std::string_view cell);

}  // namespace shouxin::region
