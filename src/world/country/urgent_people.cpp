#include "world/country/urgent_people.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace shouxin::world::country {

namespace {

using dispatch::urgent::Kind;

WeightedPick urgent_trades() {
    std::array<double, trades.size()> weights{};
    for (std::size_t i = 0; i < trades.size(); ++i) {
        weights[i] = trades[i].share * trades[i].urgent_share;
    }
    return WeightedPick(weights);
}

Caller caller(const Territory& territory, std::size_t which, Millis at, Random& random) {
    const Trade& trade = trades[which];
    const double median = trade.service_min * static_cast<double>(minute);
    Caller made;
    made.card.at = territory.draw(random);
    made.card.requirement.skill = static_cast<Kind>(which);
    if (trade.licensed) {
        made.card.requirement.licence = static_cast<Kind>(which);
    }
    made.card.opened = at;
    made.card.service = static_cast<Millis>(median);
    made.card.urgency = trade.urgency;
    made.work = static_cast<Millis>(random.lognormal(median, service_sigma));
    made.patience =
        static_cast<Millis>(random.exponential(patience_mean_h) * static_cast<double>(hour));
    return made;
}

Worker worker(
    const Territory& territory,
    const ShiftKind& shift,
    const WeightedPick& pick_trade,
    Random& random) {
    Worker made;
    made.card.at = territory.draw(random);
    made.card.shift = {shift.from, shift.to};
    const std::size_t own = pick_trade(random);
    for (std::size_t trade = 0; trade < trades.size(); ++trade) {
        if (trade == own || random.chance(skills_more)) {
            made.card.qualification.skills.set(trade);
            made.card.qualification.licences.set(trade, trades[trade].licensed);
        }
    }
    if (random.chance(falls_ill)) {
        made.falls_ill = random.uniform_int(shift.from, shift.to);
    }
    return made;
}

}  // namespace

std::vector<Caller> callers_of(
    const Territory& territory, const UrgentDemand& demand, Random random) {
    const WeightedPick pick_trade = urgent_trades();
    const double calls = std::accumulate(calls_by_hour.begin(), calls_by_hour.end(), 0.0);
    std::vector<Caller> callers;
    for (std::size_t at = 0; at < calls_by_hour.size(); ++at) {
        const Millis from = static_cast<Millis>(at) * hour;
        if (from >= demand.until) {
            break;
        }
        const std::size_t first = callers.size();
        for (auto left = random.poisson(demand.jobs * calls_by_hour[at] / calls); left > 0;
             --left) {
            const Millis opened = from + random.uniform_int(0, hour - 1);
            const std::size_t trade = pick_trade(random);
            callers.push_back(caller(territory, trade, opened, random));
        }
        std::ranges::stable_sort(
            callers.begin() + static_cast<std::ptrdiff_t>(first),
            callers.end(),
            {},
            [](const Caller& c) { return c.card.opened; });
    }
    return callers;
}

std::vector<Worker> workers_of(
    const Territory& territory, const UrgentDemand& demand, Random random) {
    const WeightedPick pick_trade = urgent_trades();
    std::vector<Worker> workers;
    double share = 0;
    for (const ShiftKind& shift : shifts) {
        share += shift.share;
        const auto many = static_cast<std::size_t>(std::floor(share * demand.technicians + 0.5));
        while (workers.size() < many) {
            workers.push_back(worker(territory, shift, pick_trade, random));
        }
    }
    return workers;
}

}  // namespace shouxin::world::country
