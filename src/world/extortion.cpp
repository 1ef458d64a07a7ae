#include "world/extortion.h"

#include <algorithm>
#include <limits>

namespace shouxin::world {

Extorters::Extorters(
    World& world, Shoppers& shoppers, GangTraits traits, std::string name, Random random)
    : world_(world),
      shoppers_(shoppers),
      traits_(std::move(traits)),
      truth_(world.truth.add_gang(std::move(name), Scheme::extortion)),
      random_(random),
      pays_(random_.uniform(0.15, 0.8)),
      removes_(random_.uniform(0.3, 1.0)),
      refunds_(random_.uniform(0.0, 0.6)) {
    const double low = log_uniform(random_, 30.0, 400.0);
    demand_yuan_ = {low, low * random_.uniform(1.5, 8.0)};
    const double soon = log_uniform(random_, 0.05, 6.0);
    review_delay_h_ = {soon, soon + log_uniform(random_, 1.0, 30.0)};
    for (std::int64_t i = random_.chance(0.5) ? 1 : random_.uniform_int(2, 8); i > 0; --i) {
        tills_.push_back(world_.next.wallet++);
    }
    std::vector<std::uint32_t> crew;
    for (int i = 0; i < traits_.workers; ++i) {
        crew.push_back(world_.people.anybody(random_));
        world_.people[crew.back()].recruited = true;
    }
    std::vector<std::uint32_t> targets;
    for (std::int64_t i = random_.uniform_int(8, 80); i > 0; --i) {
        targets.push_back(static_cast<std::uint32_t>(random_.uniform_index(world_.shops.size())));
    }
    const Ms begins = world_.knobs.calendar.start + days(std::max(0.0, traits_.begins_day));
    const double lasts = std::max(traits_.lasts_days, 5.0);
    for (int i = 0; i < traits_.orders; ++i) {
        const Ms at = begins + days(lasts * random_.uniform());
        const std::uint32_t account = random_.pick(crew);
        const std::uint32_t shop = random_.pick(targets);
        if (at < world_.last_day_end() && world_.people[account].joined < at &&
            world_.shops[shop].open(at)) {
            visits_.push_back({at, account, shop});
        }
    }
    std::stable_sort(
        visits_.begin(), visits_.end(), [](const Visit& a, const Visit& b) { return a.at > b.at; });
}

void Extorters::hour(Ms now) {
    while (!visits_.empty() && visits_.back().at < now + hour_ms) {
        const Visit visit = visits_.back();
        visits_.pop_back();
        blackmail(visit);
    }
}

std::uint32_t Extorters::cheap_item(std::uint32_t shop) {
    std::uint32_t cheapest = world_.shops.any_item(shop, random_);
    for (int looks = 0; looks < 3; ++looks) {
        const std::uint32_t other = world_.shops.any_item(shop, random_);
        if (world_.shops.item(other).price < world_.shops.item(cheapest).price) {
            cheapest = other;
        }
    }
    return cheapest;
}

void Extorters::blackmail(const Visit& visit) {
    const std::uint32_t item = cheap_item(visit.shop);
    const Origin origin = world_.people.origin(visit.account, random_);
    const Ms at =
        shoppers_.browse().naturally(visit.at, visit.account, origin, visit.shop, item, random_);
    const Purchase bought =
        shoppers_.trade().choose(visit.account, origin, visit.shop, item, random_);
    const Placed placed = shoppers_.trade().place(at, bought, random_);
    const std::optional<Ms> in_hand = shoppers_.trade().fulfil(placed, bought, {}, random_);
    if (!in_hand) {
        return;
    }
    const CategoryWords& words = *world_.shops.category_of(visit.shop).words;
    std::optional<Posted> posted = shoppers_.reviews().post(
        *in_hand + hours(review_delay_h_.draw(random_)),
        placed,
        bought,
        random_.chance(0.92) ? 1 : 2,
        world_.phrases.threat(words, random_),
        {});
    if (!posted) {
        return;
    }
    world_.truth.fake_review(truth_, posted->review, visit.account);
    const Ms answered = posted->at + hours(log_uniform(random_, 1.0, 120.0));
    if (random_.chance(pays_)) {
        const auto demand = static_cast<Fen>(demand_yuan_.draw(random_) * 100.0);
        world_.tell.transfer_made(
            answered,
            world_.shops[visit.shop].wallet,
            random_.chance(0.75) ? random_.pick(tills_) : bought.wallet,
            random_.chance(0.8) ? std::max<Fen>(1000, demand / 1000 * 1000) : demand,
            random_.pick(world_.phrases.amends_notes));
        if (random_.chance(removes_)) {
            shoppers_.reviews().remove(
                answered + hours(random_.uniform(0.1, 48.0)), *posted, "author");
        }
    } else if (random_.chance(0.2)) {
        shoppers_.reviews().remove(answered, *posted, "author");
    }
    if (random_.chance(refunds_)) {
        world_.tell.order_refunded(
            *in_hand + hours(random_.uniform(2.0, 90.0)), placed.order, bought.paid());
    }
}

}  // namespace shouxin::world
