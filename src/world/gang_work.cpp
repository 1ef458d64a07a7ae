// How a task is done: look, order, receive, praise.
#include "world/gang.h"

#include <algorithm>

namespace shouxin::world {

void Gang::hour(Ms now) {
    while (!tasks_.empty() && tasks_.back().at < now + hour_ms) {
        const Task task = tasks_.back();
        tasks_.pop_back();
        if (task.honest) {
            shop_for_cover(task);
        } else {
            work(task);
        }
    }
    if (traits_.pay_time == PayTime::weekly) {
        pay_week(now);
    }
    if (traits_.staffed > 0.0) {
        pay_staff(now);
    }
}

void Gang::shop_for_cover(const Task& task) {
    shoppers_.buy_at(
        task.at, workers_[task.worker].account, world_.shops.any_open(task.at, random_), random_);
}

Origin Gang::origin_of(const Worker& worker) {
    Origin origin = world_.people.origin(worker.account, random_);
    if (random_.chance(traits_.hosted)) {
        origin.ip = random_.pick(hosting_lines_);
    }
    return origin;
}

Ms Gang::browse(const Task& task, Ms from, const Origin& origin, std::uint32_t item) {
    const std::uint32_t account = workers_[task.worker].account;
    const std::uint32_t shop = shops_[task.shop].shop;
    const double way = random_.uniform();
    if (way < traits_.view_task) {
        return shoppers_.browse().as_told(from, account, origin, shop, item, traits_.task, random_);
    }
    if (way < traits_.view_task + traits_.view_short) {
        return shoppers_.browse().shortly(
            from, account, origin, shop, item, traits_.glance, random_);
    }
    return shoppers_.browse().naturally(from, account, origin, shop, item, random_);
}

Purchase Gang::purchase(const Task& task, const Origin& origin, std::uint32_t item) {
    const Worker& worker = workers_[task.worker];
    Purchase bought =
        shoppers_.trade().choose(worker.account, origin, shops_[task.shop].shop, item, random_);
    if (random_.chance(0.9)) {
        bought.quantity = 1;
        bought.amount = world_.shops.item(item).price;
    }
    const auto& coupons = world_.knobs.promotions.coupons;
    if (traits_.scheme == Scheme::subsidy && !coupons.empty()) {
        const PromotionKnobs::Coupon& coupon = coupons[truth_ % coupons.size()];
        const double over = random_.exponential(0.012 + 0.03 * traits_.care);
        bought.amount =
            coupon.threshold + static_cast<Fen>(over * static_cast<double>(coupon.threshold));
        bought.subsidy = coupon.off;
    } else if (random_.chance(0.5)) {
        shoppers_.use_coupon(bought, random_);
    }
    if (random_.chance(traits_.agent_pays_orders)) {
        bought.wallet = agents_[worker.agent];
    }
    return bought;
}

Handling Gang::handling(const Purchase& bought) {
    Handling handling;
    const double content = random_.uniform();
    if (content < traits_.empty_parcel) {
        handling.weight_g = static_cast<std::int64_t>(traits_.empty_weight.draw(random_));
    } else if (content < traits_.empty_parcel + traits_.gift_parcel) {
        handling.weight_g = static_cast<std::int64_t>(traits_.gift_weight.draw(random_));
    }
    handling.unscanned = random_.chance(traits_.unscanned);
    if (random_.chance(traits_.rushed)) {
        handling.transit = hours(traits_.rushed_h.draw(random_));
    }
    if (random_.chance(traits_.handed_elsewhere)) {
        handling.handed_in = world_.places.any(random_);
    }
    if (random_.chance(traits_.reused_waybill) && !shoppers_.trade().is_service(bought)) {
        if (waybill_left_ <= 0) {
            waybill_ = world_.next.parcel++;
            waybill_left_ = static_cast<int>(random_.uniform_int(2, traits_.waybill_orders));
        }
        --waybill_left_;
        handling.waybill = waybill_;
    }
    return handling;
}

void Gang::work(const Task& task) {
    Worker& worker = workers_[task.worker];
    const MemberShop& member = shops_[task.shop];
    if (has_had_enough(worker)) {
        return;
    }
    const std::uint32_t item = random_.chance(traits_.promoted)
                                   ? random_.pick(member.items)
                                   : world_.shops.any_item(member.shop, random_);
    const Origin origin = origin_of(worker);
    const Purchase bought = purchase(task, origin, item);
    const bool sends_back = random_.chance(traits_.refunded);
    Ms from = task.at;
    if (const Ms joined = world_.people[worker.account].joined; joined >= from) {
        from = joined + hours(random_.exponential(5.0)) + minute_ms;
    }
    if (traits_.pay_time == PayTime::in_advance) {
        from = pay_in_advance(task, bought, sends_back, from);
    }
    const Ms at = browse(task, from, origin, item);
    const Placed placed = shoppers_.trade().place(at, bought, random_);
    if (!placed.told) {
        return;
    }
    world_.truth.fake_order(truth_, placed.order, worker.account);
    if (traits_.scheme == Scheme::rival) {
        world_.truth.rival_pair(truth_, beneficiary_, member.shop);
    } else {
        world_.truth.guilty_merchant(truth_, member.shop);
    }
    ++worker.done;
    const std::optional<Ms> in_hand =
        traits_.unshipped > 0.0 && random_.chance(traits_.unshipped)
            ? std::nullopt
            : shoppers_.trade().fulfil(placed, bought, handling(bought), random_);
    const Ms done = in_hand.value_or(placed.paid_at + days(3));
    const std::optional<Posted> posted =
        in_hand ? review(task, *in_hand, placed, bought) : std::nullopt;
    if (sends_back) {
        world_.tell.order_refunded(
            done + hours(random_.uniform(1.0, 96.0)), placed.order, bought.paid());
    }
    if (cheats(worker)) {
        complain(worker, done, placed, bought, in_hand.has_value(), posted.has_value());
        return;
    }
    const Fen principal = sends_back ? 0 : bought.paid();
    const Fen earned = random_.chance(traits_.rewarded) ? reward(worker, bought.paid()) : 0;
    const bool after_review = traits_.pay_time == PayTime::after_review && posted;
    const bool paid_before = traits_.pay_time == PayTime::in_advance;
    pay_back(
        {after_review ? posted->at : done,
         paid_before ? earned : principal + earned,
         task.shop,
         task.worker});
}

std::vector<std::uint64_t> Gang::images(std::uint32_t shop_row) {
    if (!random_.chance(traits_.images)) {
        return {};
    }
    const auto count = static_cast<std::size_t>(random_.uniform_int(1, traits_.images_most));
    std::vector<std::uint64_t> shown = shoppers_.reviews().fresh_images(count);
    if (random_.chance(traits_.shared_images)) {
        // The organiser hands out a set of pictures for each shop.
        std::vector<std::uint64_t>& pool = image_pools_[shop_row];
        if (pool.empty()) {
            pool = shoppers_.reviews().fresh_images(
                static_cast<std::size_t>(random_.uniform_int(4, 30)));
        }
        for (std::uint64_t& image : shown) {
            image = random_.pick(pool);
        }
        std::sort(shown.begin(), shown.end());
        shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
    }
    return shown;
}

std::optional<Posted> Gang::review(
    const Task& task, Ms in_hand, const Placed& placed, const Purchase& bought) {
    if (voices_.empty() || !random_.chance(traits_.reviewed)) {
        return std::nullopt;
    }
    const WeightedPick pick(voice_weights_);
    const GangVoice& voice = voices_[pick(random_)];
    const CategoryWords& words = *world_.shops.category_of(bought.shop).words;
    const int stars = random_.chance(traits_.four_stars) ? 4 : 5;
    std::optional<Posted> posted = shoppers_.reviews().post(
        in_hand + hours(traits_.review_delay_h.draw(random_)),
        placed,
        bought,
        stars,
        world_.phrases.gang_review(voice, words, random_),
        images(task.shop));
    if (!posted) {
        return std::nullopt;
    }
    world_.truth.fake_review(truth_, posted->review, bought.buyer);
    shoppers_.reviews().liked_by_passers(*posted, bought.shop, random_);
    if (random_.chance(traits_.liked_reviews)) {
        like(*posted, bought.buyer);
    }
    const Ms closed = shops_[task.shop].until;
    if (closed != never && posted->at < closed && random_.chance(traits_.punished)) {
        shoppers_.reviews().remove(
            closed + hours(random_.uniform(-2.0, 30.0)), *posted, "platform");
    }
    return posted;
}

void Gang::like(const Posted& posted, std::uint32_t author) {
    for (int i = traits_.likes.draw_int(random_); i > 0; --i) {
        const Worker& liker = random_.pick(workers_);
        if (liker.account != author) {
            const bool told = world_.tell.review_liked(
                posted.at + hours(random_.exponential(2.5 + 10.0 * traits_.care)),
                posted.review,
                liker.account,
                origin_of(liker));
            if (told) {
                world_.truth.fake_like(truth_, posted.review, liker.account);
            }
        }
    }
}

}  // namespace shouxin::world
