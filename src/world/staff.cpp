#include "world/staff.h"

#include <algorithm>

namespace shouxin::world {

Staff::Staff(World& world, Shoppers& shoppers)
    : world_(world), shoppers_(shoppers), random_(world.root.fork("staff")) {
    for (int i = 0; i < world.knobs.money.staff_shops; ++i) {
        Random random = random_.fork(static_cast<std::uint64_t>(i));
        gather(random);
    }
    std::stable_sort(
        wants_.begin(), wants_.end(), [](const Want& a, const Want& b) { return a.at > b.at; });
}

void Staff::gather(Random& random) {
    const MoneyKnobs& knobs = world_.knobs.money;
    const Ms start = world_.knobs.calendar.start;
    Team team;
    team.shop = static_cast<std::uint32_t>(world_.shops.any_open(start, random));
    team.wage = static_cast<Fen>(log_uniform(random, 60'000.0, 220'000.0)) / 1000 * 1000;
    team.weekly = random.chance(0.6);
    team.pay_day = team.weekly ? random.uniform_int(0, 6) : random.uniform_int(0, 29);
    team.pay_hour = static_cast<int>(random.uniform_int(10, 20));
    team.price = knobs.staff_price.draw(random);
    for (int i = std::max(1, knobs.staff.draw_int(random)); i > 0; --i) {
        const std::uint32_t account =
            random.chance(0.7)
                ? world_.people.shopper_in(world_.shops[team.shop].town, start, random)
                : world_.people.anybody(random);
        team.accounts.push_back(account);
        for (int orders = knobs.staff_orders.draw_int(random); orders > 0; --orders) {
            const double day = world_.knobs.calendar.days * random.uniform();
            wants_.push_back(
                {start + days(day), static_cast<std::uint32_t>(teams_.size()), account});
        }
    }
    if (random.chance(knobs.staff_declared)) {
        world_.tell.campaign_declared(
            start + hours(random.uniform(0.0, 40.0)),
            world_.next.campaign++,
            team.shop,
            nullptr,
            "coupon");
    }
    teams_.push_back(std::move(team));
}

void Staff::hour(Ms now) {
    const std::int64_t day = (now + 8 * hour_ms) / day_ms;
    for (const Team& team : teams_) {
        const std::int64_t period = team.weekly ? 7 : 30;
        if (day % period == team.pay_day && local_hour(now) == team.pay_hour) {
            pay(team, now);
        }
    }
    while (!wants_.empty() && wants_.back().at < now + hour_ms) {
        const Want want = wants_.back();
        wants_.pop_back();
        buy(want);
    }
}

void Staff::pay(const Team& team, Ms now) {
    const double times = team.weekly ? 1.0 : 4.3;
    for (const std::uint32_t account : team.accounts) {
        const double full = static_cast<double>(team.wage) * times * random_.uniform(0.8, 1.2);
        world_.tell.transfer_made(
            now + static_cast<Ms>(random_.uniform() * hour_ms),
            world_.shops[team.shop].wallet,
            world_.people[account].wallet,
            static_cast<Fen>(full) / 100 * 100,
            random_.pick(world_.phrases.wage_notes));
    }
}

void Staff::buy(const Want& want) {
    const Team& team = teams_[want.team];
    if (!world_.shops[team.shop].open(want.at) || world_.people[want.account].joined >= want.at) {
        return;
    }
    const std::uint32_t item = world_.shops.any_item(team.shop, random_);
    const Origin origin = world_.people.origin(want.account, random_);
    const Ms ready =
        random_.chance(0.6)
            ? shoppers_.browse().naturally(want.at, want.account, origin, team.shop, item, random_)
            : want.at;
    Purchase bought = shoppers_.trade().choose(want.account, origin, team.shop, item, random_);
    bought.amount =
        std::max<Fen>(100, static_cast<Fen>(static_cast<double>(bought.amount) * team.price));
    shoppers_.order(ready, bought, random_);
}

}  // namespace shouxin::world
