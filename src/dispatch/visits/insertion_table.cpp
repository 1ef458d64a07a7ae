#include "dispatch/visits/insertion_table.h"

#include <algorithm>

namespace shouxin::dispatch::visits {

InsertionTable::InsertionTable(const Instance& instance)
    : instance_(&instance), keeps_(instance.candidate_total() <= cells_max) {
    if (keeps_) {
        cells_.resize(instance.candidate_total());
    }
}

void InsertionTable::forget() {
    std::ranges::fill(cells_, Cell{});
}

void InsertionTable::fill(
    Cell& cell, const Solution& solution, RequestIndex request, VehicleIndex vehicle) const {
    const Insertion best = best_insertion(*instance_, solution.route(vehicle), request);
    cell = {solution.version(vehicle), best.first, best.second, best.cost};
}

}  // namespace shouxin::dispatch::visits
