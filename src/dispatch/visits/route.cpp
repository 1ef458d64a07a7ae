#include "dispatch/visits/route.h"

#include "base/must.h"

#include <algorithm>

namespace shouxin::dispatch::visits {

Route::Route(const Instance& instance, VehicleIndex vehicle)
    : instance_(&instance), vehicle_(vehicle), dimensions_(instance.dimensions()) {
    const Fleet& fleet = instance.fleet(vehicle);
    stops_.resize(2);
    stops_.front().place = fleet.start;
    stops_.back().place = fleet.end;
    for (std::uint32_t i = 0; i < fleet.breaks; ++i) {
        insert(1 + i, fleet.first_break + i);
    }
    MUST(refresh());
}

bool Route::same_stops(const Route& other) const {
    return std::ranges::equal(stops_, other.stops_, {}, &Stop::node, &Stop::node);
}

void Route::insert(std::size_t position, NodeIndex node) {
    MUST(position > last_begun() && position < stops_.size() && stops_.size() < stops_max);
    Stop stop;
    stop.node = node;
    stop.is_break = instance_->node(node).is_break;
    stops_.insert(stops_.begin() + static_cast<std::ptrdiff_t>(position), stop);
    tasks_ += stop.is_break ? 0 : 1;
}

void Route::erase(std::size_t position) {
    MUST(position > last_begun() && position + 1 < stops_.size());
    tasks_ -= stops_[position].is_break ? 0 : 1;
    stops_.erase(stops_.begin() + static_cast<std::ptrdiff_t>(position));
}

void Route::assign(const VehiclePlan& plan) {
    begun_.clear();
    tasks_ = 0;
    stops_.erase(stops_.begin() + 1, stops_.end() - 1);
    for (const Visit& visit : plan.visits) {
        const NodeIndex node = visit.kind == Visit::Kind::pause
                                   ? instance_->fleet(vehicle_).first_break + visit.index
                                   : instance_->task_node(visit.index);
        insert(stops_.size() - 1, node + (visit.kind == Visit::Kind::drop ? 1 : 0));
    }
    begun_ = plan.begun;
}

VehiclePlan Route::plan() const {
    VehiclePlan plan;
    plan.begun = begun_;
    for (std::size_t i = 1; tasks_ > 0 && i + 1 < stops_.size(); ++i) {
        const Node& node = instance_->node(stops_[i].node);
        if (node.is_break) {
            const NodeIndex first = instance_->fleet(vehicle_).first_break;
            plan.visits.push_back({Visit::Kind::pause, stops_[i].node - first});
        } else {
            plan.visits.push_back(
                {node.is_drop ? Visit::Kind::drop : Visit::Kind::task, node.request});
        }
    }
    return plan;
}

bool Route::drop_last() {
    std::size_t last = stops_.size() - 2;
    while (last > last_begun() && stops_[last].is_break) {
        --last;
    }
    if (last <= last_begun()) {
        return false;
    }
    const RequestIndex request = instance_->node(stops_[last].node).request;
    for (std::size_t i = last + 1; i-- > last_begun() + 1;) {
        if (!stops_[i].is_break && instance_->node(stops_[i].node).request == request) {
            erase(i);
        }
    }
    return true;
}

bool Route::refresh() {
    find_legs();
    go_forward();
    go_back();
    find_loads();
    find_peaks();
    return in_time() && within_limits() && fits_on_board();
}

void Route::find_legs() {
    const Ways& ways = instance_->ways(vehicle_);
    travel_ = distance_ = 0;
    cost_ = tasks_ > 0 ? instance_->fleet(vehicle_).fixed_cost : 0;
    for (std::size_t i = 1; i < stops_.size(); ++i) {
        Stop& stop = stops_[i];
        const PlaceIndex from = stops_[i - 1].place;
        if (stop.node != no_node) {
            stop.place = stop.is_break ? from : instance_->node(stop.node).place;
        }
        const bool moves = tasks_ > 0 && !stop.is_break;
        stop.leg = moves ? ways.durations->at(from, stop.place) : 0;
        stop.leg_cost = moves ? ways.cost(from, stop.place) : 0;
        travel_ += stop.leg;
        cost_ += stop.leg_cost;
        distance_ += moves && ways.distances != nullptr ? ways.distances->at(from, stop.place) : 0;
    }
}

void Route::go_forward() {
    stops_.front().depart = instance_->fleet(vehicle_).shift.start;
    busy_ = travel_;
    for (std::size_t i = 1; i + 1 < stops_.size(); ++i) {
        const Node& node = instance_->node(stops_[i].node);
        const Seconds setup = stops_[i].place == stops_[i - 1].place ? 0 : node.setup;
        const Seconds arrival = stops_[i - 1].depart + stops_[i].leg;
        const Seconds begin = i <= begun_.size() ? begun_[i - 1] : begin_from(node, arrival, setup);
        stops_[i].depart = std::min(never, begin + setup + node.service);
        busy_ += setup + node.service;
    }
    stops_.back().depart = stops_[stops_.size() - 2].depart + stops_.back().leg;
}

Seconds Route::latest(std::size_t position, Seconds setup) const {
    const Stop& next = stops_[position + 1];
    const bool same = next.place == stops_[position].place;
    const Seconds leave_by = (same ? next.late_same : next.late) - next.leg;
    return latest_arrival(instance_->node(stops_[position].node), leave_by, setup);
}

void Route::go_back() {
    stops_.back().late = stops_.back().late_same = instance_->fleet(vehicle_).shift.end;
    for (std::size_t i = stops_.size() - 2; i > 0; --i) {
        const Seconds setup = instance_->node(stops_[i].node).setup;
        stops_[i].late_same = latest(i, 0);
        stops_[i].late = setup == 0 ? stops_[i].late_same : latest(i, setup);
    }
}

void Route::find_loads() {
    if (dimensions_ == 0) {
        return;
    }
    loads_.assign(stops_.size() * dimensions_, 0);
    for (const Stop& stop : stops_) {
        if (stop.node == no_node || stop.is_break) {
            continue;
        }
        for (std::size_t d = 0; d < dimensions_; ++d) {
            loads_[d] += instance_->delivery(instance_->node(stop.node).request, d);
        }
    }
    for (std::size_t i = 1; i < stops_.size(); ++i) {
        const bool serves = stops_[i].node != no_node && !stops_[i].is_break;
        for (std::size_t d = 0; d < dimensions_; ++d) {
            std::int64_t& load = loads_[i * dimensions_ + d];
            load = loads_[(i - 1) * dimensions_ + d];
            if (serves) {
                const Node& node = instance_->node(stops_[i].node);
                const std::int64_t picked = instance_->pickup(node.request, d);
                load += (node.is_drop ? -picked : picked) - instance_->delivery(node.request, d);
            }
        }
    }
}

void Route::find_peaks() {
    peaks_before_ = loads_;
    peaks_after_ = loads_;
    for (std::size_t i = dimensions_; i < loads_.size(); ++i) {
        peaks_before_[i] = std::max(peaks_before_[i], peaks_before_[i - dimensions_]);
    }
    for (std::size_t i = loads_.size(); i-- > dimensions_;) {
        peaks_after_[i - dimensions_] = std::max(peaks_after_[i - dimensions_], peaks_after_[i]);
    }
}

bool Route::in_time() const {
    const Stop& last = stops_[last_begun()];
    const Stop& next = stops_[last_begun() + 1];
    if (std::ranges::any_of(stops_, [](auto& stop) { return stop.leg > Grid::reachable_max; })) {
        return false;
    }
    return last.depart + next.leg <= (next.place == last.place ? next.late_same : next.late);
}

bool Route::within_limits() const {
    const Fleet& fleet = instance_->fleet(vehicle_);
    return static_cast<std::int64_t>(tasks_) <= fleet.tasks_max && travel_ <= fleet.travel_max &&
           distance_ <= fleet.distance_max && busy_ <= fleet.busy_max;
}

bool Route::fits_on_board() const {
    for (std::size_t d = 0; d < dimensions_; ++d) {
        if (peak_after(last_begun(), d) > instance_->capacity(vehicle_, d)) {
            return false;
        }
    }
    return true;
}

}  // namespace shouxin::dispatch::visits
