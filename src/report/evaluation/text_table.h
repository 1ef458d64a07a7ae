// Aligned columns of plain text. Pure.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::report::evaluation {

// Rows of cells under a title; the first column to the left, the others to the right.
class TextTable {
public:
    explicit TextTable(std::vector<std::string> header) { rows_.push_back(std::move(header)); }

    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

    [[nodiscard]] bool empty() const { return rows_.size() == 1; }

    [[nodiscard]] std::string text() const {
        std::string out;
        for (const auto& row : rows_) {
            std::string line;
            for (std::size_t column = 0; column < row.size(); ++column) {
                line += column == 0 ? fmt::format("  {:<{}}", row[0], width(0))
                                    : fmt::format("  {:>{}}", row[column], width(column));
            }
            line.erase(line.find_last_not_of(' ') + 1);
            out += line + '\n';
        }
        return out;
    }

private:
    [[nodiscard]] std::size_t width(std::size_t column) const {
        std::size_t most = 0;
        for (const auto& row : rows_) {
            most = std::max(most, characters(row[column]));
        }
        return most;
    }

    static std::size_t characters(std::string_view text) {
        return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
        }));
    }

    std::vector<std::vector<std::string>> rows_;
};

}  // namespace shouxin::report::evaluation
