// From which probability on is an order reviewed, and blocked? Reads the file that --policy
// names: TOML, docs/formats/policy.md. Pure; the only file that includes toml++.
#pragma once

#include "base/result.h"
#include "judge/judgement.h"

#include <string_view>

namespace shouxin::runtime {

// `name` stands in errors, with line and column: `invalid` for what isn't TOML, for unknown keys
// and for values out of range. What isn't given keeps its default.
Result<judge::Thresholds> parse_policy(std::string_view text, std::string_view name);

}  // namespace shouxin::runtime
