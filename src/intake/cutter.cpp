#include "intake/cutter.h"

#include "intake/decompress.h"

namespace shouxin::intake {
namespace {

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

Cutter::Cutter(std::unique_ptr<ByteSource> bytes)
    : bytes_(decompressed(std::move(bytes))), lines_(*bytes_) {}

void Cutter::cut(Chunk& chunk) {
    chunk.lines.clear();
    chunk.broken.reset();
    chunk.last = false;
    take_lines(chunk);  // what is left of the memory read before
    if (chunk.lines.empty()) {
        const auto more = lines_.refill();
        if (!more) {
            chunk.broken = {lines_.line_number(), more.error().message, {}};
        }
        chunk.last = !more || !*more;
        take_lines(chunk);
    }
    chunk.csv = csv_ ? &*csv_ : nullptr;
    lines_.exchange(chunk.memory);
}

void Cutter::take_lines(Chunk& chunk) {
    while (chunk.lines.size() < chunk_lines_max) {
        const auto line = lines_.next();
        if (!line) {
            return;
        }
        if (!is_blank(line->text) && !is_header(line->text)) {
            chunk.lines.push_back(*line);
        }
    }
}

bool Cutter::is_header(std::string_view line) {
    if (started_) {
        return false;
    }
    started_ = true;
    if (line.starts_with('{')) {
        return false;
    }
    csv_ = CsvLine::from_header(line);
    if (csv_) {
        lines_.expect_csv();
    }
    return csv_.has_value();
}

}  // namespace shouxin::intake
