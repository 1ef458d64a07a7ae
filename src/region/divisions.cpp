#include "region/divisions.h"

#include "region/data_lines.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace shouxin::region {

namespace {

constexpr std::size_t town_digits = 3;
constexpr std::size_t divisions_max = 200'000;
constexpr Code powers[] = {1, 10, 100, 1000, 10'000, 100'000, 1'000'000, 10'000'000};

std::optional<double> number_of(std::string_view cell) {
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    const bool whole = error == std::errc() && end == cell.data() + cell.size();
    return whole ? std::optional(value) : std::nullopt;
}

std::optional<Position> centre_of(std::string_view cell) {
    const auto longitude = number_of(take_cell(cell, ','));
    const auto latitude = number_of(cell);
    if (!longitude || !latitude) {
        return std::nullopt;
    }
    return Position{*longitude, *latitude, CoordinateSystem::gcj02};
}

// Reads lines in the order of codes and knows of what the next is part.
class Growing {
public:
    Growing(std::vector<Division>& rows, std::vector<RowPosition>& centres)
        : rows_(rows), centres_(centres) {}

    // What is wrong with it, or nothing.
    std::string_view add(std::string_view line) {
        const std::string_view digits = take_cell(line, '\t');
        const std::string_view name = take_cell(line, '\t');
        const auto number = digits_of(digits);
        const bool town = digits.size() == town_digits;
        if (!number || (!town && (digits.size() > 6 || digits.size() % 2 != 0))) {
            return "has no code of two, four or six digits, or three of a town";
        }
        const Code code = town ? county_ + *number : *number * powers[9 - digits.size()];
        if (town && county_ == 0) {
            return "is a town outside of any county";
        }
        if (!town) {
            county_ = digits.size() == 6 ? code : 0;
        }
        if (name.empty()) {  // a code that holds towns and is no place
            return "";
        }
        if (!rows_.empty() && code <= rows_.back().code) {
            return "isn't in the order of codes";
        }
        return place(code, name, line);
    }

private:
    std::string_view place(Code code, std::string_view name, std::string_view centre) {
        Division division{code, no_row, level_of(code), name};
        const auto row = static_cast<Row>(rows_.size());
        while (!above_.empty() && !parts_of(rows_[above_.back()].code).contains(code)) {
            above_.pop_back();
        }
        if (above_.empty() != (division.level == Level::province)) {
            return "is part of no province";
        }
        if (!centre.empty()) {
            const auto position = centre_of(centre);
            if (!position) {
                return "has a centre that isn't 'longitude,latitude'";
            }
            centres_.push_back({row, *position});
        }
        division.parent = above_.empty() ? no_row : above_.back();
        if (division.level != Level::town) {
            above_.push_back(row);
        }
        rows_.push_back(division);
        return "";
    }

    std::vector<Division>& rows_;
    std::vector<RowPosition>& centres_;
    std::vector<Row> above_;  // the rows of which the next may be part, the largest first
    Code county_ = 0;
};

}  // namespace

std::string_view name_of(Level level) {
    constexpr std::array<std::string_view, 4> names = {"省级", "地级", "县级", "街道/镇/乡"};
    return names[static_cast<std::size_t>(level) - 1];
}

void put_code(std::string& text, Code code) {
    const bool town = level_of(code) == Level::town;
    const std::size_t digits = town ? 9 : 6;
    Code left = town ? code : code / 1000;
    text.resize(text.size() + digits);
    for (std::size_t i = 0; i < digits; ++i, left /= 10) {
        text[text.size() - 1 - i] = static_cast<char>('0' + left % 10);
    }
}

std::optional<Code> code_of(std::string_view digits) {
    const auto number = digits_of(digits);
    if (!number || digits.size() < 2 || digits.front() == '0') {
        return std::nullopt;
    }
    return *number * powers[9 - digits.size()];
}

Result<Divisions> Divisions::parse(std::string_view text) {
    Divisions divisions;
    divisions.rows_.reserve(text.size() / 16);
    Growing growing(divisions.rows_, divisions.centres_);
    TRY(DataLines lines, DataLines::open(text, "shouxin-divisions 1"));
    for (std::string_view line = lines.next(); !line.empty(); line = lines.next()) {
        if (const std::string_view wrong = growing.add(line); !wrong.empty()) {
            return lines.wrong(wrong);
        }
        if (divisions.rows_.size() > divisions_max) {
            return lines.wrong("is one division too many");
        }
    }
    return divisions;
}

std::optional<Row> Divisions::find(Code code) const {
    const auto found = std::lower_bound(
        rows_.begin(), rows_.end(), code, [](const Division& d, Code c) { return d.code < c; });
    if (found == rows_.end() || found->code != code) {
        return std::nullopt;
    }
    return static_cast<Row>(found - rows_.begin());
}

void Divisions::put_full_name(std::string& text, Row row) const {
    if (rows_[row].parent != no_row) {
        put_full_name(text, rows_[row].parent);
        text += '/';
    }
    text += rows_[row].name;
}

}  // namespace shouxin::region
