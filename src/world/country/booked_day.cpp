#include "world/country/booked_day.h"

#include "dispatch/visits/improve.h"
#include "dispatch/visits/instance.h"
#include "dispatch/visits/schedule.h"
#include "dispatch/visits/straight_line.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace shouxin::world::country {

namespace {

namespace visits = dispatch::visits;
using visits::Seconds;

constexpr double jobs_an_area = 120;
constexpr double skill_chance = 0.6;       // of each trade, for those who do rounds
constexpr std::uint64_t steps_a_job = 20;  // of ruin and recreate
constexpr Seconds grace_s = 600;           // beyond the slot: still kept

Seconds in_seconds(Millis millis) {
    return millis / second;
}

WeightedPick booked_trades() {
    std::array<double, trades.size()> weights{};
    for (std::size_t i = 0; i < trades.size(); ++i) {
        weights[i] = trades[i].share * (1 - trades[i].urgent_share);
    }
    return WeightedPick(weights);
}

class Area {
public:
    Area(const Territory& territory, std::size_t neighbourhood, Random random)
        : territory_(territory),
          neighbourhood_(neighbourhood),
          random_(random),
          pick_trade_(booked_trades()),
          pick_slot_(slot_wanted) {}

    void play(double jobs, Millis until, CityTally& tally) {
        book(static_cast<std::size_t>(random_.poisson(jobs)), tally);
        if (problem_.requests.empty()) {
            return;
        }
        problem_.profiles.push_back(visits::straight_lines(problem_.places, speed_kmh / detour));
        const visits::Instance instance(problem_);
        visits::Budget budget;
        budget.steps_max = steps_a_job * problem_.requests.size();
        const visits::Solved solved = visits::solve(instance, {}, budget);
        const visits::Schedule schedule = visits::schedule(instance, solved.plan, solved.all_tried);
        for (const visits::TimedRoute& route : schedule.routes) {
            drive(route, in_seconds(until), tally);
        }
        for (const visits::Unserved& unserved : schedule.unserved) {
            --slot_of(unserved.request, tally).promised;  // told so when it asked
        }
        tally.technicians += problem_.vehicles.size();
    }

private:
    visits::PlaceIndex place() {
        const dispatch::Place at = territory_.draw_near(neighbourhood_, random_);
        problem_.places.push_back({visits::Position{at.longitude(), at.latitude()}, {}});
        return static_cast<visits::PlaceIndex>(problem_.places.size() - 1);
    }

    void book(std::size_t jobs, CityTally& tally) {
        for (std::size_t i = 0; i < jobs; ++i) {
            const std::size_t trade = pick_trade_(random_);
            const Millis slot = slots[pick_slot_(random_)];
            visits::Request request;
            request.task.id = i + 1;
            request.task.place = place();
            request.task.service = static_cast<Seconds>(trades[trade].service_min * 60);
            request.task.windows = {{in_seconds(slot), in_seconds(slot + slot_length)}};
            request.skills = {static_cast<std::uint32_t>(trade)};
            problem_.requests.push_back(std::move(request));
            BookedTally& told = tally.booked[hour_of(slot)];
            ++told.jobs;
            ++told.promised;
        }
        const double technicians = std::ceil(static_cast<double>(jobs) / jobs_a_round);
        for (double i = 0; i < technicians; ++i) {
            problem_.vehicles.push_back(technician());
        }
    }

    // Half of them begin early.
    visits::Vehicle technician() {
        visits::Vehicle vehicle;
        vehicle.id = problem_.vehicles.size() + 1;
        vehicle.start = vehicle.end = place();
        const bool early = vehicle.id % 2 == 0;
        constexpr Millis long_shift = 9 * hour + 30 * minute;
        vehicle.shift =
            early ? visits::Window{in_seconds(booked_from), in_seconds(booked_from + long_shift)}
                  : visits::Window{
                        in_seconds(booked_to + hour - long_shift), in_seconds(booked_to + hour)};
        for (std::uint32_t trade = 0; trade < trades.size(); ++trade) {
            if (random_.chance(skill_chance)) {
                vehicle.skills.push_back(trade);
            }
        }
        return vehicle;
    }

    BookedTally& slot_of(visits::RequestIndex request, CityTally& tally) const {
        const Seconds start = problem_.requests[request].task.windows.front().start;
        return tally.booked[hour_of(start * second)];
    }

    void drive(const visits::TimedRoute& route, Seconds until, CityTally& tally) {
        Seconds now = route.steps.front().arrival;
        Seconds travelled = 0;
        for (const visits::TimedStep& step : route.steps) {
            const auto leg = static_cast<double>(step.travelled - travelled);
            const double traffic = traffic_by_hour[hour_of(now * second)];
            now += static_cast<Seconds>(leg * traffic * random_.lognormal(1.0, travel_sigma));
            travelled = step.travelled;
            if (step.kind == visits::TimedStep::Kind::job) {
                now = visit(step.index, now, until, tally);
            }
        }
    }

    // When it is over.
    Seconds visit(visits::RequestIndex request, Seconds arrival, Seconds until, CityTally& tally) {
        const visits::Task& task = problem_.requests[request].task;
        const Seconds begin = std::max(arrival, task.windows.front().start);
        const bool home = !random_.chance(not_at_home);
        const double work = random_.lognormal(static_cast<double>(task.service), service_sigma);
        if (begin < until) {
            BookedTally& told = slot_of(request, tally);
            ++told.visited;
            told.kept += begin <= task.windows.front().end + grace_s ? 1 : 0;
            told.nobody_home += home ? 0 : 1;
        }
        return begin + (home ? static_cast<Seconds>(work) : in_seconds(gives_up_after));
    }

    const Territory& territory_;
    std::size_t neighbourhood_;
    Random random_;
    WeightedPick pick_trade_;
    WeightedPick pick_slot_;
    visits::Problem problem_;
};

}  // namespace

void play_booked_day(
    const Territory& territory, const BookedDemand& demand, Random random, CityTally& tally) {
    const auto areas = static_cast<std::size_t>(std::ceil(demand.jobs / jobs_an_area));
    for (std::size_t area = 0; area < areas; ++area) {
        Area(territory, area % territory.neighbourhoods(), random.fork(area))
            .play(demand.jobs / static_cast<double>(areas), demand.until, tally);
    }
}

}  // namespace shouxin::world::country
