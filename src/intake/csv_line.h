// CsvLine takes one CSV record (RFC 4180) apart into Fields, as the header row names them.
// Not thread-safe.
#pragma once

#include "intake/arena.h"
#include "intake/fields.h"
#include "intake/problem.h"

#include <optional>
#include <string_view>
#include <vector>

namespace shouxin::intake {

class CsvLine {
public:
    // nullopt unless `header` is a header row: one with a cell `type`.
    static std::optional<CsvLine> from_header(std::string_view header);

    // Fills `fields`; cells view `record`, or `arena` where quotes were doubled. An empty cell
    // is an absent field, but "" in quotes is an empty text.
    Problem read(std::string_view record, Fields& fields, Arena& arena) const;

private:
    std::vector<std::optional<Field>> columns_;
};

}  // namespace shouxin::intake
