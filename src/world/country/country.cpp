#include "world/country/country.h"

#include "base/must.h"
#include "world/country/booked_day.h"
#include "world/country/urgent_day.h"

#include <algorithm>

namespace shouxin::world::country {

namespace {

double urgent_share() {
    double share = 0;
    for (const Trade& trade : trades) {
        share += trade.share * trade.urgent_share;
    }
    return share;
}

CityTally play_city(const City& city, const Scale& scale, const Random& random) {
    const double urgent = scale.jobs * urgent_share();
    const double booked = scale.jobs - urgent;
    const double on_call = std::max(scale.technicians - booked / jobs_a_round, 0.0);
    const Millis until = scale.hours * hour;
    const Territory territory(city, random.fork("territory"));
    CityTally tally;
    play_urgent_day(
        territory,
        {urgent * city.share, static_cast<std::uint32_t>(on_call * city.share + 0.5), until},
        random.fork("urgent"),
        tally);
    play_booked_day(territory, {booked * city.share, until}, random.fork("booked"), tally);
    return tally;
}

}  // namespace

std::uint64_t jobs_of(const CityTally& tally) {
    std::uint64_t jobs = 0;
    for (std::size_t at = 0; at < tally.urgent.size(); ++at) {
        jobs += tally.urgent[at].jobs + tally.booked[at].jobs;
    }
    return jobs;
}

std::vector<CityTally> play(
    std::span<const City> cities,
    const Scale& scale,
    std::uint64_t seed,
    Executor& executor,
    const Watch& watch) {
    MUST(scale.hours >= 1 && scale.hours <= 24);
    std::vector<CityTally> tallies(cities.size());
    executor.run(cities.size(), [&](std::size_t which) {
        if (watch.go_on()) {
            tallies[which] = play_city(cities[which], scale, Random(seed).fork(which));
            watch.done(jobs_of(tallies[which]));
        }
    });
    return tallies;
}

}  // namespace shouxin::world::country
