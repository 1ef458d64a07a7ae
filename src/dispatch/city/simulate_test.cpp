#include "dispatch/city/simulate.h"

#include "dispatch/city/figures.h"
#include "dispatch/city/made_day_test.h"
#include "dispatch/city/read.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <numbers>
#include <string>
#include <tuple>

namespace shouxin::dispatch::city {
namespace {

using urgent::Millis;

// The contract's formula, written anew.
double travel_seconds(const CityDay& day, const Place& a, const Place& b) {
    constexpr double radian = std::numbers::pi / 180;
    const double east = (b.longitude() - a.longitude()) * radian *
                        std::cos((a.latitude() + b.latitude()) / 2 * radian);
    const double north = (b.latitude() - a.latitude()) * radian;
    return 6'371'000 * std::hypot(east, north) * day.detour / (day.speed_kmh / 3.6);
}

void expect_visit(const CityDay& day, std::size_t j, const Outcome& it) {
    const auto& technician = day.technicians[it.technician].card;
    const auto& job = day.jobs[j].card;
    EXPECT_TRUE(technician.qualification.skills.test(job.requirement.skill));
    EXPECT_GE(it.assigned_at, job.opened);
    EXPECT_GE(it.departs_at, it.assigned_at + day.handling);
    EXPECT_GE(it.departs_at, technician.shift.from);
    EXPECT_LE(it.arrives_at, technician.shift.to);
    EXPECT_EQ(it.done_at, it.arrives_at + job.service);
    EXPECT_EQ(it.arrives_at % 100, 0);
}

// One after another, each from where the last one ended.
void expect_one_place_at_a_time(const CityDay& day, const std::vector<Outcome>& outcomes) {
    std::map<std::uint32_t, std::vector<std::size_t>> visits;
    for (std::size_t j = 0; j < outcomes.size(); ++j) {
        if (!outcomes[j].refused) {
            visits[outcomes[j].technician].push_back(j);
        }
    }
    for (auto& [technician, jobs] : visits) {
        std::ranges::sort(jobs, {}, [&](std::size_t j) {
            return std::tuple(outcomes[j].departs_at, outcomes[j].done_at);
        });
        Place at = day.technicians[technician].card.at;
        Millis free = 0;
        for (const std::size_t j : jobs) {
            EXPECT_GE(outcomes[j].departs_at, free);
            const double travel = travel_seconds(day, at, day.jobs[j].card.at);
            const auto arrives = static_cast<double>(outcomes[j].arrives_at) / 1000;
            const double least = static_cast<double>(outcomes[j].departs_at) / 1000 + travel;
            EXPECT_GE(arrives, least - 1e-6);
            EXPECT_LE(arrives, least + 0.1 + 1e-6);
            at = day.jobs[j].card.at;
            free = outcomes[j].done_at;
        }
    }
}

void expect_contract(const CityDay& day, const std::vector<Outcome>& outcomes) {
    ASSERT_EQ(outcomes.size(), day.jobs.size());
    for (std::size_t j = 0; j < outcomes.size(); ++j) {
        if (outcomes[j].refused) {
            EXPECT_GE(outcomes[j].refused_at, day.jobs[j].card.opened);
            EXPECT_NE(outcomes[j].reason, urgent::Reason::none);
        } else {
            expect_visit(day, j, outcomes[j]);
        }
    }
    expect_one_place_at_a_time(day, outcomes);
}

bool same(const Outcome& a, const Outcome& b) {
    const auto all = [](const Outcome& it) {
        return std::tuple(
            it.refused,
            it.reason,
            it.technician,
            it.refused_at,
            it.assigned_at,
            it.departs_at,
            it.arrives_at,
            it.done_at,
            it.promised_at);
    };
    return all(a) == all(b);
}

TEST(Simulate, KeepsTheContractOnMadeDays) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const CityDay day = made_day(seed, seed % 9, 5 + seed);
        SCOPED_TRACE(seed);
        expect_contract(day, simulate(day).outcomes);
    }
}

// What happens later changes nothing that was said before.
TEST(Simulate, NeverSeesTheFuture) {
    for (std::uint64_t seed = 1; seed <= 25; ++seed) {
        const CityDay day = made_day(seed, 6, 60);
        const auto whole = simulate(day).outcomes;
        const Millis cut = day.jobs[seed % day.jobs.size()].card.opened;
        CityDay begun = day;
        std::erase_if(begun.jobs, [&](const NamedJob& job) { return job.card.opened >= cut; });
        const auto part = simulate(begun).outcomes;
        std::size_t row = 0;
        for (std::size_t j = 0; j < day.jobs.size(); ++j) {
            if (day.jobs[j].card.opened >= cut) {
                continue;
            }
            const Outcome& there = whole[j];
            const Millis said = there.refused ? there.refused_at : there.assigned_at;
            EXPECT_TRUE(said >= cut || same(there, part[row])) << "seed " << seed << ", job " << j;
            ++row;
        }
    }
}

TEST(Simulate, StopsWhenAsked) {
    const CityDay day = made_day(3, 6, 60);
    const Played played = simulate(day, {}, [](std::size_t settled) { return settled < 10; });
    EXPECT_TRUE(played.stopped);
}

TEST(Simulate, RefusesHonestlyWithoutTechnicians) {
    const CityDay day = made_day(5, 0, 12);
    for (const Outcome& outcome : simulate(day).outcomes) {
        EXPECT_TRUE(outcome.refused);
        EXPECT_EQ(outcome.reason, urgent::Reason::no_skill);
    }
}

TEST(Simulate, KeepsTheContractOnASharedDay) {
    std::ifstream file("../shared/data/dispatch/city-180.json");
    if (!file) {
        GTEST_SKIP() << "../shared/data is absent";
    }
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto document = JsonDocument::parse(text);
    ASSERT_TRUE(document.has_value());
    auto day = read(*document);
    ASSERT_TRUE(day.has_value());
    std::erase_if(day->jobs, [](const NamedJob& job) { return job.card.opened > 7'200'000; });
    const auto outcomes = simulate(*day).outcomes;
    expect_contract(*day, outcomes);
    EXPECT_GT(figures_of(*day, outcomes).in_time, day->jobs.size() * 98 / 100);
}

TEST(Figures, TellSpreadAndQuantiles) {
    std::vector<double> values{4, 1, 3, 2};
    EXPECT_EQ(quantile(values, 0.5), 2);
    EXPECT_EQ(quantile(values, 1), 4);
    EXPECT_NEAR(spread_of({5, 5, 5, 5}).gini, 0, 1e-9);
    EXPECT_NEAR(spread_of({0, 0, 0, 8}).gini, 0.75, 1e-9);
    EXPECT_EQ(spread_of({}).gini, 0);
}

}  // namespace
}  // namespace shouxin::dispatch::city
