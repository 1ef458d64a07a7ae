#include "region/changes.h"

#include "region/data_lines.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace shouxin::region {

namespace {

// A share such as 0.85 in thousandths.
std::optional<std::uint32_t> permille_of(std::string_view cell) {
    double share = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), share);
    if (error != std::errc() || end != cell.data() + cell.size() || !(share > 0 && share <= 1)) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(std::lround(share * 1000));
}

// code[:share];code[:share]... onto `found`; false if that isn't what it is.
bool read_successors(
    std::string_view cell, const Divisions& divisions, std::vector<Successor>& found) {
    const auto parts = static_cast<std::uint32_t>(std::count(cell.begin(), cell.end(), ';') + 1);
    while (!cell.empty()) {
        std::string_view share = take_cell(cell, ';');
        const auto code = code_of(take_cell(share, ':'));
        const auto row = code ? divisions.find(*code) : std::nullopt;
        const auto permille = share.empty() ? std::optional(1000 / parts) : permille_of(share);
        if (!row || !permille) {
            return false;
        }
        found.push_back({*row, *permille});
    }
    return true;
}

}  // namespace

Result<Changes> Changes::parse(std::string_view text, const Divisions& divisions) {
    Changes changes;
    std::vector<std::size_t> ends;
    TRY(DataLines lines, DataLines::open(text, "shouxin-successors 1"));
    for (std::string_view line = lines.next(); !line.empty(); line = lines.next()) {
        const auto code = code_of(take_cell(line, '\t'));
        const std::string_view name = take_cell(line, '\t');
        const std::string_view date = take_cell(line, '\t');
        const std::string_view successors = take_cell(line, '\t');
        if (!code || name.empty() || date.empty() || line.empty()) {
            return lines.wrong("should be: code, name, date, successors, source");
        }
        if (!changes.rows_.empty() && *code < changes.rows_.back().code) {
            return lines.wrong("isn't in the order of codes");
        }
        if (successors.empty() || !read_successors(successors, divisions, changes.successors_)) {
            return lines.wrong("names a successor that isn't one of the divisions");
        }
        changes.rows_.push_back({*code, name, date, line, {}});
        ends.push_back(changes.successors_.size());
    }
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const std::size_t begin = i == 0 ? 0 : ends[i - 1];
        changes.rows_[i].successors = {changes.successors_.data() + begin, ends[i] - begin};
    }
    return changes;
}

std::span<const Change> Changes::find(Code code) const {
    const auto first = std::lower_bound(
        rows_.begin(), rows_.end(), code, [](const Change& a, Code b) { return a.code < b; });
    const auto last =
        std::find_if(first, rows_.end(), [&](const Change& change) { return change.code != code; });
    return {first, last};
}

}  // namespace shouxin::region
