#include "dispatch/visits/insertion.h"

#include "base/must.h"

#include <cstddef>

namespace shouxin::dispatch::visits {
namespace {

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
        return !fleet_.limited ||
               (route_.travel() + extra.travel <= fleet_.travel_max &&
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

bool room_for_job(
    const Instance& instance, const Route& route, const NewLoad& load, std::size_t after) {
    for (std::size_t d = 0; d < instance.dimensions(); ++d) {
        const std::int64_t capacity = instance.capacity(route.vehicle(), d);
        if ((load.delivery != nullptr &&
             route.peak_before(after, d) + load.delivery[d] > capacity) ||
            (load.pickup != nullptr && route.peak_after(after, d) + load.pickup[d] > capacity)) {
            return false;
        }
    }
    return true;
}

bool room_on_board(
    const Instance& instance, const Route& route, const std::int64_t* amount, std::size_t at) {
    for (std::size_t d = 0; d < instance.dimensions(); ++d) {
        if (route.load(at, d) + amount[d] > instance.capacity(route.vehicle(), d)) {
            return false;
        }
    }
    return true;
}

// All pairs of gaps for one shipment in one route.
class PairSearch {
public:
    PairSearch(const Instance& instance, const Route& route, RequestIndex request)
        : instance_(instance),
          route_(route),
          trial_(instance, route),
          amount_(instance.pickups(request)),
          pick_(new_stop(instance.node(instance.task_node(request)), trial_.ways())),
          drop_(new_stop(instance.node(instance.drop_node(request)), trial_.ways())) {}

    Insertion best() {
        for (std::size_t gap = route_.last_begun(); gap + 1 < route_.size(); ++gap) {
            if (room_on_board(instance_, route_, amount_, gap)) {
                try_pickup(gap);
            }
        }
        return best_;
    }

private:
    // The pickup right after stop `gap`, the delivery in each gap from there on.
    void try_pickup(std::size_t gap) {
        const Stop& before = route_[gap];
        const Node& node = *pick_.node;
        const Seconds setup = before.place == node.place ? 0 : node.setup;
        const Seconds begin = begin_from(node, before.depart + pick_.to[before.place], setup);
        if (begin >= never) {
            return;
        }
        time_ = begin + setup + node.service;
        place_ = node.place;
        together_ = true;
        apart_ = {};
        for (std::size_t position = gap + 1; position < route_.size(); ++position) {
            try_drop(gap, position);
            if (position + 1 == route_.size() || !walk_over(before, position)) {
                return;
            }
        }
    }

    void try_drop(std::size_t gap, std::size_t position) {
        if (!trial_.in_time(drop_, place_, time_, position)) {
            return;
        }
        const Extra extra = together_ ? both_in_one_gap(gap, position) : drop_alone(position);
        if (extra.travel > Grid::reachable_max || !trial_.within_limits(extra)) {
            return;
        }
        const std::int64_t cost = extra.cost + trial_.fixed();
        if (cost < best_.cost) {
            best_ = {
                cost, static_cast<std::uint16_t>(gap + 1), static_cast<std::uint16_t>(position)};
        }
    }

    [[nodiscard]] Extra both_in_one_gap(std::size_t gap, std::size_t position) const {
        const Stop& before = route_[gap];
        const Stop& next = route_[trial_.after_breaks(position)];
        Stop at_drop;
        at_drop.place = drop_.node->place;
        Extra extra;
        trial_.add_detour(extra, pick_, before.place, at_drop);
        Stop at_pick;
        at_pick.place = pick_.node->place;
        add_tail(extra, at_pick, next);
        trial_.take_leg(extra, next);
        if (trial_.fleet().limited) {
            trial_.take_limited(extra, before.place, next);
        }
        return extra;
    }

    // From the pickup's neighbour by the delivery to `next`, where the way between the two is
    // already counted.
    void add_tail(Extra& extra, const Stop& before, const Stop& next) const {
        Extra tail;
        trial_.add_detour(tail, drop_, before.place, next);
        const PlaceIndex from = before.place;
        extra.travel += tail.travel - drop_.to[from];
        extra.cost += tail.cost - trial_.ways().cost(from, drop_.node->place);
        extra.distance +=
            tail.distance - (drop_.distance_to == nullptr ? 0 : drop_.distance_to[from]);
        extra.work += tail.work;
    }

    [[nodiscard]] Extra drop_alone(std::size_t position) const {
        const Stop& next = route_[trial_.after_breaks(position)];
        Extra extra = apart_;
        trial_.add_detour(extra, drop_, place_, next);
        trial_.take_leg(extra, next);
        if (trial_.fleet().limited) {
            trial_.take_limited(extra, place_, next);
        }
        return extra;
    }

    // Goes on past the stop at `position` with the shipment on board. False: no further.
    bool walk_over(const Stop& before, std::size_t position) {
        const Stop& stop = route_[position];
        const Node& node = instance_.node(stop.node);
        if (!room_on_board(instance_, route_, amount_, position)) {
            return false;
        }
        if (stop.is_break) {
            time_ = trial_.through_breaks(time_, position, position + 1);
            return time_ < never;
        }
        const std::int32_t way = trial_.ways().durations->at(place_, stop.place);
        const bool same = place_ == stop.place;
        const Seconds arrival = time_ + way;
        if (way > Grid::reachable_max || arrival > (same ? stop.late_same : stop.late)) {
            return false;
        }
        const Seconds setup = same ? 0 : node.setup;
        time_ = begin_from(node, arrival, setup) + setup + node.service;
        if (together_) {
            count_pickup(before, stop);
        }
        place_ = stop.place;
        return time_ < never;
    }

    void count_pickup(const Stop& before, const Stop& next) {
        together_ = false;
        trial_.add_detour(apart_, pick_, before.place, next);
        trial_.take_leg(apart_, next);
        if (trial_.fleet().limited) {
            trial_.take_limited(apart_, before.place, next);
        }
    }

    const Instance& instance_;
    const Route& route_;
    Trial trial_;
    const std::int64_t* amount_;
    NewStop pick_;
    NewStop drop_;
    Insertion best_;
    Seconds time_ = 0;      // where the walk is: left when,
    PlaceIndex place_ = 0;  // left where,
    bool together_ = true;  // no stop but breaks since the pickup
    Extra apart_;           // what the pickup costs, once a stop came between
};

}  // namespace

NewStop new_stop(const Node& node, const Ways& ways) {
    NewStop stop{&node, ways.durations->to(node.place), ways.durations->from(node.place)};
    if (ways.other != nullptr) {
        stop.other_to = ways.other->to(node.place);
        stop.other_from = ways.other->from(node.place);
    }
    if (ways.distances != nullptr) {
        stop.distance_to = ways.distances->to(node.place);
        stop.distance_from = ways.distances->from(node.place);
    }
    return stop;
}

Insertion best_gap(
    const Instance& instance,
    const Route& route,
    const NewStop& stop,
    const NewLoad& load,
    std::int64_t limit) {
    const Trial trial(instance, route);
    if (static_cast<std::int64_t>(route.tasks()) >= trial.fleet().tasks_max) {
        return {};
    }
    Insertion best{limit, 0, 0};
    std::int64_t dearer = Insertion::impossible;  // the least of what costs too much
    const Seconds last = stop.node->windows.back().end;
    for (std::size_t gap = route.last_begun(); gap + 1 < route.size(); ++gap) {
        const Stop& before = route[gap];
        if (before.depart > last) {
            break;
        }
        const Stop& next = route[trial.after_breaks(gap + 1)];
        const std::int64_t cost = trial.detour_cost(stop, before.place, next);
        if (cost >= best.cost) {
            dearer = cost < dearer ? cost : dearer;
        } else if (
            trial.allows_detour(stop, before.place, next) &&
            trial.in_time(stop, before.place, before.depart, gap + 1) &&
            room_for_job(instance, route, load, gap)) {
            best = {cost, static_cast<std::uint16_t>(gap + 1), 0};
        }
    }
    return best.possible() ? best : Insertion{dearer, 0, 0};
}

Insertion best_pair(const Instance& instance, const Route& route, RequestIndex request) {
    const Fleet& fleet = instance.fleet(route.vehicle());
    const bool room = static_cast<std::int64_t>(route.tasks()) + 2 <= fleet.tasks_max;
    return room ? PairSearch(instance, route, request).best() : Insertion{};
}

Insertion best_insertion(const Instance& instance, const Route& route, RequestIndex request) {
    if (instance.is_shipment(request)) {
        return best_pair(instance, route, request);
    }
    const NewLoad load{instance.deliveries(request), instance.pickups(request)};
    const Node& node = instance.node(instance.task_node(request));
    return best_gap(instance, route, new_stop(node, instance.ways(route.vehicle())), load);
}

void insert(const Instance& instance, Route& route, RequestIndex request, Insertion insertion) {
    MUST(insertion.possible());
    if (instance.is_shipment(request)) {
        route.insert(insertion.second, instance.drop_node(request));
    }
    route.insert(insertion.first, instance.task_node(request));
    MUST(route.refresh());
}

}  // namespace shouxin::dispatch::visits
