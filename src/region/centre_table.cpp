#include "region/centre_table.h"

#include "region/data_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace shouxin::region {

namespace {

constexpr std::uint64_t lines_max = 1'000'000;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr std::array<std::pair<std::string_view, CoordinateSystem>, 3> systems = {{
    {"wgs84", CoordinateSystem::wgs84},
    {"gcj02", CoordinateSystem::gcj02},
    {"bd09", CoordinateSystem::bd09},
}};

std::string_view unquoted(std::string_view cell) {
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') {
        cell = cell.substr(1, cell.size() - 2);
    }
    return cell;
}

std::vector<std::string_view> cells_of(std::string_view line, char mark) {
    std::vector<std::string_view> cells;
    for (bool more = true; more;) {
        more = line.find(mark) != std::string_view::npos;
        cells.push_back(unquoted(take_cell(line, mark)));
    }
    return cells;
}

// Where in a line the code and the position stand.
struct Columns {
    char mark = ',';
    std::size_t code = 0;
    std::size_t longitude = 0;
    std::size_t latitude = 0;
    CoordinateSystem system = CoordinateSystem::gcj02;
};

std::optional<Columns> columns_of(std::string_view header) {
    Columns columns;
    columns.mark = header.find('\t') != std::string_view::npos ? '\t' : ',';
    std::optional<std::size_t> code;
    std::array<std::optional<std::size_t>, systems.size()> longitudes;
    std::array<std::optional<std::size_t>, systems.size()> latitudes;
    const std::vector<std::string_view> names = cells_of(header, columns.mark);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == "adcode" || names[i] == "code") {
            code = i;
        }
        for (std::size_t s = 0; s < systems.size(); ++s) {
            if (names[i].size() > 4 && names[i].substr(4) == systems[s].first) {
                (names[i].starts_with("lng_") ? longitudes : latitudes)[s] = i;
            }
        }
    }
    for (std::size_t s = 0; s < systems.size(); ++s) {
        if (code && longitudes[s] && latitudes[s]) {
            return Columns{columns.mark, *code, *longitudes[s], *latitudes[s], systems[s].second};
        }
    }
    return std::nullopt;
}

std::optional<double> degrees(std::string_view cell, double limit) {
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    const bool whole = error == std::errc() && end == cell.data() + cell.size();
    return whole && value >= -limit && value <= limit ? std::optional(value) : std::nullopt;
}

// The division of a code, or the only one that it became.
std::optional<Centre> centre_of(Code code, Position position, const Regions& regions) {
    if (const auto row = regions.divisions().find(code)) {
        return Centre{*row, position, true};
    }
    const auto changes = regions.changes().find(code);
    if (changes.empty() || changes.back().successors.size() != 1) {
        return std::nullopt;
    }
    return Centre{changes.back().successors.front().row, position, false};
}

// Reads line after line; the first is the header.
class TableReading {
public:
    explicit TableReading(const Regions& regions) : regions_(regions) {}

    // What is wrong with it, or nothing.
    std::string_view add(std::string_view line) {
        if (++number_ > lines_max) {
            return "is one too many; at most a million lines are read";
        }
        if (!columns_) {
            columns_ = columns_of(line);
            return columns_
                       ? ""
                       : "should be a header with adcode, lng_gcj02, lat_gcj02 (or wgs84, bd09)";
        }
        return line.empty() ? "" : add_row(cells_of(line, columns_->mark));
    }

    [[nodiscard]] std::uint64_t number() const { return number_; }

    CentreTable finish() { return std::move(table_); }

private:
    std::string_view add_row(const std::vector<std::string_view>& cells) {
        if (cells.size() <= std::max({columns_->code, columns_->longitude, columns_->latitude})) {
            return "has fewer cells than the header";
        }
        const auto code = code_of(cells[columns_->code]);
        const auto longitude = degrees(cells[columns_->longitude], 180);
        const auto latitude = degrees(cells[columns_->latitude], 90);
        if (!code) {
            return "has no code of a division in the column of codes";
        }
        if (!longitude || !latitude) {
            return longitude ? "has no latitude from -90 to 90"
                             : "has no longitude from -180 to 180";
        }
        if (const auto centre =
                centre_of(*code, {*longitude, *latitude, columns_->system}, regions_)) {
            table_.centres.push_back(*centre);
        } else if (table_.unknown.count++ == 0) {
            table_.unknown.first = number_;
        }
        return "";
    }

    const Regions& regions_;
    std::optional<Columns> columns_;
    std::uint64_t number_ = 0;
    CentreTable table_;
};

}  // namespace

Result<CentreTable> read_centres(std::string_view table, const Regions& regions) {
    if (table.starts_with(byte_order_mark)) {
        table.remove_prefix(byte_order_mark.size());
    }
    if (table.empty()) {
        return fail(Failure::invalid, "there is no line; a header is needed");
    }
    TableReading reading(regions);
    while (!table.empty()) {
        std::string_view line = take_cell(table, '\n');
        line = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
        if (const std::string_view wrong = reading.add(line); !wrong.empty()) {
            return fail(Failure::invalid, fmt::format("line {} {}", reading.number(), wrong));
        }
    }
    return reading.finish();
}

}  // namespace shouxin::region
