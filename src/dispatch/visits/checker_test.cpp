#include "dispatch/visits/checker_test.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace shouxin::dispatch::visits {
namespace {

using Kind = TimedStep::Kind;

struct Walk {
    Seconds time = 0;
    std::optional<PlaceIndex> place;
    Seconds travel = 0;
    std::int64_t distance = 0;
    std::int64_t busy = 0;
    Amount load;
    std::set<RequestIndex> on_board;
    std::size_t tasks = 0;
    std::size_t breaks = 0;
};

class Checker {
public:
    Checker(const Problem& problem, const Schedule& schedule)
        : problem_(problem), schedule_(schedule) {}

    std::vector<std::string> found() {
        std::set<VehicleIndex> out;
        for (const TimedRoute& route : schedule_.routes) {
            expect(out.insert(route.vehicle).second, "a vehicle goes out twice");
            check_route(route);
        }
        for (const Unserved& one : schedule_.unserved) {
            expect(!one.reason.empty(), "no reason");
            expect(served_.insert({one.request, false}).second, "unserved, yet served");
        }
        expect(served_.size() == problem_.requests.size(), "a request is nowhere");
        return std::move(wrong_);
    }

private:
    template <class... Args>
    void expect(bool holds, fmt::format_string<Args...> text, Args&&... args) {
        if (!holds) {
            wrong_.push_back(
                fmt::format("vehicle {}: ", id_) + fmt::format(text, std::forward<Args>(args)...));
        }
    }

    static std::int64_t at(const Amount& amount, std::size_t d) {
        return d < amount.size() ? amount[d] : 0;
    }

    [[nodiscard]] std::int64_t duration(
        const Vehicle& vehicle, std::optional<PlaceIndex> from, PlaceIndex to) {
        if (!from) {
            return 0;
        }
        const std::int32_t way = problem_.profiles[vehicle.profile].durations.at(*from, to);
        expect(way < Grid::unreachable, "there is no way from {} to {}", *from, to);
        return vehicle.speed_factor == 1
                   ? way
                   : std::llround(static_cast<double>(way) / vehicle.speed_factor);
    }

    void check_route(const TimedRoute& route) {
        const Vehicle& vehicle = problem_.vehicles[route.vehicle];
        id_ = vehicle.id;
        Walk walk;
        walk.load.assign(dimensions_max, 0);
        for (const TimedStep& step : route.steps) {
            if (step.kind == Kind::job) {
                for (std::size_t d = 0; d < dimensions_max; ++d) {
                    walk.load[d] += at(problem_.requests[step.index].delivery, d);
                }
            }
        }
        walk.time = route.steps.front().arrival;
        expect(walk.time >= vehicle.shift.start, "begins before its shift");
        check_load(vehicle, walk);
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            check_step(vehicle, route.steps[i], i == 0, walk);
        }
        expect(walk.time <= vehicle.shift.end, "ends at {}, after its shift", walk.time);
        expect(vehicle.start.has_value() == (route.steps.front().kind == Kind::start), "start");
        expect(vehicle.end.has_value() == (route.steps.back().kind == Kind::end), "end");
        expect(walk.on_board.empty(), "comes home with a shipment");
        expect(walk.breaks == vehicle.breaks.size(), "lacks a break");
        expect(walk.tasks > 0, "goes out for nothing");
        expect(
            static_cast<std::int64_t>(walk.tasks) <= vehicle.tasks_max.value_or(1 << 30), "tasks");
        expect(walk.travel <= vehicle.travel_max.value_or(forever), "travels too long");
        expect(walk.distance <= vehicle.distance_max.value_or(forever), "travels too far");
        expect(
            walk.busy + walk.travel <= vehicle.busy_max.value_or(forever), "nothing is kept free");
    }

    void check_step(const Vehicle& vehicle, const TimedStep& step, bool first, Walk& walk) {
        if (step.kind == Kind::pause) {
            check_break(vehicle, step, walk);
            return;
        }
        if (!step.place) {
            expect(false, "a step without place");
            return;
        }
        move_to(vehicle, step, walk);
        expect(first || step.arrival == walk.time, "arrival {} is not {}", step.arrival, walk.time);
        expect(step.travelled == walk.travel, "duration {}", step.travelled);
        expect(step.waiting >= 0, "negative waiting");
        if (step.kind == Kind::start || step.kind == Kind::end) {
            expect(step.place == (step.kind == Kind::start ? vehicle.start : vehicle.end), "home");
            expect(step.setup + step.service + step.waiting == 0, "works at home");
        } else {
            check_task(vehicle, step, walk);
        }
        walk.place = *step.place;
    }

