#include "dispatch/visits/slots.h"

#include "dispatch/visits/checker_test.h"
#include "dispatch/visits/improve.h"
#include "dispatch/visits/made_problem_test.h"
#include "dispatch/visits/roster.h"
#include "dispatch/visits/schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace shouxin::dispatch::visits {
namespace {

Plan planned(const Problem& problem, std::uint64_t steps = 200) {
    const Instance instance(problem);
    Budget budget;
    budget.steps_max = steps;
    return solve(instance, {}, budget).plan;
}

// The same question asked the long way: with the job in the problem, in every gap of every route.
std::int64_t by_trying(Problem problem, const Plan& plan, const Inquiry& inquiry, Window window) {
    Request& request = problem.requests.emplace_back();
    request.task = inquiry.task;
    request.task.windows = {window};
    const auto last = static_cast<RequestIndex>(problem.requests.size() - 1);
    const Instance instance(problem);
    std::int64_t best = Insertion::impossible;
    for (VehicleIndex vehicle = 0; vehicle < plan.size(); ++vehicle) {
        Route before(instance, vehicle);
        VehiclePlan visits = plan[vehicle];
        for (std::uint32_t i = 0; visits.visits.empty() && i < instance.fleet(vehicle).breaks;
             ++i) {
            visits.visits.push_back({Visit::Kind::pause, i});
        }
        before.assign(visits);
        static_cast<void>(before.refresh());
        for (std::size_t gap = 0; gap <= visits.visits.size(); ++gap) {
            VehiclePlan longer = visits;
            longer.visits.insert(
                longer.visits.begin() + static_cast<std::ptrdiff_t>(gap),
                {Visit::Kind::task, last});
            Route after(instance, vehicle);
            after.assign(longer);
            if (after.refresh()) {
                best = std::min(best, after.cost() - before.cost());
            }
        }
    }
    return best;
}

TEST(Slots, QuoteWhatTryingEveryGapGives) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Made made{.requests = 25, .vehicles = 5, .breaks = seed % 2 == 0};
        made.limits = seed % 3 == 0;
        const Problem problem = made_problem(seed, made);
        const Plan plan = planned(problem);
        const Instance instance(problem);
        const SlotQuoter quoter(instance, plan);
        Inquiry inquiry;
        inquiry.task.place = static_cast<PlaceIndex>(seed % problem.places.size());
        inquiry.task.service = 1800;
        inquiry.task.setup = 300;
        const std::vector<Window> windows = {{32400, 36000}, {46800, 50400}, {61200, 64800}};
        const std::vector<Quote> quotes = quoter.quote(inquiry, windows);
        for (std::size_t i = 0; i < windows.size(); ++i) {
            const std::int64_t expected = by_trying(problem, plan, inquiry, windows[i]);
            ASSERT_EQ(quotes[i].possible, expected != Insertion::impossible) << seed << " " << i;
            if (quotes[i].possible) {
                ASSERT_EQ(quotes[i].cost, expected) << seed << " " << i;
                ASSERT_GE(quotes[i].begin + 300, windows[i].start);
                ASSERT_LE(quotes[i].begin, windows[i].end);
            }
        }
    }
}

TEST(Slots, ANewPlaceIsQuotedLikeAKnownOne) {
    const Problem problem = made_problem(4, {.requests = 30, .vehicles = 6});
    const Instance instance(problem);
    const Plan plan = planned(problem);
    const SlotQuoter quoter(instance, plan);
    Inquiry known;
    known.task.place = 3;
    known.task.service = 600;
    Inquiry fresh = known;
    fresh.ways = straight_ways(problem, *problem.places[3].position, 25);
    const std::vector<Window> windows = {{32400, 36000}, {50400, 54000}};
    const std::vector<Quote> a = quoter.quote(known, windows);
    const std::vector<Quote> b = quoter.quote(fresh, windows);
    for (std::size_t i = 0; i < windows.size(); ++i) {
        EXPECT_EQ(a[i].cost, b[i].cost);
        EXPECT_EQ(a[i].vehicle, b[i].vehicle);
    }
}

TEST(Slots, NobodyWithoutTheSkillIsOffered) {
    const Problem problem = made_problem(4, {.requests = 10, .vehicles = 4});
    const Instance instance(problem);
    const SlotQuoter quoter(instance, Plan(4));
    Inquiry inquiry;
    inquiry.skills = {99};
    const std::vector<Window> windows = {{32400, 36000}};
    EXPECT_FALSE(quoter.quote(inquiry, windows)[0].possible);
}

TEST(Roster, IsOneVehicleADayWithItsOwnLunch) {
    Vehicle technician;
    technician.shift = {28800, 64800};
    technician.breaks = {{1, "lunch", 1800, {{43200, 46800}}}};
    const std::vector<Window> shifts = {{28800, 64800}, {115'200, 151'200}};
    const std::vector<Vehicle> days = roster(technician, shifts, 10);
    ASSERT_EQ(days.size(), 2u);
    EXPECT_EQ(days[1].id, 11u);
    EXPECT_EQ(days[1].shift, shifts[1]);
    EXPECT_EQ(days[1].breaks[0].windows[0], (Window{129'600, 133'200}));
}

TEST(Roster, JobsOfTwoDaysArePlannedAtOnce) {
    Problem problem = made_problem(5, {.requests = 12, .vehicles = 2});
    const std::vector<Window> shifts = {{28800, 64800}, {115'200, 151'200}};
    std::vector<Vehicle> days;
    for (const Vehicle& technician : problem.vehicles) {
        std::ranges::copy(roster(technician, shifts, 10 * technician.id), std::back_inserter(days));
    }
    problem.vehicles = days;
    for (std::size_t i = 0; i < problem.requests.size(); i += 2) {
        problem.requests[i].task.windows = {{115'200, 151'200}};
        problem.requests[i].skills.clear();
    }
    const Instance instance(problem);
    const Schedule times = schedule(instance, planned(problem, 500));
    EXPECT_THAT(violations(problem, times), testing::IsEmpty());
    EXPECT_TRUE(std::ranges::any_of(times.routes, [](auto& r) { return r.vehicle % 2 == 1; }));
}

}  // namespace
}  // namespace shouxin::dispatch::visits
