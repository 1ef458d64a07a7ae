// Which words may stand in a policy file, and what do they mean? For an editor that completes and
// explains. docs/formats/policy.md
#pragma once

#include "proof/json.h"

namespace shouxin::http {

// The same as long as the program runs.
proof::Json policy_words();

}  // namespace shouxin::http
