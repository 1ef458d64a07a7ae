// How many rows of the log share something with an order? Counts that are gathered for many orders
// at once while the tables are gone through. Pure; of one generation. Not thread-safe.
#pragma once

#include "live/evidence/measures.h"
#include "live/state.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>

namespace shouxin::live {

class Tallies {
public:
    // From here on those of them are counted that can be. Of others nothing is.
    void want(std::span<const OrderMeasure> measures);

    // What of it is counted. At most some thousand orders.
    void add(model::OrderIx order, const signal::Market& market);

    void see_order(model::OrderIx order, const State& state);
    void see_account(model::AccountIx account, const signal::Market& market);
    void see_review(model::ReviewIx review, const signal::Market& market);
    void see_post(const signal::RecruitingPost& post);

    // Of an order that was added. Nothing if it has not what is counted.
    [[nodiscard]] std::optional<std::int64_t> of(
        OrderMeasure measure, model::OrderIx order, const signal::Market& market) const;

private:
    struct Count {
        std::uint32_t all = 0;
        std::uint32_t suspected = 0;
    };

    struct Tally {
        bool wanted = false;
        std::unordered_map<std::uint64_t, Count> counts;
    };

    Tally& of(OrderMeasure measure) { return tallies_[static_cast<std::size_t>(measure)]; }

    void count(OrderMeasure measure, std::uint64_t key);

    std::array<Tally, static_cast<std::size_t>(OrderMeasure::count)> tallies_;
};

}  // namespace shouxin::live
