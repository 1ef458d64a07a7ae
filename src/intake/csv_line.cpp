#include "intake/csv_line.h"

#include <algorithm>
#include <span>

namespace shouxin::intake {
namespace {

struct Cell {
    std::string_view text;
    bool quoted = false;
};

// Takes the cells of one record, first to last.
class Cells {
public:
    Cells(std::string_view record, Arena& arena) : rest_(record), arena_(arena) {}

    [[nodiscard]] bool done() const { return done_; }

    // false if a quote isn't closed or something other than a comma follows it.
    bool take(Cell& cell) { return rest_.starts_with('"') ? take_quoted(cell) : take_plain(cell); }

private:
    bool take_plain(Cell& cell) {
        const std::size_t comma = rest_.find(',');
        cell = {rest_.substr(0, comma), false};
        advance(comma);
        return true;
    }

    bool take_quoted(Cell& cell) {
        std::size_t doubled = 0;
        std::size_t close = rest_.find('"', 1);
        while (close != std::string_view::npos && rest_.substr(close + 1).starts_with('"')) {
            ++doubled;
            close = rest_.find('"', close + 2);
        }
        if (close == std::string_view::npos) {
            return false;
        }
        cell = {rest_.substr(1, close - 1), true};
        if (doubled > 0) {
            cell.text = without_doubles(cell.text, doubled);
        }
        const std::string_view behind = rest_.substr(close + 1);
        if (!behind.empty() && !behind.starts_with(',')) {
            return false;
        }
        advance(behind.empty() ? std::string_view::npos : close + 1);
        return true;
    }

    std::string_view without_doubles(std::string_view text, std::size_t doubled) {
        const std::span<char> single = arena_.take(text.size() - doubled);
        std::size_t length = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            single[length++] = text[i];
            i += text[i] == '"' ? 1 : 0;
        }
        return {single.data(), single.size()};
    }

    void advance(std::size_t comma) {
        done_ = comma == std::string_view::npos;
        rest_.remove_prefix(done_ ? rest_.size() : comma + 1);
    }

    std::string_view rest_;
    Arena& arena_;
    bool done_ = false;
};

void split_images(std::string_view text, std::vector<std::string_view>& images) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" |"), text.size());
        if (end > 0) {
            images.push_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

Value value_of(Field field, const Cell& cell, Fields& fields) {
    if (field == Field::images) {
        split_images(cell.text, fields.images);
        return {cell.text, ValueKind::list};
    }
    return {cell.text, ValueKind::cell};
}

}  // namespace

std::optional<CsvLine> CsvLine::from_header(std::string_view header) {
    Arena arena;
    Cells cells(header, arena);
    CsvLine line;
    while (!cells.done()) {
        Cell cell;
        if (!cells.take(cell)) {
            return std::nullopt;
        }
        line.columns_.push_back(field_named(cell.text));
    }
    const bool has_type = std::ranges::find(line.columns_, Field::type) != line.columns_.end();
    return has_type ? std::optional(std::move(line)) : std::nullopt;
}

Problem CsvLine::read(std::string_view record, Fields& fields, Arena& arena) const {
    fields.clear();
    Cells cells(record, arena);
    std::size_t column = 0;
    for (; !cells.done(); ++column) {
        Cell cell;
        if (!cells.take(cell)) {
            return {Complaint::csv_quotes, Field::type, {}};
        }
        if (column >= columns_.size()) {
            return {Complaint::csv_cells, Field::type, {}};
        }
        const auto field = columns_[column];
        if (!field || (cell.text.empty() && !cell.quoted)) {
            continue;
        }
        if (!fields.set(*field, value_of(*field, cell, fields))) {
            return {Complaint::twice, *field, {}};
        }
    }
    return column == columns_.size() ? Problem{} : Problem{Complaint::csv_cells, Field::type, {}};
}

}  // namespace shouxin::intake
