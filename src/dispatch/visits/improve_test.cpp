#include "dispatch/visits/improve.h"

#include "dispatch/visits/check_plan.h"
#include "dispatch/visits/checker_test.h"
#include "dispatch/visits/made_problem_test.h"
#include "dispatch/visits/route.h"
#include "dispatch/visits/schedule.h"
#include "dispatch/visits/straight_line.h"
#include "dispatch/visits/write_solution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace shouxin::dispatch::visits {
namespace {

using testing::IsEmpty;

Solved solved(const Instance& instance, std::uint64_t steps, const Plan& start = {}) {
    Budget budget;
    budget.steps_max = steps;
    return solve(instance, start, budget);
}

TEST(Improve, EveryPlanOfEveryKindOfDayKeepsTheContract) {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        Random random(seed);
        const Problem problem = made_problem(seed, anything(random));
        const Instance instance(problem);
        const Solved result = solved(instance, 300);
        const Schedule times = schedule(instance, result.plan);
        ASSERT_THAT(violations(problem, times), IsEmpty()) << "seed " << seed;
        ASSERT_TRUE(check_plan(problem, result.plan)) << "seed " << seed;

        std::int64_t cost = 0;
        for (const TimedRoute& route : times.routes) {
            cost += route.cost;
        }
        ASSERT_EQ(cost, cost_of(problem, times)) << "seed " << seed;
        ASSERT_EQ(result.objective.unserved, times.unserved.size()) << "seed " << seed;
    }
}

TEST(Improve, TheSameStepsGiveTheSameBytesWhateverTheClockSays) {
    const Problem problem = made_problem(7, {.requests = 60, .vehicles = 9});
    const Instance instance(problem);
    Budget slow;
    slow.steps_max = 2000;
    Budget fast = slow;
    std::uint64_t asked = 0;
    fast.spent = [&](const Progress&) {
        ++asked;
        return 0.0;
    };
    const auto text = [&](const Budget& budget) {
        return write_solution(instance, schedule(instance, solve(instance, {}, budget).plan));
    };
    EXPECT_EQ(text(slow), text(fast));
    EXPECT_GT(asked, 100u);
}

TEST(Improve, StopsWithinAFewStepsWhenTold) {
    const Problem problem = made_problem(3, {.requests = 80, .vehicles = 9});
    const Instance instance(problem);
    Budget budget;
    budget.steps_max = 1'000'000'000;
    std::uint64_t looks = 0;
    budget.spent = [&](const Progress&) { return ++looks > 200 ? 1.0 : 0.0; };
    EXPECT_LE(solve(instance, {}, budget).steps, 200u * 8);
}

TEST(Improve, StoppedBeforeItBeganServesNobodyAndSaysSo) {
    const Problem problem = made_problem(3, {.requests = 20, .vehicles = 9});
    const Instance instance(problem);
    Budget budget;
    budget.spent = [](const Progress&) { return 1.0; };
    const Solved result = solve(instance, {}, budget);
    EXPECT_FALSE(result.all_tried);
    const Schedule times = schedule(instance, result.plan, result.all_tried);
    EXPECT_THAT(times.routes, IsEmpty());
    EXPECT_THAT(
        times.unserved,
        testing::Contains(testing::Field(&Unserved::reason, testing::HasSubstr("time limit"))));
}

TEST(Improve, NeverGetsWorseThanThePlanItBeganWith) {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        Random random(seed);
        const Problem problem = made_problem(seed, anything(random));
        const Instance instance(problem);
        const Solved first = solved(instance, 100);
        const Solved second = solved(instance, 50, first.plan);
        ASSERT_LE(second.objective, first.objective) << "seed " << seed;
        ASSERT_THAT(violations(problem, schedule(instance, second.plan)), IsEmpty());
    }
}

// All orders of all subsets on all vehicles, judged by Route: differential against the search.
class Exhaustive {
public:
    explicit Exhaustive(const Instance& instance)
        : instance_(instance), left_(instance.request_count(), true) {
        for (RequestIndex i = 0; i < instance.request_count(); ++i) {
            const Objective loss = instance.loss(i);
            now_.priority_unserved += loss.priority_unserved;
            now_.unserved += loss.unserved;
        }
        best_ = now_;
    }

