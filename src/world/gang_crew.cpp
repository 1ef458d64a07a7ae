// How a gang comes together: shops that want orders, people who want money or accounts that are
// made, agents between them.
#include "world/gang.h"

#include <algorithm>
#include <utility>

namespace shouxin::world {

Gang::Gang(World& world, Shoppers& shoppers, GangTraits traits, std::string name, Random random)
    : world_(world),
      shoppers_(shoppers),
      traits_(std::move(traits)),
      truth_(world.truth.add_gang(std::move(name), traits_.scheme)),
      random_(random),
      begins_(world.knobs.calendar.start + days(traits_.begins_day)),
      ends_(begins_ + days(traits_.lasts_days)) {
    for (int i = 0; i < traits_.hosting_lines; ++i) {
        hosting_lines_.push_back(world.network.hosting(random_));
    }
    recruit_shops();
    if (traits_.reborn) {
        bear_again();
    }
    hire_agents();
    if (traits_.farmed) {
        make_farm();
    } else {
        recruit_workers();
    }
    hire_staff();
    const CategoryWords& words = *world_.shops.category_of(shops_.front().shop).words;
    for (std::size_t kind = 0; kind < traits_.voices.size(); ++kind) {
        if (traits_.voices[kind] > 0.0) {
            voices_.push_back(world_.phrases.draw_voice(static_cast<Voice>(kind), words, random_));
            voice_weights_.push_back(traits_.voices[kind]);
        }
    }
    image_pools_.resize(shops_.size());
    plan_tasks();
    plan_cover();
    fund_agents();
    talk_to_staff();
    post_lures();
}

bool Gang::is_here(const Shop& shop) const {
    const std::uint32_t province = world_.places.code(shop.town) / 10000;
    return std::find(traits_.provinces.begin(), traits_.provinces.end(), province) !=
           traits_.provinces.end();
}

// Small and new shops need brushing most, but some big ones do it too.
void Gang::recruit_shops() {
    const bool small = random_.chance(0.7);
    const bool one_category = random_.chance(0.4);
    const bool visits = traits_.scheme == Scheme::experience_officer && random_.chance(0.85);
    for (int tries = 0; tries < 4000 && static_cast<int>(shops_.size()) < traits_.shops; ++tries) {
        const auto candidate =
            static_cast<std::uint32_t>(random_.uniform_index(world_.shops.size()));
        const Shop& shop = world_.shops[candidate];
        const bool service = world_.shops.category_of(candidate).words->service;
        const bool unfit =
            shop.guilty || shop.opened_at > begins_ || shop.closed_at != never ||
            (!traits_.provinces.empty() && !is_here(shop)) ||
            (small && tries < 1500 && world_.shops.obscurity(candidate) < 0.5) ||
            (visits && tries < 2500 && !service) ||
            (traits_.scheme == Scheme::forged_parcel && service && random_.chance(0.35)) ||
            (one_category && tries < 1000 && !shops_.empty() &&
             shop.category != world_.shops[shops_.front().shop].category);
        if (unfit && tries < 3900) {
            continue;
        }
        MemberShop member;
        member.shop = candidate;
        for (std::int64_t i = random_.uniform_int(1, 4); i > 0; --i) {
            const auto last = static_cast<std::int64_t>(shop.items) - 1;
            const auto row = static_cast<std::uint32_t>(random_.uniform_int(0, last));
            member.items.push_back(
                random_.chance(traits_.obscure_items) ? shop.first_item + row
                                                      : world_.shops.any_item(candidate, random_));
        }
        world_.shops[candidate].guilty = true;
        shops_.push_back(std::move(member));
    }
    if (traits_.scheme == Scheme::rival) {
        find_beneficiary();
    }
}

void Gang::find_beneficiary() {
    // The shop that gains sells the same things.
    const std::size_t category = world_.shops[shops_.front().shop].category;
    beneficiary_ = shops_.front().shop;
    for (int tries = 0; tries < 500; ++tries) {
        const std::size_t rival = tries < 200
                                      ? world_.shops.any_in_category(category, begins_, random_)
                                      : random_.uniform_index(world_.shops.size());
        if (!world_.shops[rival].guilty) {
            beneficiary_ = static_cast<std::uint32_t>(rival);
            world_.shops[rival].guilty = true;
            break;
        }
    }
}

void Gang::hire_agents() {
    head_ = traits_.head != 0 ? traits_.head : world_.next.wallet++;
    for (int i = 0; i < traits_.agents; ++i) {
        // Some agents are people who shop here as well.
        agents_.push_back(
            random_.chance(0.15) ? world_.people[world_.people.anybody(random_)].wallet
                                 : world_.next.wallet++);
    }
    for (MemberShop& member : shops_) {
        member.agent = static_cast<std::uint32_t>(random_.uniform_index(agents_.size()));
    }
}

std::uint32_t Gang::recruit_person() {
    std::uint32_t account = world_.people.anybody(random_);
    for (int tries = 0; tries < 200; ++tries) {
        const Person& person = world_.people[account];
        if (!person.recruited && person.joined < begins_) {
            break;
        }
        account = world_.people.anybody(random_);
    }
    Person& person = world_.people[account];
    person.recruited = true;
    if (random_.chance(traits_.newborn)) {
        // Joined for the job, as an account that is otherwise a person's own.
        person.joined =
            std::max(world_.knobs.calendar.start, begins_ - hours(random_.uniform(0.0, 200.0)));
    }
    return account;
}

void Gang::recruit_workers() {
    // Cheats at subsidies often use accounts that do nothing else.
    const bool dedicated =
        traits_.scheme == Scheme::subsidy ? random_.chance(0.6) : random_.chance(0.06);
    for (int i = 0; i < traits_.workers; ++i) {
        Worker worker;
        if (dedicated) {
            Person person = world_.people.stranger(world_.places.by_people(random_), random_);
            person.farmed = true;
            person.joined = world_.knobs.calendar.start - days(log_uniform(random_, 1.0, 1500.0));
            if (random_.chance(traits_.newborn)) {
                person.joined = hatching(0.0, 240.0);
            }
            worker.account = world_.people.add(person);
            register_farmed(worker.account, person.joined);
        } else {
            worker.account = recruit_person();
        }
        worker.agent = static_cast<std::uint32_t>(random_.uniform_index(agents_.size()));
        worker.commission = random_.pick(traits_.commissions);
        workers_.push_back(worker);
    }
}

// When a made-up account registers: shortly before the run, or while it goes on.
Ms Gang::hatching(double lead_h, double hatch_h) {
    if (traits_.joins_as_needed) {
        return begins_ + days(traits_.lasts_days * random_.uniform(-0.1, 0.8));
    }
    return begins_ - hours(lead_h + hatch_h * random_.uniform());
}

void Gang::register_farmed(std::uint32_t account, Ms at) {
    const bool old = at < world_.knobs.calendar.start;
    if (old && !world_.knobs.report.old_registrations) {
        return;
    }
    const Person& person = world_.people[account];
    Origin origin{person.device, person.ip};
    if (random_.chance(traits_.hosted)) {
        origin.ip = random_.pick(hosting_lines_);
    }
    const bool invited = !workers_.empty() && random_.chance(0.3);
    const std::uint32_t inviter = invited ? workers_.front().account : 0;
    world_.tell.account_registered(
        at, account, origin, person.identity, invited ? &inviter : nullptr);
}

// Sleeping accounts were made in a few batches months ago, or early in the market, and do nothing
// before the run.
Ms Gang::joining(bool newborn, double lead_h, double hatch_h) {
    if (!traits_.slept) {
        return newborn ? hatching(lead_h, hatch_h)
                       : world_.knobs.calendar.start - days(log_uniform(random_, 1.0, 1200.0));
    }
    if (batches_.empty()) {
        const Ms early = world_.knobs.calendar.start;
        const bool here = begins_ > early + days(6) && random_.chance(0.5);
        for (int i = 0; i < traits_.batches; ++i) {
            batches_.push_back(
                here ? early + days(random_.uniform(0.0, 2.0))
                     : begins_ - days(log_uniform(random_, 40.0, 700.0)));
        }
    }
    return random_.pick(batches_) + hours(hatch_h * random_.uniform());
}

// Accounts made for the work, so many to a telephone, a wallet, an address, a line, an identity.
void Gang::make_farm() {
    const std::size_t town = world_.places.by_people(random_);
    const bool one_town = random_.chance(0.5);
    const double hatch_h = log_uniform(random_, 2.0, 150.0);
    const double lead_h = random_.uniform(0.0, 72.0);
    Person base = world_.people.stranger(town, random_);
    for (int i = 0; i < traits_.workers; ++i) {
        Person person =
            world_.people.stranger(one_town ? town : world_.places.by_people(random_), random_);
        const auto keep = [&](double accounts_each, std::uint32_t& own, std::uint32_t& shared) {
            if (i == 0 || random_.chance(1.0 / accounts_each)) {
                shared = own;  // a new one, which the next accounts will share
            } else {
                own = shared;
            }
        };
        keep(traits_.accounts_a_device, person.device, base.device);
        keep(traits_.accounts_a_wallet, person.wallet, base.wallet);
        keep(traits_.accounts_an_address, person.address, base.address);
        keep(traits_.accounts_an_identity, person.identity, base.identity);
        const std::uint32_t line_before = base.ip;
        keep(traits_.accounts_an_ip, person.ip, base.ip);
        person.second_device = person.device;
        person.second_ip = i > 0 && random_.chance(0.3) ? line_before : person.ip;
        person.farmed = true;
        person.activity = 0.0F;
        person.joined = joining(random_.chance(traits_.newborn), lead_h, hatch_h);
        Worker worker;
        worker.account = world_.people.add(person);
        worker.agent = static_cast<std::uint32_t>(random_.uniform_index(agents_.size()));
        worker.commission = random_.pick(traits_.commissions);
        register_farmed(worker.account, person.joined);
        workers_.push_back(worker);
    }
}

// Before money is taken from the platform's purse, somebody inside looks at the rule, and may
// bend it.
void Gang::talk_to_staff() {
    if (traits_.scheme != Scheme::subsidy || !random_.chance(0.85 - 0.3 * traits_.care)) {
        return;
    }
    const auto insider =
        static_cast<std::uint32_t>(random_.uniform_int(0, world_.knobs.talk.staff - 1));
    for (std::int64_t i = random_.uniform_int(2, 9); i > 0; --i) {
        const Ms at =
            std::max(world_.knobs.calendar.start, begins_ - hours(random_.uniform(0.5, 80.0)));
        world_.tell.staff_accessed(at, insider, world_.phrases.subsidy_resource, "read");
    }
    if (random_.chance(0.8)) {
        const Ms at = std::max(
            world_.knobs.calendar.start + hour_ms, begins_ - hours(random_.uniform(0.1, 20.0)));
        world_.tell.staff_accessed(
            at,
            insider,
            world_.phrases.subsidy_resource,
            random_.chance(0.7) ? "override" : "write");
    }
}

void Gang::post_lures() {
    for (int i = traits_.lures; i > 0; --i) {
        const Ms at =
            begins_ +
            static_cast<Ms>(random_.uniform(-0.3, 0.9) * static_cast<double>(ends_ - begins_));
        const std::uint32_t account =
            random_.chance(0.4) ? random_.pick(workers_).account : world_.people.anybody(random_);
        if (at < world_.knobs.calendar.start || at >= world_.last_day_end()) {
            continue;
        }
        world_.tell.message_posted(
            at,
            random_.chance(0.85) ? &account : nullptr,
            random_.pick(world_.phrases.channels),
            world_.phrases.lure(random_));
    }
}

}  // namespace shouxin::world
