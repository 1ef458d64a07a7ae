// What does the solver look at? The problem once more, laid out for the hot loop: stops with their
// windows in flat columns, ways by kind of vehicle, and for each request the vehicles that could
// ever serve it. Immutable, so safe to share between threads; the problem must outlive it.
#pragma once

#include "dispatch/visits/plan.h"
#include "dispatch/visits/problem.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace shouxin::dispatch::visits {

using NodeIndex = std::uint32_t;  // a task or break
constexpr NodeIndex no_node = 0xffffffff;
constexpr Seconds never = forever * 4;  // later than anything a plan can reach

// A task or break: where, how long, and when it may begin.
struct Node {
    PlaceIndex place = 0;  // of a break: where the stop before it is
    bool is_break = false;
    bool is_drop = false;
    RequestIndex request = 0;
    Seconds setup = 0;
    Seconds service = 0;
    std::span<const Window> windows;
};

// The first moment from `arrival` on when work may begin, or `never`. Service begins inside a
// window; setup comes before it, and isn't begun before the window opens either, unless the
// window is shorter than the setup.
inline Seconds begin_from(const Node& node, Seconds arrival, Seconds setup) {
    for (const Window& window : node.windows) {
        const Seconds latest = window.end - setup;
        if (arrival <= latest) {
            const Seconds earliest = window.start < latest ? window.start : latest;
            return arrival < earliest ? earliest : arrival;
        }
    }
    return never;
}

// The last moment to arrive so that all is done by `leave_by`; negative if there is none.
inline Seconds latest_arrival(const Node& node, Seconds leave_by, Seconds setup) {
    for (std::size_t i = node.windows.size(); i-- > 0;) {
        const Window& window = node.windows[i];
        const Seconds latest = window.end - setup;
        const Seconds earliest = window.start < latest ? window.start : latest;
        const Seconds last = leave_by - setup - node.service;
        if (last >= earliest) {
            return last < latest ? last : latest;
        }
    }
    return -never;
}

// Vehicles of one kind share it: what a way takes and costs.
struct Ways {
    const Grid* durations = nullptr;
    const Grid* distances = nullptr;  // null: not known
    const Grid* other = nullptr;      // what the second part of the cost counts; null: nothing
    std::int64_t per_second = 1;      // in cost units
    std::int64_t per_other = 0;

    [[nodiscard]] std::int64_t cost(PlaceIndex from, PlaceIndex to) const {
        const std::int64_t time = per_second * durations->at(from, to);
        return other == nullptr ? time : time + per_other * other->at(from, to);
    }
};

struct Fleet {  // one vehicle of it
    std::uint32_t ways = 0;
    PlaceIndex start = 0;  // nowhere, if it has none
    PlaceIndex end = 0;
    Window shift;
    std::int64_t fixed_cost = 0;
    std::int64_t tasks_max = 0;
    Seconds travel_max = never;
    std::int64_t distance_max = never;
    Seconds busy_max = never;
    NodeIndex first_break = 0;
    std::uint32_t breaks = 0;
    bool limited = false;  // any of the last three limits is stated
};

class Instance {
public:
    explicit Instance(const Problem& problem);

    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    [[nodiscard]] const Problem& problem() const { return problem_; }

    [[nodiscard]] std::size_t request_count() const { return problem_.requests.size(); }

    [[nodiscard]] std::size_t vehicle_count() const { return fleet_.size(); }

    // How many dimensions amounts have.
    [[nodiscard]] std::size_t dimensions() const { return dimensions_; }

    [[nodiscard]] PlaceIndex nowhere() const {
        return static_cast<PlaceIndex>(problem_.places.size());
    }

    // Costs are counted in 1 / cost_unit() of what the problem's costs are stated in.
    [[nodiscard]] std::int64_t cost_unit() const { return cost_unit_; }

    [[nodiscard]] const Node& node(NodeIndex index) const { return nodes_[index]; }

    [[nodiscard]] NodeIndex task_node(RequestIndex request) const { return first_node_[request]; }

    // REQUIRES: the request is a shipment.
    [[nodiscard]] NodeIndex drop_node(RequestIndex request) const {
        return first_node_[request] + 1;
    }

    [[nodiscard]] bool is_shipment(RequestIndex request) const {
        return problem_.requests[request].drop.has_value();
    }

    [[nodiscard]] std::int64_t delivery(RequestIndex request, std::size_t dimension) const {
        return deliveries(request)[dimension];
    }

    [[nodiscard]] std::int64_t pickup(RequestIndex request, std::size_t dimension) const {
        return pickups(request)[dimension];
    }

    // By dimension.
    [[nodiscard]] const std::int64_t* deliveries(RequestIndex request) const {
        return amounts_.data() + request * 2 * dimensions_;
    }

    [[nodiscard]] const std::int64_t* pickups(RequestIndex request) const {
        return deliveries(request) + dimensions_;
    }

    [[nodiscard]] std::int64_t capacity(VehicleIndex vehicle, std::size_t dimension) const {
        return capacities_[vehicle * dimensions_ + dimension];
    }

    [[nodiscard]] const Fleet& fleet(VehicleIndex vehicle) const { return fleet_[vehicle]; }

    [[nodiscard]] const Ways& ways(VehicleIndex vehicle) const {
        return ways_[fleet_[vehicle].ways];
    }

    // The vehicles that have the skills, the room and a shift that meets a window.
    [[nodiscard]] std::span<const VehicleIndex> candidates(RequestIndex request) const {
        return std::span(candidates_)
            .subspan(
                candidates_from_[request],
                candidates_from_[request + 1] - candidates_from_[request]);
    }

    // Candidates of all requests, one after the other, are numbered from 0.
    [[nodiscard]] std::size_t first_candidate(RequestIndex request) const {
        return candidates_from_[request];
    }

    [[nodiscard]] std::size_t candidate_total() const { return candidates_.size(); }

    [[nodiscard]] bool has_skills(const Request& request, VehicleIndex vehicle) const;
    [[nodiscard]] bool has_room(RequestIndex request, VehicleIndex vehicle) const;

    // What is added to the objective while the request isn't served.
    [[nodiscard]] Objective loss(RequestIndex request) const;

private:
    void count_dimensions();
    void lay_out_nodes();
    void lay_out_amounts();
    void lay_out_fleet();
    void find_ways();
    std::uint32_t ways_of(const Vehicle& vehicle);
    const Grid* durations_of(const Vehicle& vehicle);
    void find_cost_unit();
    void find_candidates();
    [[nodiscard]] bool shift_meets(RequestIndex request, VehicleIndex vehicle) const;

    struct Scaled {
        std::size_t profile;
        double factor;
        std::unique_ptr<Grid> durations;
    };

    const Problem& problem_;
    std::size_t dimensions_ = 0;
    std::int64_t cost_unit_ = 1;
    std::vector<Node> nodes_;
    std::vector<NodeIndex> first_node_;
    std::vector<std::int64_t> amounts_;
    std::vector<std::int64_t> capacities_;
    std::vector<Fleet> fleet_;
    std::vector<Ways> ways_;
    std::vector<Scaled> scaled_;
    std::vector<std::size_t> candidates_from_;
    std::vector<VehicleIndex> candidates_;
};

}  // namespace shouxin::dispatch::visits
