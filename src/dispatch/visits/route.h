// What does one vehicle do, and what is left of its time? A route is its stops in order, each with
// the earliest moment it can be left and the latest moment it can be reached, so that whether one
// more visit fits between two stops is known without looking at the others (forward time slack,
// Savelsbergh 1992). A value; not thread-safe.
#pragma once

#include "dispatch/visits/instance.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace shouxin::dispatch::visits {

struct Stop {
    NodeIndex node = no_node;  // none: the start or end
    PlaceIndex place = 0;      // where one is after it; a break keeps the place before it
    std::int32_t leg = 0;      // travel to it from the stop before; 0 in an empty route
    bool is_break = false;
    std::int64_t leg_cost = 0;
    Seconds depart = 0;  // earliest
    Seconds late = 0;    // latest arrival where its setup is due, so that all after it is in time
    Seconds late_same = 0;  // latest arrival where it isn't
};

class Route {
public:
    static constexpr std::size_t stops_max = 65'000;

    // Empty but for the breaks.
    Route(const Instance& instance, VehicleIndex vehicle);

    // Stops 0 (the start) ... size() - 1 (the end).
    [[nodiscard]] const Stop& operator[](std::size_t position) const { return stops_[position]; }

    [[nodiscard]] std::size_t size() const { return stops_.size(); }

    [[nodiscard]] VehicleIndex vehicle() const { return vehicle_; }

    // How many tasks it has: no breaks.
    [[nodiscard]] std::size_t tasks() const { return tasks_; }

    // What has begun stays: nothing is put before the stop after this position.
    [[nodiscard]] std::size_t last_begun() const { return begun_.size(); }

    // 0 for a route without tasks: the vehicle stays at home.
    [[nodiscard]] std::int64_t cost() const { return cost_; }

    [[nodiscard]] Seconds travel() const { return travel_; }

    [[nodiscard]] Seconds busy() const { return busy_; }

    [[nodiscard]] std::int64_t distance() const { return distance_; }

    // On board when the stop is left.
    [[nodiscard]] std::int64_t load(std::size_t position, std::size_t dimension) const {
        return loads_[position * dimensions_ + dimension];
    }

    // The most on board until the stop is left, and from then on.
    [[nodiscard]] std::int64_t peak_before(std::size_t position, std::size_t dimension) const {
        return peaks_before_[position * dimensions_ + dimension];
    }

    [[nodiscard]] std::int64_t peak_after(std::size_t position, std::size_t dimension) const {
        return peaks_after_[position * dimensions_ + dimension];
    }

    // REQUIRES: both of one vehicle.
    [[nodiscard]] bool same_stops(const Route& other) const;

    // Puts the node before the stop now at `position`. refresh() must follow.
    void insert(std::size_t position, NodeIndex node);

    void erase(std::size_t position);

    // Starts over with these visits, pinned where begun. refresh() must follow.
    void assign(const VehiclePlan& plan);

    [[nodiscard]] VehiclePlan plan() const;

    // Drops the last request that hasn't begun, both of its stops. False if there is none.
    bool drop_last();

    // Derives all else from the order of stops. False if a rule is broken; what has begun breaks
    // none by itself.
    [[nodiscard]] bool refresh();

private:
    void find_legs();
    void go_forward();
    void go_back();
    void find_loads();
    void find_peaks();
    [[nodiscard]] Seconds latest(std::size_t position, Seconds setup) const;
    [[nodiscard]] bool in_time() const;
    [[nodiscard]] bool within_limits() const;
    [[nodiscard]] bool fits_on_board() const;

    const Instance* instance_;
    VehicleIndex vehicle_;
    std::size_t dimensions_;
    std::size_t tasks_ = 0;
    std::int64_t cost_ = 0;
    Seconds travel_ = 0;
    Seconds busy_ = 0;
    std::int64_t distance_ = 0;
    std::vector<Stop> stops_;
    std::vector<Seconds> begun_;
    std::vector<std::int64_t> loads_;
    std::vector<std::int64_t> peaks_before_;
    std::vector<std::int64_t> peaks_after_;
};

}  // namespace shouxin::dispatch::visits
