// What should people look at next? Decisions that wait for a person, and a few orders by lot on
// which nothing was done, so that what is missed is measured too. docs/formats/quality.md
#pragma once

#include "base/result.h"
#include "live/sample.h"
#include "port/records.h"
#include "proof/json.h"

#include <cstddef>
#include <string>

namespace shouxin::service {

struct ReviewWish {
    std::size_t limit = 50;
    std::string after = {};  // a decision's id: reviews go on behind it
};

// How many of `limit` are drawn by lot, of the hold-out and of the allowed each.
constexpr std::size_t drawn_of(std::size_t limit) {
    return limit / 10 + 1;
}

// {"items":[{"decision", "id", "kind", "why"}], "next"}: reviews that are still the newest word
// about their subject, oldest first, then the lots; nobody who has a label. Looks at no more than
// 1,000 decisions: `next` says where to go on, null at the end. `invalid` if there is no decision
// `after`. Not for an I/O thread.
Result<proof::Json> review_queue(
    port::Records& records, const live::Sample& sample, const ReviewWish& wish);

}  // namespace shouxin::service
