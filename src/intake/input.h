// One of the streams that are merged: reads it line by line into records, a stretch at a
// time, and sends what can't be understood to quarantine. Not thread-safe.
#pragma once

#include "base/bytes.h"
#include "intake/arena.h"
#include "intake/body.h"
#include "intake/csv_line.h"
#include "intake/json_line.h"
#include "intake/line_reader.h"
#include "intake/quarantine.h"
#include "intake/record.h"
#include "intake/totals.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace shouxin::intake {

class Input {
public:
    // What reading needs from around it.
    struct Reading {
        RecordReader& reader;
        HashKey key;
        Totals& totals;
        std::size_t place;  // this input's in totals.inputs
        QuarantineSink& quarantine;
    };

    Input(std::unique_ptr<ByteSource> bytes, std::uint32_t batch_records);
    ~Input();
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    // Replaces the records by the next ones; there are none at the end of the stream. Counts
    // what goes to quarantine. An error is the quarantine's.
    Result<void> read_on(const Reading& reading);

    [[nodiscard]] std::span<const Record> records() const {
        return std::span(records_).first(count_);
    }

    [[nodiscard]] std::span<const Reference> references_of(const Record& record) const {
        return std::span(references_)
            .subspan(record.first_reference, record.end_reference - record.first_reference);
    }

    // Bytes taken from the source so far, before decompression.
    [[nodiscard]] std::uint64_t bytes_read() const;

private:
    class CountingSource;

    Result<void> read_lines(const Reading& reading);
    [[nodiscard]] bool is_header(std::string_view line);
    [[nodiscard]] Problem understand(const Line& line, const Reading& reading);
    Result<void> reject(const Line& line, Problem problem, const Reading& reading);
    Result<void> stop_at(const Error& error, const Reading& reading);

    CountingSource* counting_;  // within bytes_
    std::unique_ptr<ByteSource> bytes_;
    LineReader lines_;
    JsonLine json_;
    std::optional<CsvLine> csv_;
    bool started_ = false;  // past the line that tells JSON from CSV
    bool ended_ = false;
    Fields fields_;
    Arena arena_;
    std::vector<Record> records_;
    std::size_t count_ = 0;
    std::vector<Reference> references_;
};

}  // namespace shouxin::intake
