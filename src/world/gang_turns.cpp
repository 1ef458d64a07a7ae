// What goes otherwise than in an ordinary gang: shops that are closed and open again under other
// names, the shop's own people as buyers, workers who never see their money again.
#include "world/gang.h"

#include <algorithm>

namespace shouxin::world {

// Every shop closes within the run, and its owner opens another; what is kept of the old one
// differs. The first half of shops_ are the old ones, the second the new ones in the same order.
void Gang::bear_again() {
    const std::size_t pairs = shops_.size();
    const double run = static_cast<double>(ends_ - begins_);
    for (std::size_t row = 0; row < pairs; ++row) {
        const std::uint32_t old = shops_[row].shop;
        const double part = traits_.reborn_at * random_.uniform(0.9, 1.1);
        const Ms closed = begins_ + static_cast<Ms>(run * part);
        Inheritance kept;
        kept.payee = random_.chance(traits_.same_payee);
        kept.town = !kept.payee || random_.chance(traits_.same_town);
        kept.goods = random_.chance(traits_.same_goods);
        kept.item_ids = kept.goods && random_.chance(traits_.same_items);
        MemberShop again = shops_[row];
        again.from = closed + days(traits_.reborn_gap_days.draw(random_));
        again.shop = world_.shops.reopen(old, again.from, kept, world_.next, random_);
        const std::uint32_t first = world_.shops[old].first_item;
        for (std::uint32_t& item : again.items) {
            item = world_.shops[again.shop].first_item + (item - first);
        }
        again.from += hours(random_.uniform(1.0, 24.0));
        world_.shops[old].closed_at = closed;
        shops_[row].until = closed;
        shops_.push_back(std::move(again));
    }
}

void Gang::hire_staff() {
    patience_ = static_cast<int>(random_.uniform_int(1, 3));
    for (Worker& worker : workers_) {
        if (traits_.staffed > 0.0 && random_.chance(traits_.staffed)) {
            worker.staff = true;
            worker.shop = static_cast<std::uint32_t>(random_.uniform_index(shops_.size()));
        }
        if (traits_.reborn && !random_.chance(traits_.same_workers)) {
            worker.at_new = random_.chance(0.5);
            worker.at_old = !worker.at_new;
        }
    }
}

// Wages with what was laid out since, in one sum.
void Gang::pay_staff(Ms now) {
    const std::int64_t day = (now + 8 * hour_ms) / day_ms;
    if (day % 7 != static_cast<std::int64_t>(truth_ % 7) || local_hour(now) != 18) {
        return;
    }
    for (Worker& worker : workers_) {
        if (!worker.staff) {
            continue;
        }
        const double full = static_cast<double>(traits_.wage) * random_.uniform(0.85, 1.15);
        world_.tell.transfer_made(
            now + static_cast<Ms>(random_.uniform() * hour_ms),
            world_.shops[shops_[worker.shop].shop].wallet,
            world_.people[worker.account].wallet,
            static_cast<Fen>(full) / 1000 * 1000 + worker.owed,
            random_.pick(world_.phrases.wage_notes));
        worker.owed = 0;
    }
}

bool Gang::has_had_enough(const Worker& worker) const {
    return traits_.trust_orders >= 0 && worker.unpaid >= patience_;
}

// The first orders win trust; counts the ones after them.
bool Gang::cheats(Worker& worker) const {
    if (traits_.trust_orders < 0 || worker.done <= traits_.trust_orders) {
        return false;
    }
    ++worker.unpaid;
    return true;
}

// Most keep silent: they took part in something forbidden.
void Gang::complain(
    const Worker& worker,
    Ms from,
    const Placed& placed,
    const Purchase& bought,
    bool in_hand,
    bool has_reviewed) {
    if (random_.chance(traits_.asks_refund)) {
        world_.tell.order_refunded(
            from + days(random_.uniform(1.0, 9.0)), placed.order, bought.paid());
    }
    if (!random_.chance(traits_.complains)) {
        return;
    }
    const Ms at = from + days(random_.uniform(0.5, 8.0));
    if (random_.chance(0.6)) {
        world_.tell.message_posted(
            at,
            random_.chance(0.9) ? &worker.account : nullptr,
            random_.pick(world_.phrases.channels),
            world_.phrases.cry(worker.unpaid, random_));
    }
    if (in_hand && !has_reviewed && random_.chance(0.5)) {
        const CategoryWords& words = *world_.shops.category_of(bought.shop).words;
        const std::optional<Posted> posted = shoppers_.reviews().post(
            at, placed, bought, 1, world_.phrases.threat(words, random_), {});
        if (posted) {
            world_.truth.fake_review(truth_, posted->review, bought.buyer);
        }
    }
}

}  // namespace shouxin::world
