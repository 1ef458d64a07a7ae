#include "dispatch/visits/solution.h"

#include "base/must.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace shouxin::dispatch::visits {
namespace {

constexpr std::uint32_t versions_spare = 1 << 24;

void add(Objective& to, const Objective& loss, std::int64_t sign) {
    to.promises_broken += sign * loss.promises_broken;
    to.priority_unserved += sign * loss.priority_unserved;
    to.unserved += sign * loss.unserved;
}

}  // namespace

Solution::Solution(const Instance& instance)
    : instance_(&instance),
      counted_(instance.vehicle_count()),
      homes_(instance.request_count(), no_vehicle),
      absent_(instance.request_count()),
      absent_at_(instance.request_count()),
      is_used_(instance.vehicle_count()),
      in_trial_(instance.vehicle_count()) {
    routes_.reserve(instance.vehicle_count());
    for (VehicleIndex vehicle = 0; vehicle < instance.vehicle_count(); ++vehicle) {
        routes_.emplace_back(instance, vehicle);
        versions_.push_back(++last_version_);
    }
    std::iota(absent_.begin(), absent_.end(), RequestIndex{0});
    std::iota(absent_at_.begin(), absent_at_.end(), std::uint32_t{0});
    for (const RequestIndex request : absent_) {
        add(objective_, instance.loss(request), 1);
    }
}

void Solution::begin_trial() {
    MUST(unsettled_.empty() && backed_up_ == 0);
    trying_ = true;
    absent_before_ = absent_;
    objective_before_ = objective_;
}

void Solution::keep() {
    for (std::size_t i = 0; i < backed_up_; ++i) {
        const Backup& before = backups_[i];
        const VehicleIndex vehicle = before.route.vehicle();
        in_trial_[vehicle] = false;
        if (routes_[vehicle].same_stops(before.route)) {
            versions_[vehicle] = before.version;  // what is known of it still holds
        }
    }
    backed_up_ = 0;
    trying_ = false;
}

void Solution::undo() {
    MUST(trying_);
    unsettled_.clear();
    for (std::size_t i = 0; i < backed_up_; ++i) {
        const VehicleIndex vehicle = backups_[i].route.vehicle();
        std::swap(routes_[vehicle], backups_[i].route);
        versions_[vehicle] = backups_[i].version;
        counted_[vehicle] = routes_[vehicle].cost();
        count_use(vehicle);
        claim(vehicle);
    }
    absent_ = absent_before_;
    for (std::uint32_t i = 0; i < absent_.size(); ++i) {
        homes_[absent_[i]] = no_vehicle;
        absent_at_[absent_[i]] = i;
    }
    objective_ = objective_before_;
    keep();
}

void Solution::claim(VehicleIndex vehicle) {
    const Route& route = routes_[vehicle];
    for (std::size_t i = 1; i + 1 < route.size(); ++i) {
        if (!route[i].is_break) {
            homes_[instance_->node(route[i].node).request] = vehicle;
        }
    }
}

Route& Solution::edit(VehicleIndex vehicle) {
    if (trying_ && !in_trial_[vehicle]) {
        in_trial_[vehicle] = true;
        if (backed_up_ == backups_.size()) {
            backups_.push_back({routes_[vehicle], versions_[vehicle]});
        } else {
            backups_[backed_up_].route = routes_[vehicle];
            backups_[backed_up_].version = versions_[vehicle];
        }
        ++backed_up_;
    }
    return routes_[vehicle];
}

void Solution::changed(VehicleIndex vehicle) {
    versions_[vehicle] = ++last_version_;
    objective_.cost += routes_[vehicle].cost() - counted_[vehicle];
    counted_[vehicle] = routes_[vehicle].cost();
    count_use(vehicle);
}

void Solution::count_use(VehicleIndex vehicle) {
    const bool now = routes_[vehicle].tasks() > 0;
    used_ += static_cast<std::size_t>(now) - static_cast<std::size_t>(is_used_[vehicle]);
    is_used_[vehicle] = now;
}

void Solution::lose(RequestIndex request) {
    homes_[request] = no_vehicle;
    absent_at_[request] = static_cast<std::uint32_t>(absent_.size());
    absent_.push_back(request);
    add(objective_, instance_->loss(request), 1);
}

void Solution::win(RequestIndex request) {
    const std::uint32_t at = absent_at_[request];
    absent_[at] = absent_.back();
    absent_at_[absent_[at]] = at;
    absent_.pop_back();
    add(objective_, instance_->loss(request), -1);
}

void Solution::remove(RequestIndex request) {
    const VehicleIndex vehicle = homes_[request];
    MUST(vehicle != no_vehicle);
    Route& route = edit(vehicle);
    for (std::size_t i = route.size() - 1; i-- > 1;) {
        if (!route[i].is_break && instance_->node(route[i].node).request == request) {
            route.erase(i);
        }
    }
    if (std::ranges::find(unsettled_, vehicle) == unsettled_.end()) {
        unsettled_.push_back(vehicle);
    }
    lose(request);
}

bool Solution::settle() {
    bool whole = true;
    for (const VehicleIndex vehicle : unsettled_) {
        whole = routes_[vehicle].refresh() && whole;
        changed(vehicle);
    }
    unsettled_.clear();
    return whole;
}

void Solution::insert(RequestIndex request, VehicleIndex vehicle, Insertion insertion) {
    visits::insert(*instance_, edit(vehicle), request, insertion);
    homes_[request] = vehicle;
    win(request);
    changed(vehicle);
}

void Solution::adopt(const Plan& plan) {
    MUST(!trying_ && plan.size() == routes_.size());
    for (VehicleIndex vehicle = 0; vehicle < routes_.size(); ++vehicle) {
        if (!plan[vehicle].visits.empty()) {
            adopt_route(vehicle, plan[vehicle]);
        }
    }
}

void Solution::adopt_route(VehicleIndex vehicle, VehiclePlan plan) {
    Route& route = routes_[vehicle];
    route.assign(plan);
    while (!route.refresh() && route.drop_last()) {
    }
    for (std::size_t i = 1; i + 1 < route.size(); ++i) {
        const RequestIndex request = instance_->node(route[i].node).request;
        if (!route[i].is_break && homes_[request] == no_vehicle) {
            homes_[request] = vehicle;
            win(request);
        }
    }
    changed(vehicle);
}

Plan Solution::plan() const {
    Plan plan;
    for (const Route& route : routes_) {
        plan.push_back(route.plan());
    }
    return plan;
}

bool Solution::renumber() {
    if (last_version_ < std::numeric_limits<std::uint32_t>::max() - versions_spare) {
        return false;
    }
    MUST(!trying_);
    last_version_ = 0;
    for (std::uint32_t& version : versions_) {
        version = ++last_version_;
    }
    return true;
}

}  // namespace shouxin::dispatch::visits
