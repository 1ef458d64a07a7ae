#include "dispatch/visits/insertion.h"
#include "dispatch/visits/trial.h"

#include <cstddef>

namespace shouxin::dispatch::visits {
namespace {

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

Insertion best_pair(const Instance& instance, const Route& route, RequestIndex request) {
    const Fleet& fleet = instance.fleet(route.vehicle());
    const bool room = static_cast<std::int64_t>(route.tasks()) + 2 <= fleet.tasks_max;
    return room ? PairSearch(instance, route, request).best() : Insertion{};
}

}  // namespace shouxin::dispatch::visits
