// Which rows does every output of a judgement have? Orders that were placed and reviews that were
// posted, each with its verdict, in the order of the log.
#pragma once

#include "judge/judgement.h"
#include "signal/market.h"

#include <cstdint>
#include <vector>

namespace shouxin::report {

// The verdict on a thing; an empty one if the judge had nothing to say.
template <class V, class Ix>
V at(const std::vector<V>& verdicts, Ix index) {
    return index.value < verdicts.size() ? verdicts[index.value] : V{};
}

// visit(OrderIx, const PlacedOrder&)
template <class Visit>
void for_each_placed(const signal::Market& market, Visit visit) {
    const auto rows = market.orders.placed().all();
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (rows[row].placed()) {
            visit(model::OrderIx{row}, rows[row]);
        }
    }
}

// visit(ReviewIx, const Review&)
template <class Visit>
void for_each_posted(const signal::Market& market, Visit visit) {
    const auto rows = market.reviews.rows().all();
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (rows[row].posted()) {
            visit(model::ReviewIx{row}, rows[row]);
        }
    }
}

}  // namespace shouxin::report
