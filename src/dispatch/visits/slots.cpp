#include "dispatch/visits/slots.h"

#include "base/must.h"
#include "dispatch/visits/straight_line.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace shouxin::dispatch::visits {
namespace {

std::vector<std::int32_t> at_speed(std::vector<std::int32_t> durations, double factor) {
    for (std::int32_t& duration : durations) {
        duration = Grid::at_speed(duration, factor);
    }
    durations.push_back(0);  // nowhere
    return durations;
}

std::vector<std::int64_t> padded(const Amount& amount, std::size_t dimensions) {
    std::vector<std::int64_t> all = amount;
    all.resize(std::max(dimensions, all.size()));
    return all;
}

// One inquiry, prepared for every kind of vehicle.
class Asked {
public:
    Asked(const Instance& instance, const Inquiry& inquiry)
        : instance_(instance),
          inquiry_(inquiry),
          delivery_(padded(inquiry.delivery, instance.dimensions())),
          pickup_(padded(inquiry.pickup, instance.dimensions())) {
        node_.place = inquiry.ways ? instance.nowhere() + 1 : inquiry.task.place;
        node_.setup = inquiry.task.setup;
        node_.service = inquiry.task.service;
        if (inquiry.ways) {
            distances_to_ = inquiry.ways->distances_to;
            distances_from_ = inquiry.ways->distances_from;
            distances_to_.push_back(0);
            distances_from_.push_back(0);
        }
    }

    void within(const Window& window) { node_.windows = std::span(&window, 1); }

    [[nodiscard]] bool suits(VehicleIndex vehicle) const {
        const Vehicle& one = instance_.problem().vehicles[vehicle];
        if (!std::ranges::includes(one.skills, inquiry_.skills)) {
            return false;
        }
        for (std::size_t d = 0; d < instance_.dimensions(); ++d) {
            if (std::max(delivery_[d], pickup_[d]) > instance_.capacity(vehicle, d)) {
                return false;
            }
        }
        return true;
    }

    // Looks the ways up for this vehicle.
    const NewStop& stop_for(VehicleIndex vehicle) {
        const Ways& ways = instance_.ways(vehicle);
        if (&ways != known_) {
            known_ = &ways;
            stop_ = inquiry_.ways ? new_place(vehicle, ways) : new_stop(node_, ways);
        }
        return stop_;
    }

    [[nodiscard]] const Node& node() const { return node_; }

    [[nodiscard]] NewLoad load() const { return {delivery_.data(), pickup_.data()}; }

private:
    NewStop new_place(VehicleIndex vehicle, const Ways& ways) {
        const double factor = instance_.problem().vehicles[vehicle].speed_factor;
        to_ = at_speed(inquiry_.ways->to, factor);
        from_ = at_speed(inquiry_.ways->from, factor);
        NewStop stop{&node_, to_.data(), from_.data()};
        if (ways.distances != nullptr) {
            MUST(distances_to_.size() == to_.size() && distances_from_.size() == to_.size());
            stop.distance_to = distances_to_.data();
            stop.distance_from = distances_from_.data();
        }
        if (ways.other != nullptr) {
            MUST(ways.other == ways.distances);
            stop.other_to = stop.distance_to;
            stop.other_from = stop.distance_from;
        }
        return stop;
    }

    const Instance& instance_;
    const Inquiry& inquiry_;
    Node node_;
    std::vector<std::int64_t> delivery_;
    std::vector<std::int64_t> pickup_;
    const Ways* known_ = nullptr;
    NewStop stop_;
    std::vector<std::int32_t> to_;
    std::vector<std::int32_t> from_;
    std::vector<std::int32_t> distances_to_;
    std::vector<std::int32_t> distances_from_;
};

Quote quote_of(const Route& route, const NewStop& stop, const Insertion& best) {
    const Stop& before = route[best.first - 1u];
    std::size_t next = best.first;
    while (route[next].is_break) {
        ++next;
    }
    Quote quote;
    quote.possible = true;
    quote.cost = best.cost;
    quote.travel = Seconds{stop.to[before.place]} + stop.from[route[next].place] - route[next].leg;
    quote.vehicle = route.vehicle();
    quote.position = best.first;
    const Seconds setup = before.place == stop.node->place ? 0 : stop.node->setup;
    quote.begin = begin_from(*stop.node, before.depart + stop.to[before.place], setup);
    return quote;
}

}  // namespace

NewWays straight_ways(const Problem& problem, const Position& position, double speed_kmh) {
    NewWays ways;
    const dispatch::Place here = place_of(position);
    for (const Place& place : problem.places) {
        MUST(place.position.has_value());
        const double way = metres(here, place_of(*place.position));
        ways.to.push_back(seconds_for(way, speed_kmh));
        ways.distances_to.push_back(static_cast<std::int32_t>(std::llround(way)));
    }
    ways.from = ways.to;
    ways.distances_from = ways.distances_to;
    return ways;
}

SlotQuoter::SlotQuoter(const Instance& instance, const Plan& plan) : instance_(instance) {
    for (VehicleIndex vehicle = 0; vehicle < instance.vehicle_count(); ++vehicle) {
        Route& route = routes_.emplace_back(instance, vehicle);
        if (!plan[vehicle].visits.empty()) {
            route.assign(plan[vehicle]);
            static_cast<void>(route.refresh());  // a late route just has no gap
        }
    }
}

std::vector<Quote> SlotQuoter::quote(
    const Inquiry& inquiry, std::span<const Window> windows) const {
    std::vector<Quote> quotes(windows.size());
    std::vector<Insertion> best(windows.size());
    Asked asked(instance_, inquiry);
    for (const Route& route : routes_) {
        if (!asked.suits(route.vehicle())) {
            continue;
        }
        const NewStop& stop = asked.stop_for(route.vehicle());
        for (std::size_t i = 0; i < windows.size(); ++i) {
            asked.within(windows[i]);
            const Insertion here = best_gap(instance_, route, stop, asked.load(), best[i].cost);
            if (here.possible()) {
                best[i] = here;
                quotes[i] = quote_of(route, stop, here);
            }
        }
    }
    return quotes;
}

}  // namespace shouxin::dispatch::visits
