#include "report/evaluation/csv_table.h"

#include <fmt/format.h>

#include <algorithm>

namespace shouxin::report::evaluation {

Result<CsvTable> CsvTable::open(
    std::string_view text, std::string name, const std::vector<std::string_view>& columns) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    CsvTable table(text, std::move(name));
    TRY(const bool header, table.read_row());
    if (!header) {
        return fail(Failure::corrupt, table.name_ + " is empty; it needs a header row");
    }
    for (const std::string_view column : columns) {
        const auto found = std::find(table.row_.begin(), table.row_.end(), column);
        if (found == table.row_.end()) {
            return table.wrong(fmt::format("the header lacks the column '{}'", column));
        }
        table.places_.push_back(static_cast<std::size_t>(found - table.row_.begin()));
    }
    table.width_ = table.row_.size();
    return table;
}

Result<bool> CsvTable::next() {
    TRY(const bool some, read_row());
    if (some && row_.size() != width_) {
        return wrong(fmt::format("{} cells, but the header has {}", row_.size(), width_));
    }
    return some;
}

tl::unexpected<Error> CsvTable::wrong(std::string_view what) const {
    return fail(Failure::corrupt, fmt::format("{}:{}: {}", name_, line_, what));
}

Result<bool> CsvTable::read_row() {
    row_.clear();
    line_ = next_line_;
    if (rest_.empty()) {
        return false;
    }
    for (;;) {
        if (rest_.starts_with('"')) {
            TRY(const std::string_view cell, read_quoted());
            row_.push_back(cell);
        } else {
            row_.push_back(read_plain());
        }
        if (at_row_end()) {
            return true;
        }
        if (!rest_.starts_with(',')) {
            return wrong("text follows a closing quote");
        }
        rest_.remove_prefix(1);
    }
}

Result<std::string_view> CsvTable::read_quoted() {
    rest_.remove_prefix(1);
    std::string* kept = nullptr;
    for (std::size_t from = 0;;) {
        const std::size_t quote = rest_.find('"', from);
        if (quote == std::string_view::npos) {
            return wrong("a quote is never closed");
        }
        if (rest_.substr(quote + 1).starts_with('"')) {
            kept = kept == nullptr ? &unquoted_.emplace_back() : kept;
            *kept += rest_.substr(0, quote + 1);
            next_line_ += static_cast<std::uint64_t>(std::count(
                rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
            rest_.remove_prefix(quote + 2);
            continue;
        }
        const std::string_view tail = rest_.substr(0, quote);
        next_line_ += static_cast<std::uint64_t>(std::count(tail.begin(), tail.end(), '\n'));
        rest_.remove_prefix(quote + 1);
        if (kept == nullptr) {
            return tail;
        }
        *kept += tail;
        return std::string_view(*kept);
    }
}

std::string_view CsvTable::read_plain() {
    const std::size_t end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
    const std::string_view cell = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return cell;
}

bool CsvTable::at_row_end() {
    if (rest_.empty()) {
        return true;
    }
    const std::size_t end = rest_.starts_with("\r\n")                            ? 2
                            : rest_.starts_with('\n') || rest_.starts_with('\r') ? 1
                                                                                 : 0;
    rest_.remove_prefix(end);
    next_line_ += end > 0 ? 1 : 0;
    return end > 0;
}

}  // namespace shouxin::report::evaluation
