#include "dispatch/visits/instance.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace shouxin::dispatch::visits {
namespace {

// Costs are per hour and per kilometre, ways in seconds and metres: in units of 1/18000 both are
// whole numbers.
constexpr std::int64_t finest_unit = 18'000;
constexpr std::int64_t per_hour_units = finest_unit / 3'600;
constexpr std::int64_t per_km_units = finest_unit / 1'000;

Node node_of(const Task& task, RequestIndex request) {
    Node node;
    node.place = task.place;
    node.request = request;
    node.setup = task.setup;
    node.service = task.service;
    node.windows = task.windows;
    return node;
}

Node node_of(const Break& pause) {
    Node node;
    node.is_break = true;
    node.service = pause.service;
    node.windows = pause.windows;
    return node;
}

bool same_price(const Ways& a, const Ways& b) {
    return a.durations == b.durations && a.other == b.other && a.per_second == b.per_second &&
           a.per_other == b.per_other;
}

}  // namespace

Instance::Instance(const Problem& problem) : problem_(problem) {
    count_dimensions();
    lay_out_nodes();
    lay_out_amounts();
    lay_out_fleet();
    find_ways();
    find_cost_unit();
    find_candidates();
}

void Instance::count_dimensions() {
    for (const Request& request : problem_.requests) {
        dimensions_ = std::max({dimensions_, request.delivery.size(), request.pickup.size()});
    }
}

void Instance::lay_out_nodes() {
    for (RequestIndex i = 0; i < problem_.requests.size(); ++i) {
        const Request& request = problem_.requests[i];
        first_node_.push_back(static_cast<NodeIndex>(nodes_.size()));
        nodes_.push_back(node_of(request.task, i));
        if (request.drop) {
            nodes_.push_back(node_of(*request.drop, i));
            nodes_.back().is_drop = true;
        }
    }
}

void Instance::lay_out_amounts() {
    const auto put = [this](const Amount& amount, std::vector<std::int64_t>& into) {
        for (std::size_t d = 0; d < dimensions_; ++d) {
            into.push_back(d < amount.size() ? amount[d] : 0);
        }
    };
    for (const Request& request : problem_.requests) {
        put(request.delivery, amounts_);
        put(request.pickup, amounts_);
    }
    for (const Vehicle& vehicle : problem_.vehicles) {
        put(vehicle.capacity, capacities_);
    }
}

void Instance::lay_out_fleet() {
    for (const Vehicle& vehicle : problem_.vehicles) {
        Fleet one;
        one.start = vehicle.start.value_or(nowhere());
        one.end = vehicle.end.value_or(nowhere());
        one.shift = vehicle.shift;
        one.tasks_max = vehicle.tasks_max.value_or(never);
        one.travel_max = vehicle.travel_max.value_or(never);
        one.distance_max = vehicle.distance_max.value_or(never);
        one.busy_max = vehicle.busy_max.value_or(never);
        one.limited = vehicle.travel_max || vehicle.distance_max || vehicle.busy_max;
        one.first_break = static_cast<NodeIndex>(nodes_.size());
        one.breaks = static_cast<std::uint32_t>(vehicle.breaks.size());
        for (const Break& pause : vehicle.breaks) {
            nodes_.push_back(node_of(pause));
        }
        fleet_.push_back(one);
    }
}

void Instance::find_ways() {
    for (VehicleIndex i = 0; i < fleet_.size(); ++i) {
        const Vehicle& vehicle = problem_.vehicles[i];
        fleet_[i].ways = ways_of(vehicle);
        fleet_[i].fixed_cost = vehicle.costs.fixed * finest_unit;
    }
}

std::uint32_t Instance::ways_of(const Vehicle& vehicle) {
    const Profile& profile = problem_.profiles[vehicle.profile];
    Ways ways;
    ways.durations = durations_of(vehicle);
    ways.distances = profile.distances.empty() ? nullptr : &profile.distances;
    if (!profile.costs.empty()) {
        ways.per_second = 0;
        ways.other = &profile.costs;
        ways.per_other = finest_unit;
    } else {
        ways.per_second = vehicle.costs.per_hour * per_hour_units;
        ways.per_other = vehicle.costs.per_km * per_km_units;
        ways.other = ways.per_other == 0 ? nullptr : ways.distances;
    }
    const auto known = std::ranges::find_if(ways_, [&](auto& w) { return same_price(w, ways); });
    const auto index = static_cast<std::uint32_t>(known - ways_.begin());
    if (known == ways_.end()) {
        ways_.push_back(ways);
    }
    return index;
}

const Grid* Instance::durations_of(const Vehicle& vehicle) {
    const Grid& plain = problem_.profiles[vehicle.profile].durations;
    if (vehicle.speed_factor == 1) {
        return &plain;
    }
    const auto known = std::ranges::find_if(scaled_, [&](const Scaled& scaled) {
        return scaled.profile == vehicle.profile && scaled.factor == vehicle.speed_factor;
    });
    if (known != scaled_.end()) {
        return known->durations.get();
    }
    auto grid = std::make_unique<Grid>(plain.faster(vehicle.speed_factor));
    scaled_.push_back({vehicle.profile, vehicle.speed_factor, std::move(grid)});
    return scaled_.back().durations.get();
}

void Instance::find_cost_unit() {
    std::int64_t divisor = finest_unit;
    for (const Ways& ways : ways_) {
        divisor = std::gcd(divisor, std::gcd(ways.per_second, ways.per_other));
    }
    cost_unit_ = finest_unit / divisor;
    for (Ways& ways : ways_) {
        ways.per_second /= divisor;
        ways.per_other /= divisor;
    }
    for (Fleet& one : fleet_) {
        one.fixed_cost /= divisor;
    }
}

bool Instance::has_skills(const Request& request, VehicleIndex vehicle) const {
    return std::ranges::includes(problem_.vehicles[vehicle].skills, request.skills);
}

bool Instance::has_room(RequestIndex request, VehicleIndex vehicle) const {
    for (std::size_t d = 0; d < dimensions_; ++d) {
        if (std::max(delivery(request, d), pickup(request, d)) > capacity(vehicle, d)) {
            return false;
        }
    }
    return true;
}

bool Instance::shift_meets(RequestIndex request, VehicleIndex vehicle) const {
    const Window& shift = fleet_[vehicle].shift;
    const auto meets = [&](const Task& task) {
        return std::ranges::any_of(task.windows, [&](const Window& window) {
            return window.start <= shift.end && window.end >= shift.start;
        });
    };
    const Request& asked = problem_.requests[request];
    return meets(asked.task) && (!asked.drop || meets(*asked.drop));
}

void Instance::find_candidates() {
    candidates_from_.push_back(0);
    for (RequestIndex request = 0; request < problem_.requests.size(); ++request) {
        for (VehicleIndex vehicle = 0; vehicle < fleet_.size(); ++vehicle) {
            if (shift_meets(request, vehicle) && has_room(request, vehicle) &&
                has_skills(problem_.requests[request], vehicle)) {
                candidates_.push_back(vehicle);
            }
        }
        candidates_from_.push_back(candidates_.size());
    }
}

Objective Instance::loss(RequestIndex request) const {
    const Request& asked = problem_.requests[request];
    return {asked.promised ? 1 : 0, asked.priority, 1, 0};
}

}  // namespace shouxin::dispatch::visits
