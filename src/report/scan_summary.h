// What did a scan come to? The few numbers that head every account of it; all of them follow from
// the input alone, so that a report made of them has the same bytes each time.
#pragma once

#include "judge/judgement.h"
#include "signal/market.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::report {

struct ScanSummary {
    std::vector<std::string> inputs;  // as the user named them
    std::uint64_t read = 0;           // lines; accepted + duplicates + quarantined
    std::uint64_t events = 0;         // accepted
    std::uint64_t duplicates = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t late = 0;
    std::uint64_t orders = 0;   // placed
    std::uint64_t reviews = 0;  // posted
    std::uint64_t orders_to_review = 0;
    std::uint64_t orders_blocked = 0;
    std::uint64_t reviews_folded = 0;
    std::uint64_t rings = 0;
    std::int64_t first_ms = 0;  // least and greatest event time; 0 if there is none
    std::int64_t last_ms = 0;
};

// Counts what was judged; what was read is left for the reader to fill in.
ScanSummary summary_of(const signal::Market& market, const judge::Judgement& judgement);

}  // namespace shouxin::report
