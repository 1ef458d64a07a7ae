// A Chunk is a stretch of one input: some whole lines, and then what they say. It is cut from its
// input in order (cutter.h), understood anywhere (chunk_parser.h), and taken in order again
// (intake.h): the middle part, which is most of the work, can be many threads'. What an input is
// cut into depends on its bytes alone. Belongs to one thread at a time.
#pragma once

#include "intake/arena.h"
#include "intake/csv_line.h"
#include "intake/line_reader.h"
#include "intake/record.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace shouxin::intake {

inline constexpr std::size_t chunk_lines_max = 2048;

// A line that couldn't be understood.
struct Rejected {
    std::uint64_t line = 0;
    std::string reason;
    std::string excerpt;
};

struct Chunk {
    [[nodiscard]] std::span<const Reference> references_of(const Record& record) const {
        return std::span(references)
            .subspan(record.first_reference, record.end_reference - record.first_reference);
    }

    // Cut:
    LineMemory memory;               // what the lines view
    std::vector<Line> lines;         // neither blank nor a header
    const CsvLine* csv = nullptr;    // how to read them, if not as JSON
    std::optional<Rejected> broken;  // why the input ends behind these lines, if it shouldn't
    bool last = false;               // nothing comes after

    // Understood:
    std::vector<Record> records;
    std::vector<Reference> references;
    Arena arena;
    std::vector<Rejected> rejected;
};

// Where do understood chunks come from?
class ChunkSupply {
public:
    virtual ~ChunkSupply() = default;

    // Puts the next chunk of the input in `into`, in exchange for what was there, whose memory is
    // used again. Not after the last.
    virtual void next(std::size_t input, Chunk& into) = 0;
};

}  // namespace shouxin::intake
