// What does a JSON array hold? Takes it apart into lines. Pure.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace shouxin::intake {

// A line for each element, as it is written there but on one line. `invalid` for what isn't one
// array of objects.
Result<std::string> lines_of_list(std::string_view text);

}  // namespace shouxin::intake
