// Is a reason literally true of an order? The trees weigh measures in ways that no sentence says:
// a reason is only told to people, and only proves a ring, where the facts are as its words say.
#pragma once

#include "model/reason.h"

#include <cstdint>
#include <span>

namespace shouxin::judge {

// `row` of the sheet of orders. True of reasons that aren't about an order's own facts.
bool literally(model::Reason reason, std::span<const std::int16_t> row);

}  // namespace shouxin::judge
