#include "world/organisation.h"

#include <algorithm>
#include <set>

namespace shouxin::world {
namespace {

struct Kind {
    Scheme scheme;
    double share;  // of the parts
};

// The source's own forms: money back, visits by officers, software that runs telephones, parcels
// that never travelled, templates, tasks.
constexpr std::array<Kind, 6> kinds{{
    {Scheme::cashback, 0.42},
    {Scheme::experience_officer, 0.16},
    {Scheme::phone_farm, 0.16},
    {Scheme::forged_parcel, 0.12},
    {Scheme::keyword_task, 0.07},
    {Scheme::template_praise, 0.07},
}};

// `place` in [0, 1).
Scheme scheme_at(double place) {
    double left = place;
    for (const Kind& kind : kinds) {
        if (left < kind.share) {
            return kind.scheme;
        }
        left -= kind.share;
    }
    return Scheme::cashback;
}

std::vector<std::uint32_t> choose_provinces(const Places& places, int wanted, Random& random) {
    std::set<std::uint32_t> known;
    for (std::size_t town = 0; town < places.size(); ++town) {
        known.insert(places.code(town) / 10000);
    }
    std::vector<std::uint32_t> provinces(known.begin(), known.end());
    random.shuffle(provinces);
    provinces.resize(std::min(provinces.size(), static_cast<std::size_t>(wanted)));
    return provinces;
}

// The run of a part: the gang grows in its first months, and few parts give up early.
void draw_run(GangTraits& traits, int market_days, Random& random) {
    const double length = static_cast<double>(market_days);
    traits.begins_day = random.uniform(0.0, 0.25 * length);
    traits.lasts_days = (length - traits.begins_day) * random.uniform(0.7, 1.0);
}

void draw_praise(GangTraits& traits, const OrganisationKnobs& knobs, Random& random) {
    traits.reviewed = std::min(1.0, knobs.reviews * random.uniform(0.9, 1.1));
    if (std::all_of(
            traits.voices.begin(), traits.voices.end(), [](double v) { return v <= 0.0; })) {
        traits.voices[static_cast<std::size_t>(Voice::slots)] = 1.0;
    }
    const auto most = static_cast<double>(random.uniform_int(2, 6));
    traits.likes = {1.0, most};
    traits.liked_reviews = std::min(1.0, knobs.likes * 2.0 / (1.0 + most));
}

}  // namespace

std::vector<GangTraits> plan_organisation(
    const FraudKnobs& knobs, const Places& places, int market_days, Serials& next, Random random) {
    const OrganisationKnobs& gang = knobs.organisation;
    const std::vector<std::uint32_t> provinces = choose_provinces(places, gang.provinces, random);
    std::vector<std::uint32_t> heads;
    for (int i = std::max(2, gang.merchants / 250); i > 0; --i) {
        heads.push_back(next.wallet++);
    }
    const int parts = std::max(1, gang.merchants / gang.merchants_a_part);
    std::vector<GangTraits> plan;
    for (int part = 0; part < parts; ++part) {
        // Spread evenly, so that a few parts have the whole gang's mixture as well.
        const Scheme scheme = scheme_at((part + 0.5) / parts);
        const Random own = random.fork(static_cast<std::uint64_t>(part));
        Random draws = own.fork("part");
        const double orders = gang.fake_orders / parts;
        GangTraits traits = draw_traits(scheme, knobs, orders, market_days, own.fork("traits"));
        traits.orders = static_cast<int>(orders);
        traits.shops = gang.merchants * (part + 1) / parts - gang.merchants * part / parts;
        traits.workers = std::max(8, static_cast<int>(orders / gang.orders_a_worker));
        traits.agents = std::max(traits.agents, 1 + traits.workers / 150);
        traits.revisits = 1.0;
        traits.provinces = provinces;
        traits.through_head = draws.chance(0.6);
        traits.head = draws.pick(heads);
        draw_run(traits, market_days, draws);
        draw_praise(traits, gang, draws);
        plan.push_back(std::move(traits));
    }
    return plan;
}

}  // namespace shouxin::world
