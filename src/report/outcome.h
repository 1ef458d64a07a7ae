// What did a judgement come to? The few numbers that a person wants first. Pure.
#pragma once

#include "report/tables.h"

#include <cstdint>

namespace shouxin::report {

struct Outcome {
    std::uint64_t orders = 0;   // placed
    std::uint64_t reviews = 0;  // posted
    std::uint64_t orders_to_review = 0;
    std::uint64_t orders_blocked = 0;
    std::uint64_t reviews_folded = 0;
    std::uint64_t rings = 0;
};

Outcome outcome_of(const Judged& judged);

}  // namespace shouxin::report
