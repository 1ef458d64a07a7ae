#include "world/market.h"

#include "world/organisation.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace shouxin::world {
namespace {

// An ordinary market has this many such gangs a scale.
constexpr double ordinary_weight = 5.8;

constexpr std::array<std::string_view, 3> gang_prefixes{"g", "gang-", "ring"};

// What gangs write beside their money: words that honest people use too.
WordList gang_notes(const Phrases& phrases, Random& random) {
    WordList all = phrases.reward_notes;
    all.insert(all.end(), phrases.friend_notes.begin(), phrases.friend_notes.end());
    if (random.chance(0.3)) {
        all.insert(all.end(), phrases.wage_notes.begin(), phrases.wage_notes.end());
    }
    WordList notes = part_of(all, random.uniform(0.05, 0.4), 1, random);
    notes.insert(notes.end(), static_cast<std::size_t>(random.uniform_int(0, 4)), "");
    return notes;
}

}  // namespace

Market::Market(const Knobs& knobs)
    : world_(knobs),
      shoppers_(world_),
      crowds_(world_, shoppers_),
      companies_(world_, shoppers_),
      staff_(world_, shoppers_),
      purses_(world_),
      talk_(world_),
      shopping_(world_.root.fork("shopping")) {
    Random random = world_.root.fork("market");
    const std::array<std::string_view, 5> prefixes{"e", "ev-", "evt_", "E", "e-"};
    world_.lines.set_id_prefix(prefixes[random.uniform_index(prefixes.size())]);
    plant_gangs();
    open_shops();
    register_people();
    draw_days();
}

void Market::plant_gangs() {
    const FraudKnobs& fraud = world_.knobs.fraud;
    const CalendarKnobs& calendar = world_.knobs.calendar;
    double weight = 0.0;
    for (const FraudKnobs::Planted& planted : fraud.gangs) {
        weight += size_of(planted.scheme).quota * planted.gangs;
    }
    const double orders = calendar.orders_per_day * calendar.days;
    const double share = fraud.fake_orders / (1.0 - fraud.fake_orders);
    // Few gangs don't grow without bound to fill the quota, nor do many shrink to nothing.
    const double ordinary = 0.033 * orders / ordinary_weight / std::max(1.0, world_.knobs.scale);
    const double unit = std::clamp(
        share * orders / std::max(weight, 0.1),
        std::max(15.0, 0.1 * ordinary),
        std::max(30.0, 7.0 * ordinary));
    Random random = world_.root.fork("gangs");
    const std::string_view prefix = gang_prefixes[random.uniform_index(gang_prefixes.size())];
    int number = 0;
    for (const FraudKnobs::Planted& planted : fraud.gangs) {
        for (int i = 0; i < planted.gangs; ++i) {
            const Random own = random.fork(static_cast<std::uint64_t>(++number));
            const std::string name = std::string(prefix) + std::to_string(number);
            plant(planted.scheme, unit, name, own);
        }
    }
    plant_organisation();
    world_.shops.rank_by_fame();
}

void Market::plant_organisation() {
    const Knobs& knobs = world_.knobs;
    if (knobs.fraud.organisation.merchants == 0) {
        return;
    }
    const Random random = world_.root.fork("organisation");
    int number = 0;
    for (GangTraits& traits :
         plan_organisation(knobs.fraud, world_.places, knobs.calendar.days, world_.next, random)) {
        const Random own = random.fork("part").fork(static_cast<std::uint64_t>(++number));
        Random words = own.fork("notes");
        traits.notes = gang_notes(world_.phrases, words);
        gangs_.push_back(std::make_unique<Gang>(
            world_,
            shoppers_,
            std::move(traits),
            "yunhe-" + std::to_string(number),
            own.fork("life")));
    }
}

void Market::plant(Scheme scheme, double unit, const std::string& name, const Random& own) {
    const Random life = own.fork("life");
    if (scheme == Scheme::like_farm) {
        like_farms_.push_back(std::make_unique<LikeFarm>(world_, shoppers_, name, life));
        return;
    }
    if (scheme == Scheme::hidden_reviews) {
        hidden_.push_back(std::make_unique<HiddenReviews>(world_, shoppers_, name, life));
        return;
    }
    const Knobs& knobs = world_.knobs;
    GangTraits traits = draw_traits(scheme, knobs.fraud, unit, knobs.calendar.days, own);
    Random words = own.fork("notes");
    traits.notes = gang_notes(world_.phrases, words);
    if (scheme == Scheme::extortion) {
        extorters_.push_back(
            std::make_unique<Extorters>(world_, shoppers_, std::move(traits), name, life));
    } else {
        gangs_.push_back(std::make_unique<Gang>(world_, shoppers_, std::move(traits), name, life));
    }
}

