// What do the fields of this type of event mean? The table of docs/events.md as code.
#pragma once

#include "intake/arena.h"
#include "intake/contacts.h"
#include "intake/fields.h"
#include "intake/problem.h"
#include "intake/record.h"

#include <vector>

namespace shouxin::intake {

// Reads the fields of one line into one record. Not thread-safe; reuse one for many lines.
class RecordReader {
public:
    RecordReader(HashKey key, const model::Names& names);

    // Fills `record`, whose names it appends to `references`. Texts view the line or `arena`.
    Problem read(
        const Fields& fields, Record& record, std::vector<Reference>& references, Arena& arena);

private:
    HashKey key_;
    const Interner& hasher_;  // all interners of Names hash alike
    ContactFilter contacts_;
};

}  // namespace shouxin::intake