    Objective best() {
        extend(0, {});
        return best_;
    }

private:
    // Routes of the vehicles before this one are fixed; `visits` is what this one does so far.
    void extend(VehicleIndex vehicle, const VehiclePlan& visits) {
        if (vehicle == instance_.vehicle_count()) {
            best_ = std::min(best_, now_);
            return;
        }
        Route route(instance_, vehicle);
        route.assign(visits);
        if (route.refresh()) {
            now_.cost += route.cost();
            extend(vehicle + 1, {});
            now_.cost -= route.cost();
        }
        for (RequestIndex request = 0; request < left_.size(); ++request) {
            if (left_[request] && std::ranges::count(instance_.candidates(request), vehicle) > 0) {
                with(vehicle, visits, request);
            }
        }
    }

    void with(VehicleIndex vehicle, VehiclePlan visits, RequestIndex request) {
        visits.visits.push_back({Visit::Kind::task, request});
        const Objective loss = instance_.loss(request);
        left_[request] = false;
        now_.priority_unserved -= loss.priority_unserved;
        now_.unserved -= loss.unserved;
        extend(vehicle, visits);
        now_.priority_unserved += loss.priority_unserved;
        now_.unserved += loss.unserved;
        left_[request] = true;
    }

    const Instance& instance_;
    std::vector<bool> left_;
    Objective now_;
    Objective best_;
};

TEST(Improve, FindsTheBestPlanOfTinyDays) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Random random(seed);
        Made made = anything(random);
        made.requests = 5;
        made.vehicles = 2;
        made.shipments = made.breaks = made.loads = false;
        made.one_way = false;  // ways longer than a detour hide plans from insertion
        const Problem problem = made_problem(seed, made);
        const Instance instance(problem);
        const Objective best = Exhaustive(instance).best();
        ASSERT_EQ(solved(instance, 3000).objective, best) << "seed " << seed;
    }
}

// ---- A dispatcher's day, on a line: a place a minute's drive from the next
// -----------------------

class Day {
public:
    Day() {
        for (int minute = 0; minute < 60; ++minute) {
            problem_.places.push_back({});
        }
        Grid ways(60);
        for (std::size_t a = 0; a < 60; ++a) {
            for (std::size_t b = 0; b < 60; ++b) {
                ways.set(a, b, 60 * static_cast<std::int32_t>(a < b ? b - a : a - b));
            }
        }
        ways.finish();
        problem_.profiles.push_back({"car", ways, {}, {}});
    }

    Vehicle& technician(std::uint64_t id, PlaceIndex home, Window shift = {0, 36000}) {
        Vehicle& vehicle = problem_.vehicles.emplace_back();
        vehicle.id = id;
        vehicle.start = vehicle.end = home;
        vehicle.shift = shift;
        return vehicle;
    }

    Request& job(std::uint64_t id, PlaceIndex place, Window window = {}, Seconds service = 600) {
        Request& request = problem_.requests.emplace_back();
        request.task.id = id;
        request.task.place = place;
        request.task.service = service;
        request.task.windows = {window};
        return request;
    }

    Schedule planned(const Plan& start = {}) {
        const Instance instance(problem_);
        plan_ = solved(instance, 500, start).plan;
        const Schedule times = schedule(instance, plan_);
        EXPECT_THAT(violations(problem_, times), IsEmpty());
        return times;
    }

    [[nodiscard]] std::vector<std::uint64_t> served_by(const Schedule& times, VehicleIndex who) {
        std::vector<std::uint64_t> ids;
        for (const TimedRoute& route : times.routes) {
            for (const TimedStep& step : route.steps) {
                if (route.vehicle == who && step.kind == TimedStep::Kind::job) {
                    ids.push_back(problem_.requests[step.index].task.id);
                }
            }
        }
        return ids;
    }

    Problem problem_;
    Plan plan_;
};

using Ids = std::vector<std::uint64_t>;

TEST(DispatchersDay, EachTechnicianServesWhatIsNear) {
    Day day;
    day.technician(1, 0);
    day.technician(2, 50);
    day.job(11, 5);
    day.job(12, 10);
    day.job(13, 45);
    const Schedule times = day.planned();
    EXPECT_THAT(day.served_by(times, 0), testing::UnorderedElementsAre(11, 12));
    EXPECT_EQ(day.served_by(times, 1), Ids{13});
}

TEST(DispatchersDay, AWindowIsKeptToTheSecondAtBothEnds) {
    Day day;
    day.technician(1, 0);
    day.job(11, 10, {600, 600});  // exactly when one can be there
    EXPECT_EQ(day.served_by(day.planned(), 0), Ids{11});
    day.problem_.requests[0].task.windows = {{0, 599}};
    const Schedule late = day.planned();
    ASSERT_EQ(late.unserved.size(), 1u);
    EXPECT_THAT(late.unserved[0].reason, testing::HasSubstr("no time window can be reached"));
}

