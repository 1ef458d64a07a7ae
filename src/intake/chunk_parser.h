// What do the lines of a chunk say? Takes each apart, checks it, and keeps the record or the
// reason why there is none. Knows nothing but the lines, so any chunk can be read anywhere and
// with the same result. Not thread-safe; reuse one for many chunks.
#pragma once

#include "base/hash.h"
#include "intake/body.h"
#include "intake/chunk.h"
#include "intake/fields.h"
#include "intake/json_line.h"
#include "intake/problem.h"

namespace shouxin::intake {

class ChunkParser {
public:
    // `names` only hashes here: they may be added to meanwhile.
    ChunkParser(HashKey key, const model::Names& names) : key_(key), reader_(key, names) {}

    void parse(Chunk& chunk);

private:
    [[nodiscard]] Problem understand(const Line& line, Chunk& chunk, Record& record);
    [[nodiscard]] Rejected rejected(const Line& line, Problem problem) const;

    HashKey key_;
    RecordReader reader_;
    JsonLine json_;
    Fields fields_;
};

}  // namespace shouxin::intake
