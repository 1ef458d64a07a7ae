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
        std::uint16_t first = 0;
        std::uint16_t second = 0;
        std::int64_t cost = 0;
    };

    // At most so many cells are kept, 512 MiB; a problem with more is answered anew each time.
    static constexpr std::size_t cells_max = std::size_t{1} << 25;

    explicit InsertionTable(const Instance& instance);

    // The cell of the request's candidate number `k`, up to date.
    const Cell& look(const Solution& solution, RequestIndex request, std::size_t k) {
        const VehicleIndex vehicle = instance_->candidates(request)[k];
        Cell& cell = keeps_ ? cells_[instance_->first_candidate(request) + k] : spare_;
        if (!keeps_ || cell.version != solution.version(vehicle)) {
            fill(cell, solution, request, vehicle);
        }
        return cell;
    }

    void forget();

private:
    void fill(
        Cell& cell, const Solution& solution, RequestIndex request, VehicleIndex vehicle) const;

    const Instance* instance_;
    bool keeps_;
    std::vector<Cell> cells_;
    Cell spare_;
};

}  // namespace shouxin::dispatch::visits
