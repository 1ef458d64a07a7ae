#include "dispatch/visits/insertion.h"

#include "base/must.h"
#include "dispatch/visits/trial.h"

#include <cstddef>

namespace shouxin::dispatch::visits {
namespace {

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
