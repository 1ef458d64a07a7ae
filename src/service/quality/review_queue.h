// What should people look at next? Decisions that wait for a person, labels that somebody else
// should look at again without knowing them, and a few orders by lot on which nothing was done, so
// that what is missed is measured too. docs/formats/quality.md
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
    std::string after = {};  // what `next` said: reviews go on behind it
    std::string by = {};     // who asks: gets no second look at what that one labelled
    bool lead = false;       // who settles disagreements
};

// How many of `limit` are drawn by lot, of the hold-out and of the allowed each; no more are second
// looks, and disagreements.
constexpr std::size_t drawn_of(std::size_t limit) {
    return limit / 10 + 1;
}

// {"items":[{"id", "kind", "why", "since_ms", "merchant", "amount", "decision"}], "next",
// "oldest_ms", "waiting"}: disagreements, for a lead; reviews, who waited longest first; second
// looks; then the lots. Nobody who has a label but where that is the point. `invalid` if `after` is
// no cursor. Not for an I/O thread.
Result<proof::Json> review_queue(
    port::Records& records, const live::Sample& sample, const ReviewWish& wish);

}  // namespace shouxin::service
