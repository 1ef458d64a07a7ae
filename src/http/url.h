// What does the target of a request name? RFC 3986 and 9112, strictly: what two readers could
// take for two different things is refused. Pure functions.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::http {

struct Target {
    std::vector<std::string> segments;  // "/" has none
    std::vector<std::pair<std::string, std::string>> query;
};

inline constexpr std::size_t segments_max = 32;
inline constexpr std::size_t parameters_max = 64;

// `target` as it stands in the request line: a path with or without a query, or the absolute form.
// `invalid` for a segment that is empty, "." or "..", for a backslash or a control character, for
// what isn't UTF-8 once decoded, and for more parts than the bounds above. A segment is decoded
// once, after the path is cut: %2F is a slash inside of it.
Result<Target> decode_target(std::string_view target);

}  // namespace shouxin::http
