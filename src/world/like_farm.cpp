#include "world/like_farm.h"

#include <algorithm>

namespace shouxin::world {

LikeFarm::LikeFarm(World& world, Shoppers& shoppers, std::string name, Random random)
    : world_(world),
      shoppers_(shoppers),
      truth_(world.truth.add_gang(std::move(name), Scheme::like_farm)),
      random_(random) {
    draw_habits();
    take_clients();
    const auto wanted = static_cast<int>(log_uniform(random_, 8.0, 90.0));
    hub_ = world_.next.wallet++;
    if (hired_) {
        hire_accounts(wanted);
    } else {
        make_accounts(wanted);
    }
    unpaid_.resize(accounts_.size(), 0);
    likes_.hi = std::min(likes_.hi, static_cast<double>(accounts_.size()));
    likes_.lo = std::min(likes_.lo, likes_.hi);
    collect();
    shoppers_.reviews().follow(*this);
}

void LikeFarm::draw_habits() {
    const FraudKnobs& fraud = world_.knobs.fraud;
    const double length = static_cast<double>(world_.knobs.calendar.days);
    care_ = fraud.care.draw(random_);
    const double lasts = random_.uniform(0.25, 1.0) * length;
    begins_ = world_.knobs.calendar.start + days(random_.uniform(0.0, length - lasts));
    ends_ = begins_ + days(lasts + 10.0);
    hired_ = random_.chance(0.35);
    taken_ = random_.chance(0.4) ? 1.0 : random_.uniform(0.2, 1.0);
    const double fewest = log_uniform(random_, 2.0, 14.0) * (1.0 - 0.5 * care_);
    likes_ = {fewest, fewest + log_uniform(random_, 1.0, 25.0)};
    delay_h_ = log_uniform(random_, 0.2, 8.0) * (1.0 + 3.0 * care_);
    cover_ = random_.chance(0.5) ? 0.0 : random_.uniform(0.0, 0.02);
    hosted_ = !hired_ && random_.chance(0.4) ? random_.uniform(0.05, 0.8) : 0.0;
    shops_a_day_ = random_.chance(0.5) ? 0.0 : random_.uniform(0.0, 1.5);
    fee_ = random_.uniform_int(20, 200);
    for (std::int64_t i = random_.uniform_int(1, 12); i > 0; --i) {
        lines_.push_back(world_.network.hosting(random_));
    }
}

// Who buys likes often buys orders too.
void LikeFarm::take_clients() {
    is_client_.resize(world_.shops.size(), false);
    const auto wanted = static_cast<std::size_t>(log_uniform(random_, 1.0, 12.0) + 0.5);
    const bool prefers_guilty = random_.chance(0.6);
    for (int tries = 0; tries < 3000 && clients_.size() < wanted; ++tries) {
        const auto shop = static_cast<std::uint32_t>(random_.uniform_index(world_.shops.size()));
        const bool fits = !prefers_guilty || world_.shops[shop].guilty || tries > 600;
        if (fits && !is_client_[shop]) {
            is_client_[shop] = true;
            clients_.push_back(shop);
        }
    }
}

void LikeFarm::hire_accounts(int wanted) {
    for (int i = 0; i < wanted; ++i) {
        accounts_.push_back(world_.people.anybody(random_));
    }
    std::sort(accounts_.begin(), accounts_.end());
    accounts_.erase(std::unique(accounts_.begin(), accounts_.end()), accounts_.end());
}

// So many to a telephone and a line; the more careful, the fewer.
void LikeFarm::make_accounts(int wanted) {
    const double crowded = 1.0 - 0.75 * care_;
    const double to_a_device = 1.0 + 12.0 * crowded * random_.uniform();
    const double to_a_line = 1.0 + 25.0 * crowded * random_.uniform();
    const double to_an_identity = 1.0 + 5.0 * crowded * random_.uniform();
    const bool aged = random_.chance(0.3 + 0.5 * care_);
    const double hatch_h = log_uniform(random_, 3.0, 300.0);
    Person shared = world_.people.stranger(world_.places.by_people(random_), random_);
    for (int i = 0; i < wanted; ++i) {
        Person person = world_.people.stranger(world_.places.by_people(random_), random_);
        const auto share = [&](double each, std::uint32_t& own, std::uint32_t& common) {
            if (random_.chance(1.0 / each)) {
                common = own;  // a new one, which the next accounts will share
            }
            own = common;
        };
        share(to_a_device, person.device, shared.device);
        share(to_a_line, person.ip, shared.ip);
        share(to_an_identity, person.identity, shared.identity);
        person.second_device = person.device;
        person.second_ip = person.ip;
        person.farmed = true;
        person.activity = 0.0F;
        person.joined = begins_ - (aged ? days(log_uniform(random_, 10.0, 1200.0))
                                        : hours(random_.uniform(1.0, 1.0 + hatch_h)));
        const std::uint32_t account = world_.people.add(person);
        accounts_.push_back(account);
        const bool old = person.joined < world_.knobs.calendar.start;
        if (!old || world_.knobs.report.old_registrations) {
            world_.tell.account_registered(
                person.joined, account, {person.device, person.ip}, person.identity, nullptr);
        }
    }
}

// Shops pay the hub in a few sums, seen here or not.
void LikeFarm::collect() {
    if (!random_.chance(0.6)) {
        return;
    }
    for (const std::uint32_t shop : clients_) {
        for (std::int64_t i = random_.uniform_int(1, 5); i > 0; --i) {
            const Ms at =
                begins_ + static_cast<Ms>(random_.uniform() * static_cast<double>(ends_ - begins_));
            world_.tell.transfer_made(
                at,
                world_.shops[shop].wallet,
                hub_,
                static_cast<Fen>(log_uniform(random_, 3000.0, 200000.0)) / 100 * 100,
                random_.pick(world_.phrases.agency_notes));
        }
    }
}

Origin LikeFarm::origin_of(std::uint32_t account) {
    Origin origin = world_.people.origin(account, random_);
    if (random_.chance(hosted_)) {
        origin.ip = random_.pick(lines_);
    }
    return origin;
}

void LikeFarm::like(Ms at, const Posted& posted, std::uint32_t liker, bool paid_for) {
    const std::uint32_t account = accounts_[liker];
    if (at <= world_.people[account].joined) {
        return;
    }
    const bool told = world_.tell.review_liked(at, posted.review, account, origin_of(account));
    ++unpaid_[liker];
    if (told && paid_for) {
        world_.truth.fake_like(truth_, posted.review, account);
    }
}

void LikeFarm::heard(Posted& posted, const Purchase& purchase) {
    if (posted.at < begins_ || posted.at >= ends_ || posted.stars < 4 ||
        purchase.shop >= is_client_.size()) {
        return;
    }
    if (!is_client_[purchase.shop]) {
        if (cover_ > 0.0 && random_.chance(cover_)) {
            const auto liker = static_cast<std::uint32_t>(random_.uniform_index(accounts_.size()));
            like(posted.at + hours(random_.exponential(30.0)), posted, liker, false);
        }
        return;
    }
    if (!random_.chance(taken_)) {
        return;
    }
    // Everybody at most once: from a random one on, skipping some.
    const auto many = static_cast<std::size_t>(std::max(1, likes_.draw_int(random_)));
    const std::size_t first = random_.uniform_index(accounts_.size());
    const std::size_t step = std::max<std::size_t>(1, accounts_.size() / many);
    const Ms ordered = posted.at + hours(random_.exponential(delay_h_));
    for (std::size_t i = 0; i < std::min(many, accounts_.size()); ++i) {
        const std::size_t liker = (first + i * step) % accounts_.size();
        const Ms at = ordered + hours(random_.exponential(0.3 + 0.5 * delay_h_));
        like(at, posted, static_cast<std::uint32_t>(liker), true);
    }
    world_.truth.client(truth_, purchase.shop);
}

void LikeFarm::hour(Ms now) {
    if (now < begins_ || now >= ends_) {
        return;
    }
    for (std::int64_t i = random_.poisson(shops_a_day_ / 24.0); i > 0; --i) {
        const Ms at = now + static_cast<Ms>(random_.uniform() * hour_ms);
        const std::uint32_t account = random_.pick(accounts_);
        if (world_.people[account].joined < at) {
            shoppers_.buy_at(at, account, world_.shops.any_open(at, random_), random_);
        }
    }
    const std::int64_t day = (now + 8 * hour_ms) / day_ms;
    if (!hired_ || day % 7 != static_cast<std::int64_t>(truth_ % 7) || local_hour(now) != 21) {
        return;
    }
    for (std::size_t row = 0; row < accounts_.size(); ++row) {
        if (unpaid_[row] > 0 && random_.chance(1.0 - 0.6 * care_)) {
            world_.tell.transfer_made(
                now + static_cast<Ms>(random_.uniform() * 2.0 * hour_ms),
                hub_,
                world_.people[accounts_[row]].wallet,
                fee_ * unpaid_[row],
                random_.pick(world_.phrases.wage_notes));
        }
        unpaid_[row] = 0;
    }
}

}  // namespace shouxin::world
