#include "world/hidden_reviews.h"

#include <algorithm>

namespace shouxin::world {
namespace {

constexpr Fen most_for_a_review = 30'000;

}  // namespace

HiddenReviews::HiddenReviews(World& world, Shoppers& shoppers, std::string name, Random random)
    : world_(world),
      shoppers_(shoppers),
      truth_(world.truth.add_gang(std::move(name), Scheme::hidden_reviews)),
      random_(random) {
    draw_habits();
    take_shops();
    shoppers_.reviews().follow(*this);
}

void HiddenReviews::draw_habits() {
    const double length = static_cast<double>(world_.knobs.calendar.days);
    const double lasts = random_.uniform(0.4, 1.0) * length;
    begins_ = world_.knobs.calendar.start + days(random_.uniform(0.0, length - lasts));
    ends_ = begins_ + days(lasts + 12.0);
    busy_ = random_.uniform(0.35, 1.0);
    ways_[random_.uniform_index(ways_.size())] = 1.0;
    if (random_.chance(0.3)) {
        ways_[random_.uniform_index(ways_.size())] += random_.uniform(0.2, 1.0);
    }
    agrees_ = random_.uniform(0.4, 0.95);
    const double low = log_uniform(random_, 3.0, 30.0);
    sum_yuan_ = {low, low * random_.uniform(1.1, 4.0)};
    part_of_price_ = random_.chance(0.4) ? random_.uniform(0.15, 1.1) : 0.0;
    const double soon = log_uniform(random_, 0.3, 24.0);
    answer_h_ = {soon, soon + log_uniform(random_, 4.0, 120.0)};
    from_till_ = random_.chance(0.3);
    till_ = world_.next.wallet++;
    insider_ = static_cast<std::uint32_t>(random_.uniform_int(0, world_.knobs.talk.staff - 1));
    talked_of_ = random_.chance(0.6) ? random_.uniform(0.02, 0.3) : 0.0;
}

// One shop, or several that use one service; the well known have more to hide.
void HiddenReviews::take_shops() {
    is_ours_.resize(world_.shops.size(), false);
    const auto wanted = static_cast<int>(log_uniform(random_, 2.0, 12.0));
    for (int i = 0; i < wanted; ++i) {
        const std::size_t shop = random_.chance(0.6) ? world_.shops.any_open(begins_, random_)
                                                     : random_.uniform_index(world_.shops.size());
        is_ours_[shop] = true;
    }
}

void HiddenReviews::heard(Posted& posted, const Purchase& purchase) {
    const bool bad = posted.stars <= 2 || (posted.stars == 3 && random_.chance(0.2));
    if (!bad || posted.removed || posted.at < begins_ || posted.at >= ends_ ||
        purchase.shop >= is_ours_.size() || !is_ours_[purchase.shop] || !random_.chance(busy_)) {
        return;
    }
    const Ms at = posted.at + hours(answer_h_.draw(random_));
    const WeightedPick way(ways_);
    switch (way(random_)) {
        case 0:
            buy_silence(at, posted, purchase);
            break;
        case 1:
            take_down(at, posted, purchase, "merchant");
            break;
        default:
            take_down(at, posted, purchase, "platform");
            break;
    }
}

// The money comes before the review goes, or after, when a picture of it was asked for.
void HiddenReviews::buy_silence(Ms at, Posted& posted, const Purchase& purchase) {
    auto sum = static_cast<Fen>(sum_yuan_.draw(random_)) * 100;
    if (part_of_price_ > 0.0) {
        const auto part = static_cast<Fen>(part_of_price_ * static_cast<double>(purchase.paid()));
        sum = std::clamp<Fen>(part, 200, most_for_a_review);
    }
    if (random_.chance(0.15)) {
        tell_of_it(at, purchase.buyer);
    }
    if (!random_.chance(agrees_)) {
        return;
    }
    const bool after = random_.chance(0.4);
    const Ms gone = at + hours(log_uniform(random_, 0.1, 40.0));
    const Ms paid = after ? gone + hours(log_uniform(random_, 0.05, 10.0)) : at;
    world_.tell.transfer_made(
        paid,
        from_till_ ? till_ : world_.shops[purchase.shop].wallet,
        purchase.wallet,
        sum,
        random_.pick(
            random_.chance(0.7) ? world_.phrases.amends_notes : world_.phrases.reward_notes));
    take_down(gone, posted, purchase, "author");
}

void HiddenReviews::take_down(
    Ms at, Posted& posted, const Purchase& purchase, std::string_view by) {
    shoppers_.reviews().remove(at, posted, by);
    if (!posted.removed) {
        return;
    }
    world_.truth.hidden_review(
        truth_, posted.review, purchase.shop, by == "author" ? "bought" : by);
    if (by == "platform" && random_.chance(0.7)) {
        world_.tell.staff_accessed(
            std::max(world_.knobs.calendar.start, at - hours(random_.uniform(0.02, 2.0))),
            insider_,
            world_.phrases.fold_resource,
            random_.chance(0.6) ? "override" : "write");
    }
    if (by != "author" && random_.chance(talked_of_)) {
        tell_of_it(at + hours(random_.uniform(1.0, 60.0)), purchase.buyer);
    }
}

void HiddenReviews::tell_of_it(Ms at, std::uint32_t account) {
    world_.tell.message_posted(
        at, &account, random_.pick(world_.phrases.channels), world_.phrases.card(random_));
}

}  // namespace shouxin::world
