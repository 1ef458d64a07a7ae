#include "intake/chunk_parser.h"

#include "intake/quarantine.h"
#include "intake/utf8.h"

namespace shouxin::intake {

void ChunkParser::parse(Chunk& chunk) {
    chunk.records.resize(chunk.lines.size());
    chunk.references.clear();
    chunk.arena.clear();
    chunk.rejected.clear();
    std::size_t count = 0;
    for (const Line& line : chunk.lines) {
        const std::size_t kept = chunk.references.size();
        if (const Problem problem = understand(line, chunk, chunk.records[count])) {
            chunk.references.resize(kept);
            chunk.rejected.push_back(rejected(line, problem));
        } else {
            ++count;
        }
    }
    chunk.records.resize(count);
}

Problem ChunkParser::understand(const Line& line, Chunk& chunk, Record& record) {
    if (line.too_long) {
        return {Complaint::line_too_long, Field::type, {}};
    }
    if (chunk.csv != nullptr && !is_utf8(line.text)) {
        return {Complaint::not_utf8, Field::type, {}};
    }
    const Problem problem = chunk.csv != nullptr ? chunk.csv->read(line.text, fields_, chunk.arena)
                                                 : json_.read(line.text, fields_, chunk.arena);
    if (problem) {
        return problem;
    }
    return reader_.read(fields_, record, chunk.references, chunk.arena);
}

Rejected ChunkParser::rejected(const Line& line, Problem problem) const {
    // A number written in JSON escapes can't be masked in the line as it stands.
    const bool hidden = line.text.find('\\') != std::string_view::npos &&
                        (problem.complaint == Complaint::phone_in_clear ||
                         problem.complaint == Complaint::id_number_in_clear);
    return {
        line.number, sentence_of(problem), hidden ? std::string() : excerpt_of(line.text, key_)};
}

}  // namespace shouxin::intake
