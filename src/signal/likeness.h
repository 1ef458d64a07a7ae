// Whose words are these? Reviews compared with those of strangers: the mean likeness to the five
// nearest (Jaccard on character bigrams), and pictures that stand under several accounts.
#pragma once

#include "base/executor.h"
#include "signal/reviews.h"

#include <cstdint>
#include <vector>

namespace shouxin::signal {

struct Likeness {
    std::int16_t nearest = 0;         // permille, mean of the five nearest strangers
    std::uint16_t images_shared = 0;  // pictures that a stranger posted too
};

// One row a review, by ReviewIx. Candidates come from six min-hashes (Broder 1997), at most
// 24 before it in a bucket, so the cost is linear in the reviews.
std::vector<Likeness> compare(const Reviews& reviews, Executor& executor);

}  // namespace shouxin::signal
