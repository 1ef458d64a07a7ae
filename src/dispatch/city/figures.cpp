#include "dispatch/city/figures.h"

#include "base/must.h"
#include "dispatch/urgent/policy.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace shouxin::dispatch::city {
namespace {

constexpr std::size_t jobs_least = 10;  // of a skill, to be called the worst

struct Tally {
    std::size_t jobs = 0;
    std::size_t in_time = 0;
};

bool in_time(const NamedJob& job, const Outcome& outcome) {
    return !outcome.refused && outcome.arrives_at - job.card.opened <= urgent::Policy{}.at_the_door;
}

void find_worst_skill(const CityDay& day, std::span<const Outcome> outcomes, Figures& figures) {
    std::map<std::int64_t, Tally> skills;
    for (std::size_t j = 0; j < outcomes.size(); ++j) {
        Tally& tally = skills[day.jobs[j].skill];
        ++tally.jobs;
        tally.in_time += in_time(day.jobs[j], outcomes[j]) ? 1 : 0;
    }
    for (const auto& [skill, tally] : skills) {
        const bool worse =
            figures.worst_skill_jobs == 0 ||
            tally.in_time * figures.worst_skill_jobs < figures.worst_skill_in_time * tally.jobs;
        if (tally.jobs >= jobs_least && worse) {
            figures.worst_skill = skill;
            figures.worst_skill_jobs = tally.jobs;
            figures.worst_skill_in_time = tally.in_time;
        }
    }
}

void measure_spread(const CityDay& day, std::span<const Outcome> outcomes, Figures& figures) {
    std::vector<std::size_t> order;
    for (std::size_t j = 0; j < outcomes.size(); ++j) {
        if (!outcomes[j].refused) {
            order.push_back(j);
        }
    }
    std::ranges::sort(order, {}, [&](std::size_t j) {
        return std::pair(outcomes[j].departs_at, outcomes[j].done_at);
    });
    std::vector<double> jobs(day.technicians.size());
    std::vector<double> kilometres(day.technicians.size());
    std::vector<Place> at;
    for (const NamedTechnician& technician : day.technicians) {
        at.push_back(technician.card.at);
    }
    for (const std::size_t j : order) {
        const std::uint32_t t = outcomes[j].technician;
        jobs[t] += 1;
        kilometres[t] += metres(at[t], day.jobs[j].card.at) * day.detour / 1000;
        at[t] = day.jobs[j].card.at;
    }
    figures.kilometres = std::accumulate(kilometres.begin(), kilometres.end(), 0.0);
    figures.jobs_each = spread_of(std::move(jobs));
    figures.kilometres_each = spread_of(std::move(kilometres));
}

}  // namespace

double quantile(std::vector<double>& values, double share) {
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    const double rank = std::ceil(share * static_cast<double>(values.size()));
    return values[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

Spread spread_of(std::vector<double> values) {
    Spread spread{quantile(values, 0.1), quantile(values, 0.5), quantile(values, 0.9), 0};
    double sum = 0;
    double ranked = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += values[i];
        ranked += static_cast<double>(i + 1) * values[i];
    }
    const auto count = static_cast<double>(values.size());
    spread.gini = sum > 0 ? 2 * ranked / (count * sum) - (count + 1) / count : 0;
    return spread;
}

Figures figures_of(const CityDay& day, std::span<const Outcome> outcomes) {
    MUST(outcomes.size() == day.jobs.size());
    constexpr urgent::Policy policy;
    Figures figures;
    figures.jobs = outcomes.size();
    std::vector<double> waits;
    double excess = 0;
    for (std::size_t j = 0; j < outcomes.size(); ++j) {
        const Outcome& outcome = outcomes[j];
        figures.retold += outcome.retold;
        if (outcome.refused) {
            ++figures.refused;
            continue;
        }
        const urgent::Millis waited = outcome.arrives_at - day.jobs[j].card.opened;
        const urgent::Millis off = outcome.arrives_at - outcome.promised_at;
        waits.push_back(static_cast<double>(waited) / 1000);
        excess += static_cast<double>(std::max<urgent::Millis>(waited - policy.at_the_door, 0));
        figures.in_time += in_time(day.jobs[j], outcome) ? 1 : 0;
        figures.promises_kept += std::max(off, -off) <= policy.kept_within ? 1 : 0;
    }
    if (!waits.empty()) {
        figures.mean_excess_s = excess / 1000 / static_cast<double>(waits.size());
    }
    figures.p50_wait_s = quantile(waits, 0.5);
    figures.p99_wait_s = quantile(waits, 0.99);
    figures.max_wait_s = quantile(waits, 1);
    find_worst_skill(day, outcomes, figures);
    measure_spread(day, outcomes, figures);
    return figures;
}

}  // namespace shouxin::dispatch::city
