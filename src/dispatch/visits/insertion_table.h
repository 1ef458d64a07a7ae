// What did the cheapest insertion of a request into a route cost, last time we asked? Most routes
// are as they were, so most questions of ruin and recreate have been answered before. One cell a
// request and candidate vehicle. Not thread-safe.
#pragma once

#include "dispatch/visits/solution.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::dispatch::visits {

class InsertionTable {
public:
    struct Cell {
        std::uint32_t version = 0;  // of the route; 0: never asked
        std::uint16_t first = 0;    // as in Insertion: 0: it costs at least `cost`
        std::uint16_t second = 0;
        std::int64_t cost = 0;
    };

    // At most so many cells are kept, 512 MiB; a problem with more is answered anew each time.
    static constexpr std::size_t cells_max = std::size_t{1} << 25;

    explicit InsertionTable(const Instance& instance);

    // A cell for each of the request's candidates; those of another version must be fill()ed.
    std::span<Cell> row(RequestIndex request);

    // Asks anew; exact if it costs less than `limit`.
    static void fill(
        Cell& cell,
        const Solution& solution,
        RequestIndex request,
        VehicleIndex vehicle,
        std::int64_t limit);

    void forget();

private:
    const Instance* instance_;
    bool keeps_;
    std::vector<Cell> cells_;
};

}  // namespace shouxin::dispatch::visits
