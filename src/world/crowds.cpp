#include "world/crowds.h"

#include <algorithm>
#include <limits>

namespace shouxin::world {
namespace {

constexpr std::uint32_t any_item = std::numeric_limits<std::uint32_t>::max();

}  // namespace

Crowds::Crowds(World& world, Shoppers& shoppers)
    : world_(world), shoppers_(shoppers), random_(world.root.fork("crowds")) {
    const PromotionKnobs& knobs = world.knobs.promotions;
    plan(Occasion::livestream, knobs.livestreams, knobs.surge_orders, random_);
    plan(Occasion::flash_sale, knobs.flash_sales, knobs.surge_orders, random_);
    plan(Occasion::trial, knobs.trials, knobs.trial_orders, random_);
    plan(Occasion::office, knobs.office_lunches, knobs.office_size, random_);
    plan_new_shops(random_);
    declare_festival(random_);
    std::stable_sort(
        plans_.begin(), plans_.end(), [](const Plan& a, const Plan& b) { return a.at > b.at; });
}

void Crowds::plan(Occasion occasion, int count, const Span& size, Random& random) {
    for (; count > 0; --count) {
        Plan plan{};
        plan.occasion = occasion;
        const std::int64_t day = random.uniform_int(0, world_.knobs.calendar.days - 1);
        const bool office = occasion == Occasion::office;
        const double hour = office                        ? random.uniform(10.5, 12.5)
                            : occasion == Occasion::trial ? random.uniform(0.0, 12.0)
                                                          : random.uniform(9.0, 22.5);
        plan.at = world_.knobs.calendar.start + days(static_cast<double>(day)) + hours(hour);
        plan.shop = static_cast<std::uint32_t>(world_.shops.any_open(plan.at, random));
        // Lunch is mostly food near the office, but offices order other things together too.
        for (int tries = 0; office && tries < 20; ++tries) {
            if (world_.shops.category_of(plan.shop).words->service) {
                break;
            }
            plan.shop = static_cast<std::uint32_t>(world_.shops.any_open(plan.at, random));
        }
        const bool one_item = office ? random.chance(0.7) : random.chance(0.4);
        plan.item = one_item || occasion == Occasion::trial
                        ? world_.shops.any_item(plan.shop, random)
                        : any_item;
        plan.orders = size.draw_int(random);
        plan.hours_long = occasion == Occasion::trial ? random.uniform(24.0, 200.0)
                          : office                    ? random.uniform(0.2, 1.6)
                                                      : random.uniform(0.5, 6.0);
        declare(plan, random);
        plans_.push_back(plan);
    }
}

// Live streams and trials are announced beforehand, up to a day or so.
void Crowds::declare(const Plan& plan, Random& random) {
    const bool live = plan.occasion == Occasion::livestream;
    if (!live && plan.occasion != Occasion::trial) {
        return;
    }
    const std::uint64_t item = plan.item;
    world_.tell.campaign_declared(
        std::max(world_.knobs.calendar.start, plan.at - hours(random.uniform(0.0, 30.0))),
        world_.next.campaign++,
        plan.shop,
        plan.item == any_item ? nullptr : &item,
        live ? "livestream" : "trial");
}

void Crowds::declare_festival(Random& random) {
    const CalendarKnobs& calendar = world_.knobs.calendar;
    if (calendar.festival_day < 0) {
        return;
    }
    const Ms begins = calendar.start + days(calendar.festival_day);
    for (std::uint32_t shop = 0; shop < world_.shops.size(); ++shop) {
        if (random.chance(0.15)) {
            world_.tell.campaign_declared(
                std::max(calendar.start, begins - hours(random.uniform(1.0, 72.0))),
                world_.next.campaign++,
                shop,
                nullptr,
                random.chance(0.6) ? "festival" : "coupon");
        }
    }
}

// The owner's friends are the first to buy, and they are kind.
void Crowds::plan_new_shops(Random& random) {
    for (std::uint32_t shop = 0; shop < world_.shops.size(); ++shop) {
        const Ms opened = world_.shops[shop].opened_at;
        if (opened < world_.knobs.calendar.start ||
            !random.chance(world_.knobs.shops.friends_first)) {
            continue;
        }
        Plan plan{};
        plan.at = opened + hours(random.uniform(0.1, 20.0));
        plan.occasion = Occasion::new_shop;
        plan.shop = shop;
        plan.item = any_item;
        plan.orders = static_cast<int>(random.uniform_int(5, 60));
        plan.hours_long = random.uniform(3.0, 60.0);
        plans_.push_back(plan);
    }
}

void Crowds::hour(Ms now) {
    while (!plans_.empty() && plans_.back().at < now + hour_ms) {
        const Plan plan = plans_.back();
        plans_.pop_back();
        begin(plan);
    }
}

void Crowds::begin(const Plan& plan) {
    if (!world_.shops[plan.shop].open(plan.at)) {
        return;
    }
    Random random = random_.fork(static_cast<std::uint64_t>(plan.at)).fork(plan.shop);
    switch (plan.occasion) {
        case Occasion::livestream:
        case Occasion::flash_sale:
        case Occasion::new_shop:
            surge(plan, random);
            break;
        case Occasion::trial:
            trial(plan, random);
            break;
        case Occasion::office:
            lunch(plan, random);
            break;
    }
}

void Crowds::surge(const Plan& plan, Random& random) {
    for (int i = 0; i < plan.orders; ++i) {
        const Ms at = plan.at + hours(plan.hours_long * random.uniform());
        if (at >= world_.last_day_end()) {
            continue;
        }
        const std::uint32_t account = world_.people.shopper(at, random);
        if (plan.item == any_item || random.chance(0.3)) {
            shoppers_.buy_at(at, account, plan.shop, random);
            continue;
        }
        // The host shows the item; most go straight to it.
        const Origin origin = world_.people.origin(account, random);
        ViewTask task;
        task.dwell_s = {8.0, 150.0};
        task.rank = {1, 3};
        task.hides_keyword = 0.9;
        const Ms ready = random.chance(0.8)
                             ? shoppers_.browse().shortly(
                                   at, account, origin, plan.shop, plan.item, task, random)
                             : at;
        Purchase purchase = shoppers_.trade().choose(account, origin, plan.shop, plan.item, random);
        shoppers_.use_coupon(purchase, random);
        shoppers_.order(ready, purchase, random);
    }
}

// Declared openly: the price comes back by transfer, and people write what they think.
void Crowds::trial(const Plan& plan, Random& random) {
    const PromotionKnobs& knobs = world_.knobs.promotions;
    const bool by_shop = random.chance(knobs.trial_paid_by_shop);
    const double review_share = random.uniform(0.4, 1.0);
    for (int i = 0; i < plan.orders; ++i) {
        const Ms from = plan.at + hours(plan.hours_long * random.uniform());
        if (from >= world_.last_day_end()) {
            continue;
        }
        const std::uint32_t account = world_.people.shopper(from, random);
        const Origin origin = world_.people.origin(account, random);
        const Ms at =
            shoppers_.browse().naturally(from, account, origin, plan.shop, plan.item, random);
        Purchase purchase = shoppers_.trade().choose(account, origin, plan.shop, plan.item, random);
        purchase.quantity = 1;
        purchase.amount = world_.shops.item(plan.item).price;
        const Placed placed = shoppers_.trade().place(at, purchase, random);
        const std::optional<Ms> in_hand = shoppers_.trade().fulfil(placed, purchase, {}, random);
        if (!in_hand) {
            continue;
        }
        Ms pay_back_from = *in_hand;
        if (random.chance(review_share)) {
            const auto review =
                shoppers_.reviews().post_honestly(*in_hand, placed, purchase, random);
            pay_back_from = review ? review->at : pay_back_from;
        }
        const std::string_view note =
            knobs.trial_note ? world_.phrases.trial_note : random.pick(world_.phrases.reward_notes);
        world_.tell.transfer_made(
            pay_back_from + hours(random.uniform(0.2, 90.0)),
            by_shop ? world_.shops[plan.shop].wallet : platform_wallet,
            purchase.wallet,
            purchase.paid(),
            note);
    }
}

// One address, one line, the same dish within an hour; each pays, or one pays for all and the
// others send their part.
void Crowds::lunch(const Plan& plan, Random& random) {
    const std::size_t town = world_.shops[plan.shop].town;
    const Person office = world_.people.stranger(town, random);
    const bool one_payer = random.chance(world_.knobs.promotions.one_payer);
    const bool one_order = one_payer && random.chance(0.4);
    const std::uint32_t host = world_.people.shopper_in(town, plan.at, random);
    Fen shared = 0;
    for (int i = 0; i < plan.orders; ++i) {
        const Ms at = plan.at + hours(plan.hours_long * random.uniform());
        const std::uint32_t guest = i == 0 ? host : world_.people.shopper_in(town, at, random);
        const std::uint32_t item =
            plan.item == any_item ? world_.shops.any_item(plan.shop, random) : plan.item;
        Origin origin = world_.people.origin(guest, random);
        origin.ip = office.ip;
        Purchase purchase = shoppers_.trade().choose(guest, origin, plan.shop, item, random);
        purchase.address = office.address;
        purchase.town = office.town;
        if (one_order) {
            purchase.quantity = plan.orders;
            purchase.amount = world_.shops.item(item).price * plan.orders;
            shared = purchase.amount / plan.orders;
        }
        if (one_payer) {
            purchase.wallet = world_.people[host].wallet;
        }
        if (!one_order || i == 0) {
            const Ms ready =
                shoppers_.browse().naturally(at, guest, origin, plan.shop, item, random);
            shoppers_.order(ready, purchase, random);
        }
        if (one_payer && i > 0) {
            world_.tell.transfer_made(
                at + hours(random.uniform(0.1, 12.0)),
                world_.people[guest].wallet,
                world_.people[host].wallet,
                one_order ? shared : purchase.paid(),
                random.pick(world_.phrases.bill_notes));
        }
    }
}

}  // namespace shouxin::world
