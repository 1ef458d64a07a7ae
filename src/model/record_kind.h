// What is a record of the log? The numbers are stored: docs/formats/log.md
#pragma once

#include <cstdint>

namespace shouxin::model {

enum class RecordKind : std::uint8_t {
    events = 1,    // NDJSON as accepted, contacts replaced
    rejects = 2,   // what went to quarantine, NDJSON
    command = 3,   // what a person or another system ordered, one JSON object
    epoch = 4,     // empty: an epoch is taken here; a number: that one's answers count from here on
    question = 5,  // events whose decisions are asked for
    tick = 6,      // nothing but the time
    generation = 7,  // "RECORD VERSION": what came before that record is forgotten
};

constexpr RecordKind last_record_kind = RecordKind::generation;

}  // namespace shouxin::model
