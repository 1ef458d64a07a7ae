#include "world/reviews.h"

#include <algorithm>
#include <string>

namespace shouxin::world {
namespace {

// Images of shops' own pictures are numbered from the top, so that they never meet fresh ones.
constexpr std::uint64_t shop_images = 1ULL << 30U;

}  // namespace

Reviews::Reviews(World& world) : world_(world) {
    gather_fans();
}

void Reviews::gather_fans() {
    const ReviewKnobs& knobs = world_.knobs.reviews;
    Random random = world_.root.fork("fans");
    const double many = knobs.enthusiasts * static_cast<double>(world_.people.size());
    for (std::int64_t i = 1 + static_cast<std::int64_t>(many); i > 0; --i) {
        enthusiasts_.push_back(world_.people.anybody(random));
    }
    for (std::uint32_t shop = 0; shop < world_.shops.size(); ++shop) {
        if (random.chance(knobs.fan_shops)) {
            Fans fans;
            fans.shop = shop;
            fans.zeal = random.uniform(0.03, 0.4);
            for (int i = knobs.fans.draw_int(random); i > 0; --i) {
                fans.accounts.push_back(world_.people.anybody(random));
            }
            fans_.push_back(std::move(fans));
        }
    }
}

std::optional<Posted> Reviews::post(
    Ms at,
    const Placed& placed,
    const Purchase& purchase,
    int stars,
    std::string_view text,
    const std::vector<std::uint64_t>& images) {
    ReviewFacts facts;
    facts.review = world_.next.review++;
    facts.order = placed.order;
    facts.account = purchase.buyer;
    facts.merchant = purchase.shop;
    facts.item = purchase.item;
    facts.stars = stars;
    facts.text = text;
    facts.images = images;
    facts.origin = purchase.origin;
    if (!world_.tell.review_posted(at, facts)) {
        return std::nullopt;
    }
    Posted posted{facts.review, at, stars};
    for (ReviewFollower* follower : followers_) {
        follower->heard(posted, purchase);
    }
    return posted;
}

std::vector<std::uint64_t> Reviews::fresh_images(std::size_t count) {
    std::vector<std::uint64_t> images;
    for (; count > 0; --count) {
        images.push_back(world_.next.image++);
    }
    return images;
}

int Reviews::honest_stars(const Purchase& purchase, Random& random) const {
    const std::array<double, 5>& share = world_.knobs.reviews.stars;
    // A bad shop's buyers are unhappier, but never all of them.
    const double unhappy = std::min(3.0, static_cast<double>(world_.shops[purchase.shop].regret));
    double drawn = random.uniform();
    for (int stars = 1; stars <= 3; ++stars) {
        const double width = share[static_cast<std::size_t>(stars - 1)] * (0.4 + 0.6 * unhappy);
        if (drawn < width) {
            return stars;
        }
        drawn -= width;
    }
    return random.chance(share[3] / (share[3] + share[4])) ? 4 : 5;
}

std::vector<std::uint64_t> Reviews::honest_images(const Purchase& purchase, Random& random) {
    const ReviewKnobs& knobs = world_.knobs.reviews;
    if (!random.chance(knobs.images)) {
        return {};
    }
    const auto count = static_cast<std::size_t>(1.0 + random.uniform() * knobs.images_max);
    std::vector<std::uint64_t> images = fresh_images(count);
    if (random.chance(knobs.shared_image)) {
        images.front() = shop_images + purchase.item * 4ULL + random.uniform_index(3);
    }
    return images;
}

std::optional<Posted> Reviews::post_honestly(
    Ms in_hand, const Placed& placed, const Purchase& purchase, Random& random) {
    const ReviewKnobs& knobs = world_.knobs.reviews;
    const Ms at =
        in_hand + hours(std::min(600.0, random.lognormal(knobs.delay_h, knobs.delay_sigma)));
    const int stars = honest_stars(purchase, random);
    const CategoryWords& words = *world_.shops.category_of(purchase.shop).words;
    std::string text = world_.phrases.honest_review(words, stars, random);
    if (world_.people[purchase.buyer].repeats_text && stars >= 4) {
        Random own = world_.root.fork("habit").fork(purchase.buyer);
        text = world_.phrases.honest_review(all_categories()[0], 5, own);
    }
    std::optional<Posted> posted =
        post(at, placed, purchase, stars, text, honest_images(purchase, random));
    if (posted) {
        liked_by_passers(*posted, purchase.shop, random);
        maybe_removed(*posted, purchase.shop, random);
    }
    return posted;
}

void Reviews::remove(Ms at, Posted& posted, std::string_view by) {
    if (!posted.removed) {
        posted.removed = world_.tell.review_removed(at, posted.review, by);
    }
}

// Authors change their mind, the platform finds abuse; some shops may take abuse down themselves.
void Reviews::maybe_removed(Posted& posted, std::uint32_t shop, Random& random) {
    const ReviewKnobs& knobs = world_.knobs.reviews;
    if (random.chance(knobs.removed_by_author)) {
        const Ms removed_at = posted.at + hours(random.uniform(4.0, 140.0));
        remove(removed_at, posted, random.chance(0.93) ? "author" : "platform");
    } else if (posted.stars <= 3 && shop % 8 == 0 && random.chance(8.0 * knobs.removed_by_shop)) {
        remove(posted.at + hours(log_uniform(random, 0.5, 200.0)), posted, "merchant");
    }
}

void Reviews::like(Ms at, const Posted& posted, std::uint32_t account, Random& random) {
    world_.tell.review_liked(at, posted.review, account, world_.people.origin(account, random));
}

void Reviews::liked_by_fans(const Posted& posted, std::uint32_t shop, Random& random) {
    const auto fans =
        std::lower_bound(fans_.begin(), fans_.end(), shop, [](const Fans& a, std::uint32_t b) {
            return a.shop < b;
        });
    if (fans == fans_.end() || fans->shop != shop || posted.stars < 4) {
        return;
    }
    for (const std::uint32_t fan : fans->accounts) {
        if (random.chance(fans->zeal)) {
            like(posted.at + hours(random.exponential(12.0)), posted, fan, random);
        }
    }
}

void Reviews::liked_by_passers(const Posted& posted, std::uint32_t shop, Random& random) {
    const ReviewKnobs& knobs = world_.knobs.reviews;
    liked_by_fans(posted, shop, random);
    std::int64_t likes = random.poisson(knobs.likes);
    double spread_h = 30.0;
    if (random.chance(knobs.popular)) {
        likes += random.uniform_int(4, 40);
        spread_h = random.uniform(3.0, 60.0);
    }
    for (; likes > 0; --likes) {
        const Ms at = posted.at + hours(random.exponential(spread_h));
        const bool often = random.chance(knobs.by_enthusiasts);
        const std::uint32_t account =
            often ? random.pick(enthusiasts_)
                  : world_.people.shopper(std::min(at, world_.last_day_end()), random);
        like(at, posted, account, random);
    }
}

}  // namespace shouxin::world
