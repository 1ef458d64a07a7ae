#include "runtime/edge_file.h"

#include "intake/line_reader.h"
#include "intake/numbers.h"
#include "intake/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <string_view>

namespace shouxin::runtime {
namespace {

constexpr std::size_t bad_shown = 3;
constexpr std::size_t batch_rows = 64;
constexpr std::size_t edges_max = std::size_t{1} << 31;
constexpr std::size_t name_bytes_max = 128;
constexpr std::array<std::string_view, 4> column_names = {"source", "target", "time", "weight"};

struct Row {
    std::string_view source;
    std::string_view target;
    std::int64_t time = 0;
    bool counts = true;  // its weight isn't 0
};

using Cells = std::array<std::string_view, column_names.size()>;

// The cells of a line: how many, or more than there may be; 0 if a quote isn't closed.
// `unquoted` keeps what was in quotes.
std::size_t split(std::string_view line, Cells& cells, std::array<std::string, 4>& unquoted) {
    std::size_t count = 0;
    for (bool more = true; more; ++count) {
        if (count == cells.size()) {
            return count + 1;
        }
        if (!line.starts_with('"')) {
            const std::size_t comma = std::min(line.find(','), line.size());
            cells[count] = line.substr(0, comma);
            more = comma < line.size();
            line.remove_prefix(more ? comma + 1 : comma);
            continue;
        }
        std::string& text = unquoted[count];
        text.clear();
        std::size_t at = 1;
        for (; at < line.size() && (line[at] != '"' || line.substr(at + 1).starts_with('"'));
             ++at) {
            text += line[at];
            at += line[at] == '"' ? 1 : 0;
        }
        const std::string_view behind = line.substr(std::min(at + 1, line.size()));
        if (at >= line.size() || (!behind.empty() && behind.front() != ',')) {
            return 0;
        }
        cells[count] = text;
        more = !behind.empty();
        line = more ? behind.substr(1) : behind;
    }
    return count;
}

bool is_ascii(std::string_view text) {
    std::uint64_t high = 0;
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, sizeof word);
        high |= word;
    }
    for (; i < text.size(); ++i) {
        high |= static_cast<unsigned char>(text[i]);
    }
    return (high & 0x8080808080808080U) == 0;
}

class Reading {
public:
    Reading(ByteSource& bytes, const std::function<bool(std::uint64_t)>& go_on)
        : lines_(bytes), go_on_(go_on) {}

    Result<EdgeFile> run() {
        for (bool more = true; more;) {
            auto refilled = lines_.refill();
            if (!refilled) {
                file_.broken = refilled.error().message;
                break;
            }
            TRY_DONE(take_lines());
            more = *refilled && go_on_(file_.lines);
        }
        if (columns_ == 0) {
            return fail(
                Failure::invalid,
                file_.broken.value_or(
                    "there is no line; the first must be source,target[,time[,weight]]"));
        }
        file_.edges.sources = file_.sources.size();
        file_.edges.targets = file_.targets.size();
        return std::move(file_);
    }

private:
    Result<void> take_lines() {
        while (const auto line = lines_.next()) {
            if (line->text.empty()) {
                continue;
            }
            if (columns_ == 0) {
                TRY_DONE(take_header(line->text));
                continue;
            }
            ++file_.lines;
            // What stands in quotes is kept only until the next line.
            const bool quoted = line->text.find('"') != std::string_view::npos;
            const std::string_view problem = understand(*line, rows_[filled_]);
            if (!problem.empty()) {
                reject(line->number, problem);
            } else if (rows_[filled_].counts && (++filled_ == batch_rows || quoted)) {
                intern_batch();
            }
        }
        intern_batch();
        if (file_.edges.source.size() > edges_max) {
            return fail(Failure::exhausted, "there are more than 2,147,483,648 edges; split them");
        }
        return {};
    }

    Result<void> take_header(std::string_view line) {
        Cells cells;
        const std::size_t count = split(line, cells, unquoted_);
        const bool known = count >= 2 && count <= cells.size() &&
                           std::equal(
                               cells.begin(),
                               cells.begin() + static_cast<std::ptrdiff_t>(count),
                               column_names.begin());
        if (!known) {
            return fail(
                Failure::invalid,
                "the first line must be the header source,target[,time[,weight]]");
        }
        columns_ = count;
        return {};
    }

    // Why not, or nothing.
    std::string_view understand(const intake::Line& line, Row& row) {
        if (line.too_long) {
            return "is longer than 1 MiB";
        }
        Cells cells;
        const std::size_t count = split(line.text, cells, unquoted_);
        if (count != columns_) {
            return count == 0 ? "has a quote that isn't closed"
                              : "has not as many cells as the header";
        }
        row = {cells[0], cells[1], 0, true};
        if (row.source.empty() || row.target.empty()) {
            return "names no source or no target";
        }
        if (row.source.size() > name_bytes_max || row.target.size() > name_bytes_max) {
            return "has a name of more than 128 bytes";
        }
        if (!is_ascii(line.text) && !intake::is_utf8(line.text)) {
            return "isn't UTF-8";
        }
        return numbers(cells, row);
    }

    std::string_view numbers(const Cells& cells, Row& row) const {
        if (columns_ > 2) {
            const std::string_view time = cells[2];
            const auto [end, error] =
                std::from_chars(time.data(), time.data() + time.size(), row.time);
            if (error != std::errc() || end != time.data() + time.size()) {
                return "has a time that isn't an integer of seconds";
            }
        }
        if (columns_ > 3) {
            const auto weight = intake::real_of(cells[3]);
            if (!weight || !std::isfinite(*weight) || *weight < 0) {
                return "has a weight that isn't a number from 0";
            }
            row.counts = *weight > 0;
        }
        return {};
    }

    void intern_batch() {
        std::array<std::uint64_t, batch_rows> source_hash;
        std::array<std::uint64_t, batch_rows> target_hash;
        for (std::size_t i = 0; i < filled_; ++i) {
            source_hash[i] = file_.sources.hash(rows_[i].source);
            target_hash[i] = file_.targets.hash(rows_[i].target);
            file_.sources.prefetch(source_hash[i]);
            file_.targets.prefetch(target_hash[i]);
        }
        for (std::size_t i = 0; i < filled_; ++i) {
            file_.sources.prefetch_name(source_hash[i]);
            file_.targets.prefetch_name(target_hash[i]);
        }
        for (std::size_t i = 0; i < filled_; ++i) {
            file_.edges.source.push_back(
                file_.sources.intern_hashed(rows_[i].source, source_hash[i]));
            file_.edges.target.push_back(
                file_.targets.intern_hashed(rows_[i].target, target_hash[i]));
            if (columns_ > 2) {
                file_.edges.times.push_back(rows_[i].time);
            }
        }
        filled_ = 0;
    }

    void reject(std::uint64_t number, std::string_view problem) {
        ++file_.bad_lines;
        if (file_.first_bad.size() < bad_shown) {
            file_.first_bad.push_back({number, std::string(problem)});
        }
    }

    intake::LineReader lines_;
    const std::function<bool(std::uint64_t)>& go_on_;
    EdgeFile file_;
    std::size_t columns_ = 0;  // 0 before the header
    std::array<Row, batch_rows> rows_;
    std::size_t filled_ = 0;
    std::array<std::string, 4> unquoted_;
};

}  // namespace

Result<EdgeFile> read_edges(ByteSource& bytes, const std::function<bool(std::uint64_t)>& go_on) {
    return Reading(bytes, go_on).run();
}

}  // namespace shouxin::runtime
