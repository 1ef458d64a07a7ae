// What was measured of each review? The praise family, by review; orders look theirs up here.
#pragma once

#include "base/executor.h"
#include "signal/links.h"
#include "signal/market.h"
#include "signal/sheet.h"

#include <cstdint>
#include <vector>

namespace shouxin::signal {

struct ReviewMeasures {
    std::int16_t stars = missing;
    std::int16_t delay_h = missing;  // after delivery or, without one, after placing
    std::int16_t letters = missing;
    std::int16_t nearest = missing;  // permille
    std::int16_t images = missing;
    std::int16_t images_reused = missing;
    std::int16_t likes = missing;
    std::int16_t liker_tempo = missing;  // ln of the mean number of likes its likers gave
    std::int16_t device = missing;       // 1: posted from another device than the order's
    std::int16_t removed = missing;
    std::int16_t contacts = missing;
    std::int16_t paid_after = missing;  // permille of the price that the author got afterwards
                                        // from the reviewed shop or its customers' payers
    std::int16_t author_bad = missing;  // permille of the author's reviews with one or two stars
    std::int16_t author_reviews = missing;  // ln
};

std::vector<ReviewMeasures> measure_reviews(
    const Market& market, const Links& links, Executor& executor);

}  // namespace shouxin::signal
