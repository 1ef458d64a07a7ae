// Where do the visits go that aren't served? One after the other, in an order drawn anew each
// time, to the route where it costs least; now and then a route isn't seen ("blinks", Christiaens
// and Vanden Berghe 2020), so that the same ruin doesn't always end the same. Not thread-safe.
#pragma once

#include "base/random.h"
#include "dispatch/visits/insertion_table.h"
#include "dispatch/visits/solution.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace shouxin::dispatch::visits {

class Recreate {
public:
    // Of those that weren't served before a ruin either, at most so many are tried after it.
    static constexpr std::size_t absent_tries = 24;

    explicit Recreate(const Instance& instance);

    // Tries the last `fresh` of the absent, and some of the others.
    void operator()(Solution& solution, std::size_t fresh, Random& random);

    // Tries all, highest priority first and then those that few can serve, until `stop` says so.
    void construct(Solution& solution, const std::function<bool()>& stop);

    void forget() { table_.forget(); }

private:
    static constexpr std::size_t orders = 8;

    void fill_keys(const Instance& instance);
    void sort_by(std::size_t order, Random& random);
    void place(Solution& solution, RequestIndex request);
    void take(const InsertionTable::Cell& cell, VehicleIndex vehicle);
    bool blinks();

    InsertionTable table_;
    std::array<std::vector<std::int64_t>, orders> keys_;  // by request, least first
    WeightedPick pick_;                                   // of an order
    std::vector<RequestIndex> waiting_;
    std::vector<std::uint32_t> stale_;
    Insertion best_;
    VehicleIndex where_ = no_vehicle;
    Random blink_dice_;
    std::size_t until_blink_ = 1;
    bool blinking_ = true;
};

}  // namespace shouxin::dispatch::visits
