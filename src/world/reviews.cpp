#include "world/reviews.h"

#include <algorithm>
#include <string>

namespace shouxin::world {
namespace {

// Images of shops' own pictures are numbered from the top, so that they never meet fresh ones.
constexpr std::uint64_t shop_images = 1ULL << 30U;

}  // namespace

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
    return Posted{facts.review, at, stars};
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
    const std::optional<Posted> posted =
        post(at, placed, purchase, stars, text, honest_images(purchase, random));
    if (posted) {
        liked_by_passers(*posted, random);
        if (random.chance(knobs.removed_by_author)) {
            const Ms removed_at = at + hours(random.uniform(4.0, 140.0));
            world_.tell.review_removed(
                removed_at, posted->review, random.chance(0.93) ? "author" : "platform");
        }
    }
    return posted;
}

void Reviews::liked_by_passers(const Posted& posted, Random& random) {
    const ReviewKnobs& knobs = world_.knobs.reviews;
    std::int64_t likes = random.poisson(knobs.likes);
    double spread_h = 30.0;
    if (random.chance(knobs.popular)) {
        likes += random.uniform_int(4, 40);
        spread_h = random.uniform(3.0, 60.0);
    }
    for (; likes > 0; --likes) {
        const Ms at = posted.at + hours(random.exponential(spread_h));
        const std::uint32_t account =
            world_.people.shopper(std::min(at, world_.last_day_end()), random);
        world_.tell.review_liked(at, posted.review, account, world_.people.origin(account, random));
    }
}

}  // namespace shouxin::world