    void move_to(const Vehicle& vehicle, const TimedStep& step, Walk& walk) {
        const Seconds way = duration(vehicle, walk.place, *step.place);
        walk.time += way;
        walk.travel += way;
        const Grid& distances = problem_.profiles[vehicle.profile].distances;
        walk.distance +=
            walk.place && !distances.empty() ? distances.at(*walk.place, *step.place) : 0;
    }

    void check_task(const Vehicle& vehicle, const TimedStep& step, Walk& walk) {
        const Request& request = problem_.requests[step.index];
        const bool drop = step.kind == Kind::delivery;
        const Task& task = drop ? *request.drop : request.task;
        expect(request.drop.has_value() == (step.kind != Kind::job), "kind");
        expect(step.place == task.place, "serves {} elsewhere", task.id);
        const Seconds setup = walk.place == task.place ? 0 : task.setup;
        expect(step.setup == setup && step.service == task.service, "work of {}", task.id);
        const Seconds begin = step.arrival + step.waiting + setup;
        expect(
            std::ranges::any_of(
                task.windows, [&](auto& w) { return w.start <= begin && begin <= w.end; }),
            "{} is served at {}, outside its windows",
            task.id,
            begin);
        expect(std::ranges::includes(vehicle.skills, request.skills), "no skill for {}", task.id);
        if (drop) {
            expect(walk.on_board.erase(step.index) == 1, "delivers {} unpicked", task.id);
        } else {
            expect(served_.insert({step.index, true}).second, "{} is served twice", task.id);
            if (request.drop) {
                walk.on_board.insert(step.index);
            }
        }
        for (std::size_t d = 0; d < dimensions_max; ++d) {
            walk.load[d] += (drop ? -1 : 1) * at(request.pickup, d) -
                            (request.drop ? 0 : at(request.delivery, d));
        }
        check_load(vehicle, walk);
        walk.time = begin + task.service;
        walk.busy += setup + task.service;
        ++walk.tasks;
    }

    void check_break(const Vehicle& vehicle, const TimedStep& step, Walk& walk) {
        expect(step.index == walk.breaks, "breaks out of order");
        if (step.index >= vehicle.breaks.size()) {
            return;
        }
        const Break& pause = vehicle.breaks[step.index];
        if (walk.place) {
            expect(step.arrival == walk.time, "a break begins at {}", step.arrival);
        }
        const Seconds begin = step.arrival + step.waiting;
        expect(
            step.waiting >= 0 &&
                std::ranges::any_of(
                    pause.windows, [&](auto& w) { return w.start <= begin && begin <= w.end; }),
            "break {} at {} is outside its windows",
            pause.id,
            begin);
        expect(step.travelled == walk.travel && step.service == pause.service, "break");
        walk.time = begin + pause.service;
        walk.busy += pause.service;
        ++walk.breaks;
    }

    void check_load(const Vehicle& vehicle, const Walk& walk) {
        for (std::size_t d = 0; d < dimensions_max; ++d) {
            expect(
                walk.load[d] >= 0 && walk.load[d] <= at(vehicle.capacity, d),
                "load {} of {}",
                walk.load[d],
                at(vehicle.capacity, d));
        }
    }

    const Problem& problem_;
    const Schedule& schedule_;
    std::uint64_t id_ = 0;
    std::map<RequestIndex, bool> served_;
    std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> violations(const Problem& problem, const Schedule& schedule) {
    return Checker(problem, schedule).found();
}

std::int64_t cost_of(const Problem& problem, const Schedule& schedule) {
    std::int64_t cost = 0;
    for (const TimedRoute& route : schedule.routes) {
        const Vehicle& vehicle = problem.vehicles[route.vehicle];
        const Profile& profile = problem.profiles[vehicle.profile];
        long double exact = static_cast<long double>(vehicle.costs.fixed);
        std::optional<PlaceIndex> before;
        for (const TimedStep& step : route.steps) {
            if (step.place && before && !profile.costs.empty()) {
                exact += profile.costs.at(*before, *step.place);
            }
            before = step.place ? step.place : before;
        }
        if (profile.costs.empty()) {
            const TimedStep& last = route.steps.back();
            exact += static_cast<long double>(last.travelled * vehicle.costs.per_hour) / 3600;
            exact += static_cast<long double>(last.distance * vehicle.costs.per_km) / 1000;
        }
        cost += static_cast<std::int64_t>(std::floor(exact + 0.5L));
    }
    return cost;
}

}  // namespace shouxin::dispatch::visits
