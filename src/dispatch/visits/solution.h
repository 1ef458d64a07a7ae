// Which plan is being tried? All routes, who is served by whom and what the plan is worth, with
// changes that can be taken back as a whole. Not thread-safe.
#pragma once

#include "dispatch/visits/insertion.h"
#include "dispatch/visits/plan.h"
#include "dispatch/visits/route.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::dispatch::visits {

constexpr VehicleIndex no_vehicle = 0xffffffff;

class Solution {
public:
    // Nobody is served.
    explicit Solution(const Instance& instance);

    [[nodiscard]] const Instance& instance() const { return *instance_; }

    [[nodiscard]] const Route& route(VehicleIndex vehicle) const { return routes_[vehicle]; }

    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

    // Tells a route's contents apart from all others it has had or will have; from 1.
    [[nodiscard]] std::uint32_t version(VehicleIndex vehicle) const { return versions_[vehicle]; }

    // no_vehicle while it isn't served.
    [[nodiscard]] VehicleIndex home(RequestIndex request) const { return homes_[request]; }

    [[nodiscard]] const std::vector<RequestIndex>& absent() const { return absent_; }

    [[nodiscard]] const Objective& objective() const { return objective_; }

    [[nodiscard]] std::size_t served() const { return homes_.size() - absent_.size(); }

    // Routes with tasks.
    [[nodiscard]] std::size_t used() const { return used_; }

    // Changes from here on can be taken back, until keep() or undo().
    void begin_trial();
    void keep();
    void undo();

    // REQUIRES: it is served, and hasn't begun. settle() must follow.
    void remove(RequestIndex request);

    // Makes the routes that lost requests whole. False: without them some rule is broken, which
    // needs ways that are longer than a detour; then undo().
    [[nodiscard]] bool settle();

    // REQUIRES: it is absent, and the insertion is best_insertion()'s.
    void insert(RequestIndex request, VehicleIndex vehicle, Insertion insertion);

    // Takes over as much of a plan as breaks no rule: from the end of each route that does,
    // visits are dropped until none does. REQUIRES: check_plan()'s approval.
    void adopt(const Plan& plan);

    [[nodiscard]] Plan plan() const;

    // Versions start over where they would soon run out. True if they did.
    bool renumber();

private:
    struct Backup {
        Route route;
        std::uint32_t version;
    };

    Route& edit(VehicleIndex vehicle);
    void changed(VehicleIndex vehicle);
    void adopt_route(VehicleIndex vehicle, VehiclePlan plan);
    void lose(RequestIndex request);
    void win(RequestIndex request);
    void count_use(VehicleIndex vehicle);
    void claim(VehicleIndex vehicle);

    const Instance* instance_;
    std::vector<Route> routes_;
    std::vector<std::uint32_t> versions_;
    std::vector<std::int64_t> counted_;  // by route: its part of objective_.cost
    std::vector<VehicleIndex> homes_;
    std::vector<RequestIndex> absent_;
    std::vector<std::uint32_t> absent_at_;  // by request: its place in absent_
    Objective objective_;
    std::size_t used_ = 0;
    std::vector<bool> is_used_;
    std::uint32_t last_version_ = 0;

    std::vector<VehicleIndex> unsettled_;
    std::vector<Backup> backups_;
    std::size_t backed_up_ = 0;
    std::vector<bool> in_trial_;  // by route: is in backups_
    std::vector<RequestIndex> absent_before_;
    Objective objective_before_;
    bool trying_ = false;
};

}  // namespace shouxin::dispatch::visits