TEST(DispatchersDay, SetupIsSkippedNextDoor) {
    Day day;
    day.technician(1, 0);
    day.job(11, 10).task.setup = 300;
    day.job(12, 10).task.setup = 300;
    const Schedule times = day.planned();
    EXPECT_EQ(times.routes[0].setup, 300);
}

TEST(DispatchersDay, TheMoreImportantIsServedWhereOnlyOneCanBe) {
    Day day;
    day.technician(1, 0, {0, 3000});
    day.job(11, 10, {600, 900});
    day.job(12, 20, {600, 1200}).priority = 5;
    const Schedule times = day.planned();
    EXPECT_EQ(day.served_by(times, 0), Ids{12});
    ASSERT_EQ(times.unserved.size(), 1u);
    EXPECT_THAT(times.unserved[0].reason, testing::HasSubstr("no gap left"));
}

TEST(DispatchersDay, WhatWasPromisedIsServedBeforeAnyPriority) {
    Day day;
    day.technician(1, 0, {0, 3000});
    day.job(11, 10, {600, 900}).promised = true;
    day.job(12, 20, {600, 1200}).priority = 100;
    EXPECT_EQ(day.served_by(day.planned(), 0), Ids{11});
}

TEST(DispatchersDay, WhatHasBegunStaysWhereItIs) {
    Day day;
    day.technician(1, 0);
    day.technician(2, 50);
    day.job(11, 48);  // far for the first, who is there nevertheless
    day.job(12, 47);
    Plan begun(2);
    begun[0].visits = {{Visit::Kind::task, 0}};
    begun[0].begun = {4000};
    const Schedule times = day.planned(begun);
    EXPECT_EQ(day.served_by(times, 0).front(), 11u);
    EXPECT_EQ(times.routes[0].steps[1].arrival + times.routes[0].steps[1].waiting, 4000);
    EXPECT_EQ(day.served_by(times, 0).size() + day.served_by(times, 1).size(), 2u);
}

TEST(DispatchersDay, TimeKeptFreeForUrgentJobsStaysFree) {
    Day day;
    day.technician(1, 0).busy_max = 2000;
    day.job(11, 5);
    day.job(12, 6);
    EXPECT_EQ(day.served_by(day.planned(), 0).size(), 2u);  // 720 of travel, 1200 of work
    day.job(13, 7);
    EXPECT_EQ(day.planned().unserved.size(), 1u);
}

TEST(DispatchersDay, LunchIsTakenInItsWindow) {
    Day day;
    day.technician(1, 0).breaks = {{1, "lunch", 1800, {{3000, 4000}}}};
    for (std::uint64_t id = 11; id < 20; ++id) {
        day.job(id, 10);
    }
    const Schedule times = day.planned();
    EXPECT_THAT(times.unserved, IsEmpty());
}

TEST(DispatchersDay, EachReasonIsSaid) {
    Day day;
    Vehicle& technician = day.technician(1, 0, {0, 3000});
    technician.skills = {1};
    technician.capacity = {2};
    day.job(11, 1).skills = {7};
    day.job(12, 1).delivery = {3};
    day.job(13, 1, {4000, 5000});
    day.job(14, 55);
    for (auto& request : day.problem_.requests) {
        request.delivery.resize(1, 0);
    }
    const Schedule times = day.planned();
    ASSERT_EQ(times.unserved.size(), 4u);
    EXPECT_EQ(times.unserved[0].reason, "no vehicle has the skill 7");
    EXPECT_THAT(times.unserved[1].reason, testing::HasSubstr("capacity"));
    EXPECT_THAT(times.unserved[2].reason, testing::HasSubstr("works in its time windows"));
    EXPECT_THAT(times.unserved[3].reason, testing::HasSubstr("no time window can be reached"));
}

TEST(CheckPlan, RefusesWhatIsNoPlan) {
    Day day;
    day.technician(1, 0);
    day.job(11, 1);
    Plan twice(1);
    twice[0].visits = {{Visit::Kind::task, 0}, {Visit::Kind::task, 0}};
    EXPECT_FALSE(check_plan(day.problem_, twice));
    Plan nobody(1);
    nobody[0].visits = {{Visit::Kind::task, 9}};
    EXPECT_FALSE(check_plan(day.problem_, nobody));
    EXPECT_FALSE(check_plan(day.problem_, {}));
    EXPECT_TRUE(check_plan(day.problem_, Plan(1)));
}

}  // namespace
}  // namespace shouxin::dispatch::visits
