#include "world/people.h"

#include "base/must.h"

#include <algorithm>

namespace shouxin::world {

People::People(
    const Knobs& knobs,
    const Places& places,
    const Network& network,
    Serials& serials,
    Random random)
    : knobs_(knobs),
      places_(places),
      network_(network),
      serials_(serials),
      of_town_(places.size()) {
    const double orders = knobs.calendar.orders_per_day * knobs.calendar.days;
    const auto wanted = static_cast<std::size_t>(orders / knobs.people.orders_per_person) + 50;
    people_.reserve(wanted + wanted / 8);
    settle_everybody(wanted, random);
    ordinary_ = people_.size();
    std::vector<double> activity;
    activity.reserve(ordinary_);
    for (std::size_t i = 0; i < ordinary_; ++i) {
        activity.push_back(static_cast<double>(people_[i].activity));
        of_town_[people_[i].town].push_back(static_cast<std::uint32_t>(i));
    }
    by_activity_.emplace_back(activity);
}

void People::settle_everybody(std::size_t wanted, Random& random) {
    const PeopleKnobs& knobs = knobs_.people;
    // Shares of people, so a kind of home is chosen the less often the more people it has.
    const double dormitory =
        knobs.in_dormitory / (knobs.dormitory_size.lo / 2.0 + knobs.dormitory_size.hi / 2.0);
    const double family = knobs.in_family / 3.0;
    const double clan = knobs.clan_share / 14.0;
    const double alone =
        std::max(0.05, 1.0 - knobs.in_dormitory - knobs.in_family - knobs.clan_share);
    const std::vector<double> weights{dormitory, family, clan, alone};
    const WeightedPick home(weights);
    while (people_.size() < wanted) {
        const std::size_t town = places_.by_people(random);
        switch (home(random)) {
            case 0:
                settle_dormitory(town, random);
                break;
            case 1:
                settle_family(
                    town, static_cast<std::size_t>(random.uniform_int(2, 5)), false, random);
                break;
            case 2:
                settle_family(
                    town, static_cast<std::size_t>(random.uniform_int(6, 24)), true, random);
                break;
            default:
                settle_alone(town, random);
                break;
        }
    }
}

Person People::stranger(std::size_t town, Random& random) {
    Person person;
    person.wallet = serials_.wallet++;
    person.address = serials_.address++;
    person.identity = serials_.identity++;
    person.device = serials_.device++;
    person.second_device =
        random.chance(knobs_.people.second_device) ? serials_.device++ : person.device;
    person.ip = network_.home(town, random);
    person.second_ip = person.ip;
    if (random.chance(knobs_.people.second_ip)) {
        person.second_ip = random.chance(knobs_.people.carrier_nat) ? network_.carrier(town, random)
                                                                    : network_.home(town, random);
    }
    person.town = static_cast<std::uint16_t>(town);
    person.night_owl = random.chance(knobs_.people.night_owls);
    person.careful = random.chance(knobs_.browse.careful);
    person.hosted = random.chance(knobs_.people.hosting);
    person.repeats_text = random.chance(knobs_.reviews.repeated_text);
    return person;
}

// Registration: of newcomers within the days, of others long before.
void People::enrol(Person person, Random& random) {
    person.activity = static_cast<float>(random.lognormal(1.0, knobs_.people.activity_sigma));
    const double length = static_cast<double>(knobs_.calendar.days);
    const double age = random.chance(knobs_.people.newcomers) ? -random.uniform(0.0, length)
                                                              : log_uniform(random, 1.0, 2500.0);
    person.joined = knobs_.calendar.start - days(age);
    people_.push_back(person);
    if (random.chance(knobs_.people.second_account)) {
        Person other = person;
        other.activity *= 0.5F;
        other.joined = std::min(
            person.joined + days(random.uniform(0.0, 200.0)),
            knobs_.calendar.start + days(length * random.uniform()));
        if (random.chance(0.6)) {
            other.wallet = serials_.wallet++;
        }
        people_.push_back(other);
    }
}

void People::settle_alone(std::size_t town, Random& random) {
    enrol(stranger(town, random), random);
}

void People::settle_family(std::size_t town, std::size_t members, bool one_wallet, Random& random) {
    const PeopleKnobs& knobs = knobs_.people;
    const Person head = stranger(town, random);
    const std::uint32_t tablet = serials_.device++;
    for (std::size_t i = 0; i < members; ++i) {
        Person member = i == 0 ? head : stranger(town, random);
        member.address = head.address;
        member.ip = head.ip;
        if (one_wallet || random.chance(knobs.family_shares_wallet)) {
            member.wallet = head.wallet;
        }
        if (random.chance(knobs.family_shares_device)) {
            (random.chance(0.4) ? member.device : member.second_device) = tablet;
        }
        if (random.chance(knobs.family_shares_identity)) {
            member.identity = head.identity;
        }
        enrol(member, random);
    }
}

void People::settle_dormitory(std::size_t town, Random& random) {
    const std::uint32_t address = serials_.address++;
    std::vector<std::uint32_t> lines;
    for (int i = std::max(1, knobs_.people.dormitory_ips.draw_int(random)); i > 0; --i) {
        lines.push_back(network_.home(town, random));
    }
    const int residents = std::max(5, knobs_.people.dormitory_size.draw_int(random));
    for (int i = 0; i < residents; ++i) {
        Person resident = stranger(town, random);
        resident.address = address;
        if (random.chance(knobs_.people.dormitory_ip_share)) {
            resident.ip = random.pick(lines);
        }
        enrol(resident, random);
    }
}

bool People::shops_now(const Person& person, Ms now, Random& random) const {
    if (person.joined > now) {
        return false;
    }
    const bool night = local_hour(now) < 6;
    if (person.night_owl) {
        return night || random.chance(0.3);
    }
    return !night || random.chance(0.5);
}

std::uint32_t People::shopper(Ms now, Random& random) const {
    std::size_t account = by_activity_.front()(random);
    for (int tries = 0; tries < 40 && !shops_now(people_[account], now, random); ++tries) {
        account = by_activity_.front()(random);
    }
    return static_cast<std::uint32_t>(account);
}

std::uint32_t People::shopper_in(std::size_t town, Ms now, Random& random) const {
    const std::vector<std::uint32_t>& here = of_town_[town];
    if (here.empty()) {
        return shopper(now, random);
    }
    std::uint32_t account = random.pick(here);
    for (int tries = 0; tries < 40 && !shops_now(people_[account], now, random); ++tries) {
        account = random.pick(here);
    }
    return account;
}

std::uint32_t People::anybody(Random& random) const {
    return static_cast<std::uint32_t>(random.uniform_index(ordinary_));
}

std::uint32_t People::add(const Person& person) {
    MUST(people_.size() < 0xffffffffULL);
    people_.push_back(person);
    return static_cast<std::uint32_t>(people_.size() - 1);
}

Origin People::origin(std::uint32_t account, Random& random) const {
    const Person& person = people_[account];
    Origin origin{person.device, person.ip};
    if (random.chance(0.3)) {
        origin.device = person.second_device;
    }
    if (random.chance(0.4)) {
        origin.ip = person.second_ip;
    }
    if (person.hosted && random.chance(0.7)) {
        origin.ip = network_.hosting(random);
    }
    return origin;
}

}  // namespace shouxin::world
