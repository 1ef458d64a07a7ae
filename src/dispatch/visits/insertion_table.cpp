#include "dispatch/visits/insertion_table.h"

#include <algorithm>

namespace shouxin::dispatch::visits {

InsertionTable::InsertionTable(const Instance& instance)
    : instance_(&instance), keeps_(instance.candidate_total() <= cells_max) {
    cells_.resize(keeps_ ? instance.candidate_total() : instance.vehicle_count());
}

std::span<InsertionTable::Cell> InsertionTable::row(RequestIndex request) {
    const std::size_t size = instance_->candidates(request).size();
    if (keeps_) {
        return std::span(cells_).subspan(instance_->first_candidate(request), size);
    }
    forget();
    return std::span(cells_).first(size);
}

void InsertionTable::forget() {
    std::ranges::fill(cells_, Cell{});
}

void InsertionTable::fill(
    Cell& cell,
    const Solution& solution,
    RequestIndex request,
    VehicleIndex vehicle,
    std::int64_t limit) {
    const Instance& instance = solution.instance();
    Insertion best;
    if (instance.is_shipment(request)) {
        best = best_pair(instance, solution.route(vehicle), request);
    } else {
        const NewLoad load{instance.deliveries(request), instance.pickups(request)};
        const Node& node = instance.node(instance.task_node(request));
        const NewStop stop = new_stop(node, instance.ways(vehicle));
        best = best_gap(instance, solution.route(vehicle), stop, load, limit);
    }
    cell = {solution.version(vehicle), best.first, best.second, best.cost};
}

}  // namespace shouxin::dispatch::visits
