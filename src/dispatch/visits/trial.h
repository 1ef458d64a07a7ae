// Does a stop fit between two others, and what does the route cost more? What a search for gaps
// asks of one route, each in constant time but for breaks. Lives no longer than the route.
#pragma once

#include "dispatch/visits/insertion.h"
#include "dispatch/visits/route.h"

#include <cstddef>
#include <cstdint>

namespace shouxin::dispatch::visits {

// What a change adds to a route.
struct Extra {
    std::int64_t travel = 0;
    std::int64_t cost = 0;
    std::int64_t distance = 0;
    Seconds work = 0;
};

// A route under one question: does this fit here?
class Trial {
public:
    Trial(const Instance& instance, const Route& route)
        : instance_(instance),
          route_(route),
          fleet_(instance.fleet(route.vehicle())),
          ways_(instance.ways(route.vehicle())),
          fixed_(route.tasks() == 0 ? fleet_.fixed_cost : 0) {}

    [[nodiscard]] const Fleet& fleet() const { return fleet_; }

    [[nodiscard]] const Ways& ways() const { return ways_; }

    // The first stop from `position` on that isn't a break.
    [[nodiscard]] std::size_t after_breaks(std::size_t position) const {
        while (route_[position].is_break) {
            ++position;
        }
        return position;
    }

    // When the breaks in [first, last) are over, begun at `time`.
    [[nodiscard]] Seconds through_breaks(Seconds time, std::size_t first, std::size_t last) const {
        for (std::size_t i = first; i < last && time < never; ++i) {
            const Node& pause = instance_.node(route_[i].node);
            time = begin_from(pause, time, 0) + pause.service;
        }
        return time;
    }

    // From `place`, left at `time`, by the stop, then on to the stops from `position`: is all in
    // time, and when is the new one done?
    [[nodiscard]] bool in_time(
        const NewStop& stop, PlaceIndex place, Seconds time, std::size_t position) const {
        const Node& node = *stop.node;
        const Seconds setup = place == node.place ? 0 : node.setup;
        const Seconds begin = begin_from(node, time + stop.to[place], setup);
        if (begin >= never) {
            return false;
        }
        const std::size_t real = after_breaks(position);
        const Stop& next = route_[real];
        const Seconds leave = through_breaks(begin + setup + node.service, position, real);
        const Seconds limit = next.place == node.place ? next.late_same : next.late;
        return leave + stop.from[next.place] <= limit;
    }

    // What a way from `place` by the stop to `next` costs, not counting what it replaces.
    void add_detour(Extra& extra, const NewStop& stop, PlaceIndex place, const Stop& next) const {
        const std::int64_t travel = std::int64_t{stop.to[place]} + stop.from[next.place];
        extra.travel += travel;
        extra.cost += ways_.per_second * travel;
        if (ways_.other != nullptr) {
            extra.cost += ways_.per_other *
                          (std::int64_t{stop.other_to[place]} + stop.other_from[next.place]);
        }
        if (fleet_.limited) {
            add_limited(extra, stop, place, next);
        }
    }

    // Less the way that led to `next`.
    static void take_leg(Extra& extra, const Stop& next) {
        extra.travel -= next.leg;
        extra.cost -= next.leg_cost;
    }

    // What the route costs more with the stop between two that follow each other.
    [[nodiscard]] std::int64_t detour_cost(
        const NewStop& stop, PlaceIndex before, const Stop& next) const {
        const std::int64_t there = ways_.per_second * stop.to[before];
        std::int64_t cost =
            fixed_ + there + ways_.per_second * stop.from[next.place] - next.leg_cost;
        if (ways_.other != nullptr) {
            cost += ways_.per_other *
                    (std::int64_t{stop.other_to[before]} + stop.other_from[next.place]);
        }
        return cost;
    }

    // Whether there is a way, and no limit in it.
    [[nodiscard]] bool allows_detour(
        const NewStop& stop, PlaceIndex before, const Stop& next) const {
        const std::int64_t travel =
            std::int64_t{stop.to[before]} + stop.from[next.place] - next.leg;
        if (travel > Grid::reachable_max || !fleet_.limited) {
            return travel <= Grid::reachable_max;
        }
        Extra extra;
        add_detour(extra, stop, before, next);
        take_leg(extra, next);
        take_limited(extra, before, next);
        return within_limits(extra);
    }

    // The distance that led to `next`, and the setup that it did or didn't need.
    void take_limited(Extra& extra, PlaceIndex before, const Stop& next) const {
        if (ways_.distances != nullptr && route_.tasks() > 0) {
            extra.distance -= ways_.distances->at(before, next.place);
        }
        if (next.node != no_node && before != next.place) {
            extra.work -= instance_.node(next.node).setup;
        }
    }

    [[nodiscard]] bool within_limits(const Extra& extra) const {
        return !fleet_.limited || (route_.travel() + extra.travel <= fleet_.travel_max &&
                                   route_.distance() + extra.distance <= fleet_.distance_max &&
                                   route_.busy() + extra.travel + extra.work <= fleet_.busy_max);
    }

    [[nodiscard]] std::int64_t fixed() const { return fixed_; }

private:
    void add_limited(Extra& extra, const NewStop& stop, PlaceIndex place, const Stop& next) const {
        if (stop.distance_to != nullptr) {
            extra.distance +=
                std::int64_t{stop.distance_to[place]} + stop.distance_from[next.place];
        }
        extra.work += stop.node->service + (place == stop.node->place ? 0 : stop.node->setup);
        if (next.node != no_node && next.place != stop.node->place) {
            extra.work += instance_.node(next.node).setup;
        }
    }

    const Instance& instance_;
    const Route& route_;
    const Fleet& fleet_;
    const Ways& ways_;
    std::int64_t fixed_;
};

}  // namespace shouxin::dispatch::visits
