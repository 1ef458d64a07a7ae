#include "world/companies.h"

#include <algorithm>
#include <cmath>

namespace shouxin::world {

Companies::Companies(World& world, Shoppers& shoppers)
    : world_(world), shoppers_(shoppers), random_(world.root.fork("companies")) {
    for (int i = 0; i < world.knobs.promotions.companies; ++i) {
        Random random = random_.fork(static_cast<std::uint64_t>(i));
        found(random);
    }
    std::stable_sort(
        needs_.begin(), needs_.end(), [](const Need& a, const Need& b) { return a.at > b.at; });
}

void Companies::found(Random& random) {
    const PromotionKnobs& knobs = world_.knobs.promotions;
    const Ms start = world_.knobs.calendar.start;
    Company company;
    company.shop = static_cast<std::uint32_t>(world_.shops.any_open(start, random));
    for (std::int64_t items = random.chance(0.7) ? 1 : random.uniform_int(2, 4); items > 0;
         --items) {
        company.items.push_back(world_.shops.any_item(company.shop, random));
    }
    const std::size_t town = world_.shops[company.shop].town;
    const int size = std::max(1, knobs.company_size.draw_int(random));
    for (int i = 0; i < size; ++i) {
        company.colleagues.push_back(
            random.chance(0.6) ? world_.people.shopper_in(town, start, random)
                               : world_.people.shopper(start, random));
    }
    company.address_of = company.colleagues.front();
    company.one_wallet = random.chance(0.4);
    company.one_device = random.chance(0.25);
    company.one_line = random.chance(0.5);
    company.several = random.uniform(0.0, 0.5);

    const double days_long = random.uniform(0.3, 1.0) * world_.knobs.calendar.days;
    const double first_day = random.uniform(0.0, world_.knobs.calendar.days - days_long);
    const auto number = static_cast<std::uint32_t>(companies_.size());
    for (std::uint32_t i = 0; i < company.colleagues.size(); ++i) {
        for (int orders = knobs.company_orders.draw_int(random); orders > 0; --orders) {
            const double day = std::floor(first_day + days_long * random.uniform());
            const Ms at = start + days(day) + hours(random.uniform(9.0, 18.0));
            if (at < world_.last_day_end()) {
                needs_.push_back({at, number, i});
            }
        }
    }
    companies_.push_back(std::move(company));
}

void Companies::hour(Ms now) {
    while (!needs_.empty() && needs_.back().at < now + hour_ms) {
        const Need need = needs_.back();
        needs_.pop_back();
        order(need);
    }
}

void Companies::order(const Need& need) {
    Random random = random_.fork(static_cast<std::uint64_t>(need.at)).fork(need.colleague);
    const Company& company = companies_[need.company];
    if (!world_.shops[company.shop].open(need.at)) {
        return;
    }
    const std::uint32_t buyer = company.colleagues[need.colleague];
    const std::uint32_t item = random.pick(company.items);
    Origin origin = world_.people.origin(buyer, random);
    if (company.one_device) {
        origin.device = world_.people[company.address_of].device;
    }
    if (company.one_line) {
        origin.ip = world_.people[company.address_of].ip;
    }
    Purchase purchase = shoppers_.trade().choose(buyer, origin, company.shop, item, random);
    purchase.address = world_.people[company.address_of].address;
    purchase.town = world_.people[company.address_of].town;
    purchase.quantity =
        random.chance(company.several) ? static_cast<int>(random.uniform_int(2, 4)) : 1;
    purchase.amount = world_.shops.item(item).price * purchase.quantity;
    if (company.one_wallet) {
        purchase.wallet = world_.people[company.address_of].wallet;
    }
    const Ms ready =
        shoppers_.browse().naturally(need.at, buyer, origin, company.shop, item, random);
    shoppers_.order(ready, purchase, random);
}

}  // namespace shouxin::world
