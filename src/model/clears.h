// What would clear a reason, in English? As ReasonText::clears says in Chinese. Immutable,
// thread-safe.
#pragma once

#include "model/reason.h"

#include <string_view>

namespace shouxin::model {

std::string_view clears_in_english(Reason reason);

}  // namespace shouxin::model