void Market::open_shops() {
    for (std::uint32_t number = 0; number < world_.shops.size(); ++number) {
        const Shop& shop = world_.shops[number];
        world_.tell.merchant_opened(
            shop.opened_at,
            number,
            world_.shops.categories()[shop.category].name,
            world_.places.code(shop.town),
            shop.wallet);
    }
}

// Ordinary people only: gangs register the accounts that they make themselves.
void Market::register_people() {
    Random random = world_.root.fork("registration");
    const Ms start = world_.knobs.calendar.start;
    const auto people = static_cast<std::uint32_t>(world_.people.size());
    for (std::uint32_t account = 0; account < people; ++account) {
        const Person& person = world_.people[account];
        const bool told = person.joined >= start || world_.knobs.report.old_registrations;
        if (person.farmed || !told) {
            continue;
        }
        const std::uint32_t inviter = world_.people.anybody(random);
        const bool invited = inviter != account && random.chance(0.2);
        world_.tell.account_registered(
            person.joined,
            account,
            world_.people.origin(account, random),
            person.identity,
            invited ? &inviter : nullptr);
    }
    // Some register and are never seen again.
    const double share = world_.knobs.people.bystanders * static_cast<double>(people);
    for (std::int64_t i = random.poisson(share); i > 0; --i) {
        const Person person = world_.people.stranger(world_.places.by_people(random), random);
        const std::uint32_t account = world_.people.add(person);
        world_.tell.account_registered(
            start + days(world_.knobs.calendar.days * random.uniform()),
            account,
            {person.device, person.ip},
            person.identity,
            nullptr);
    }
}

void Market::draw_days() {
    const CalendarKnobs& calendar = world_.knobs.calendar;
    Random random = world_.root.fork("days");
    for (int day = 0; day < calendar.days; ++day) {
        double lift = 1.0 + calendar.growth_per_day * (day - calendar.days / 2.0);
        lift *= random.lognormal(1.0, calendar.day_noise);
        // Day 0 of 1970 was a Thursday.
        const std::int64_t weekday = ((calendar.start + 8 * hour_ms) / day_ms + day + 4) % 7;
        lift *= weekday == 0 || weekday == 6 ? calendar.weekend_lift : 1.0;
        const int into_festival = day - calendar.festival_day;
        if (calendar.festival_day >= 0 && into_festival >= 0 &&
            into_festival < calendar.festival_days) {
            lift *= into_festival == 0 ? calendar.festival_lift
                                       : 1.0 + (calendar.festival_lift - 1.0) * 0.6;
        }
        day_lift_.push_back(std::max(0.1, lift));
    }
}

double Market::orders_in_hour(std::size_t hour) const {
    const auto& weights = world_.knobs.calendar.hour_weights;
    const double whole = std::accumulate(weights.begin(), weights.end(), 0.0);
    const double part = weights[hour % 24] / whole;
    return world_.knobs.calendar.orders_per_day * day_lift_[hour / 24] * part;
}

bool Market::step(Sink& sink) {
    const Ms start = world_.knobs.calendar.start;
    const Ms now = start + static_cast<Ms>(next_hour_) * hour_ms;
    if (now >= world_.agenda.end() + hour_ms) {
        return false;
    }
    if (next_hour_ < day_lift_.size() * 24) {
        const double expected = orders_in_hour(next_hour_);
        for (std::int64_t i = shopping_.poisson(expected); i > 0; --i) {
            shoppers_.shop(now + static_cast<Ms>(shopping_.uniform() * hour_ms), shopping_);
        }
        const double idle = expected * world_.knobs.browse.window_shopping;
        for (std::int64_t i = shopping_.poisson(idle); i > 0; --i) {
            const Ms at = now + static_cast<Ms>(shopping_.uniform() * hour_ms);
            shoppers_.browse().idly(at, world_.people.shopper(at, shopping_), shopping_);
        }
        crowds_.hour(now);
        companies_.hour(now);
        staff_.hour(now);
        for (const auto& gang : gangs_) {
            gang->hour(now);
        }
        for (const auto& gang : extorters_) {
            gang->hour(now);
        }
        for (const auto& farm : like_farms_) {
            farm->hour(now);
        }
        talk_.hour(now);
    }
    // Wages and settlements go on after the last order.
    purses_.hour(now);
    ++next_hour_;
    world_.lines.write_to(sink);
    world_.agenda.drain(now + hour_ms, world_.lines);
    return true;
}

void Market::run(Sink& sink) {
    while (step(sink)) {
    }
}

double Market::progress() const {
    const Ms length = world_.agenda.end() - world_.knobs.calendar.start;
    const double told = static_cast<double>(next_hour_) * static_cast<double>(hour_ms);
    return std::min(1.0, told / static_cast<double>(length));
}

Result<void> Market::write_truth(std::string_view file, ByteSink& to) const {
    return world_.truth.write(file, world_.ids, to);
}

}  // namespace shouxin::world
