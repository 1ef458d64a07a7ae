// JsonLine takes one JSON object apart into Fields, a CloudEvents envelope too. Strict: the
// whole line must be JSON, unknown fields included. Not thread-safe; reuse one for many lines.
#pragma once

#include "intake/arena.h"
#include "intake/fields.h"
#include "intake/problem.h"

#include <memory>
#include <string_view>

namespace shouxin::intake {

inline constexpr int json_depth_max = 64;

class JsonLine {
public:
    JsonLine();
    ~JsonLine();
    JsonLine(JsonLine&&) noexcept;

    // Fills `fields`; strings view `line`, or `arena` where they had escapes.
    // REQUIRES: line_padding readable bytes behind `line`.
    Problem read(std::string_view line, Fields& fields, Arena& arena);

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace shouxin::intake
