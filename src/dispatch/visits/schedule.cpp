#include "dispatch/visits/schedule.h"

#include "dispatch/visits/route.h"
#include "dispatch/visits/why_unserved.h"

#include <algorithm>
#include <utility>

namespace shouxin::dispatch::visits {
namespace {

class Timetable {
public:
    Timetable(const Instance& instance, const Route& route, const VehiclePlan& plan)
        : instance_(instance), route_(route), plan_(plan), fleet_(instance.fleet(route.vehicle())) {
        timed_.vehicle = route.vehicle();
        timed_.cost = (route.cost() + instance.cost_unit() / 2) / instance.cost_unit();
        timed_.delivery.assign(instance.dimensions(), 0);
        timed_.pickup.assign(instance.dimensions(), 0);
    }

    TimedRoute made() {
        for (std::size_t i = 0; i < route_.size(); ++i) {
            travelled_ += route_[i].leg;
            distance_ += distance_to(i);
            if (route_[i].node == no_node) {
                put_end(i);
            } else {
                put_stop(i);
            }
        }
        leave_later();
        return std::move(timed_);
    }

private:
    [[nodiscard]] std::int64_t distance_to(std::size_t i) const {
        const Grid* const distances = instance_.ways(route_.vehicle()).distances;
        return i == 0 || distances == nullptr || route_[i].is_break
                   ? 0
                   : distances->at(route_[i - 1].place, route_[i].place);
    }

    TimedStep& put(std::size_t i) {
        TimedStep& step = timed_.steps.emplace_back();
        step.travelled = travelled_;
        step.distance = distance_;
        for (std::size_t d = 0; d < instance_.dimensions(); ++d) {
            step.load.push_back(route_.load(i, d));
        }
        return step;
    }

    void put_end(std::size_t i) {
        const bool first = i == 0;
        if (route_[i].place == instance_.nowhere()) {
            return;
        }
        TimedStep& step = put(i);
        step.kind = first ? TimedStep::Kind::start : TimedStep::Kind::end;
        step.place = route_[i].place;
        step.arrival = route_[i].depart;
    }

    void put_stop(std::size_t i) {
        const Node& node = instance_.node(route_[i].node);
        const Visit& visit = plan_.visits[i - 1];
        TimedStep& step = put(i);
        step.index = visit.index;
        step.setup = route_[i].place == route_[i - 1].place ? 0 : node.setup;
        step.service = node.service;
        step.arrival = route_[i - 1].depart + route_[i].leg;
        step.waiting = route_[i].depart - step.setup - step.service - step.arrival;
        if (node.is_break) {
            step.kind = TimedStep::Kind::pause;
        } else {
            const Request& request = instance_.problem().requests[visit.index];
            step.place = node.place;
            step.kind = node.is_drop   ? TimedStep::Kind::delivery
                        : request.drop ? TimedStep::Kind::pickup
                                       : TimedStep::Kind::job;
            count(request, node, visit.index);
        }
        timed_.setup += step.setup;
        timed_.service += step.service;
        timed_.waiting += step.waiting;
    }

    void count(const Request& request, const Node& node, RequestIndex index) {
        if (node.is_drop) {
            return;
        }
        timed_.priority += request.priority;
        for (std::size_t d = 0; d < instance_.dimensions(); ++d) {
            const std::int64_t picked = instance_.pickup(index, d);
            timed_.pickup[d] += picked;
            timed_.delivery[d] += request.drop ? picked : instance_.delivery(index, d);
        }
    }

    // The time that would be waited at the first stop is spent at the start.
    void leave_later() {
        const bool has_start = timed_.steps.front().kind == TimedStep::Kind::start;
        TimedStep& first = timed_.steps[has_start ? 1 : 0];
        if (!plan_.begun.empty() || first.waiting <= 0) {
            return;
        }
        timed_.waiting -= first.waiting;
        first.arrival += first.waiting;
        if (has_start) {
            timed_.steps.front().arrival += first.waiting;
        }
        first.waiting = 0;
    }

    const Instance& instance_;
    const Route& route_;
    const VehiclePlan& plan_;
    const Fleet& fleet_;
    TimedRoute timed_;
    Seconds travelled_ = 0;
    std::int64_t distance_ = 0;
};

}  // namespace

std::string_view word_for(TimedStep::Kind kind) {
    switch (kind) {
        case TimedStep::Kind::start:
            return "start";
        case TimedStep::Kind::job:
            return "job";
        case TimedStep::Kind::pickup:
            return "pickup";
        case TimedStep::Kind::delivery:
            return "delivery";
        case TimedStep::Kind::pause:
            return "break";
        case TimedStep::Kind::end:
            break;
    }
    return "end";
}

Schedule schedule(const Instance& instance, const Plan& plan, bool all_tried) {
    Schedule result;
    std::vector<Route> routes;
    std::vector<bool> served(instance.request_count());
    for (VehicleIndex vehicle = 0; vehicle < instance.vehicle_count(); ++vehicle) {
        Route& route = routes.emplace_back(instance, vehicle);
        if (plan[vehicle].visits.empty()) {
            continue;
        }
        route.assign(plan[vehicle]);
        static_cast<void>(route.refresh());  // what has begun may break rules
        result.routes.push_back(Timetable(instance, route, plan[vehicle]).made());
        for (const Visit& visit : plan[vehicle].visits) {
            if (visit.kind != Visit::Kind::pause) {
                served[visit.index] = true;
            }
        }
    }
    const WhyUnserved why(instance, routes, all_tried);
    for (RequestIndex request = 0; request < instance.request_count(); ++request) {
        if (!served[request]) {
            result.unserved.push_back({request, why(request)});
        }
    }
    return result;
}

}  // namespace shouxin::dispatch::visits
