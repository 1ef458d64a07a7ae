// Cuts one input into chunks of whole lines, unpacked if it is compressed. Not thread-safe.
#pragma once

#include "base/bytes.h"
#include "intake/chunk.h"
#include "intake/csv_line.h"
#include "intake/line_reader.h"

#include <memory>
#include <optional>
#include <string_view>

namespace shouxin::intake {

class Cutter {
public:
    explicit Cutter(std::unique_ptr<ByteSource> bytes);

    // Replaces what `chunk` holds by the next lines: none, perhaps, though some may follow.
    void cut(Chunk& chunk);

private:
    void take_lines(Chunk& chunk);
    [[nodiscard]] bool is_header(std::string_view line);

    std::unique_ptr<ByteSource> bytes_;
    LineReader lines_;
    std::optional<CsvLine> csv_;
    bool started_ = false;  // past the line that tells JSON from CSV
};

}  // namespace shouxin::intake
