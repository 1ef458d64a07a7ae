// What is said of an order afterwards, and who likes it? Whoever lives on reviews, as like farms
// do, is told of each when it is planned.
#pragma once

#include "world/trade.h"
#include "world/world.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace shouxin::world {

struct Posted {
    std::uint64_t review = 0;
    Ms at = 0;
    int stars = 5;
    bool removed = false;  // sooner or later
};

// Hears of every review that will be told, at the time when it is planned.
class ReviewFollower {
public:
    virtual ~ReviewFollower() = default;

    virtual void heard(Posted& posted, const Purchase& purchase) = 0;
};

class Reviews {
public:
    explicit Reviews(World& world);

    // REQUIRES: the follower outlives the last review.
    void follow(ReviewFollower& follower) { followers_.push_back(&follower); }

    // Nothing: past the end of the log.
    std::optional<Posted> post(
        Ms at,
        const Placed& placed,
        const Purchase& purchase,
        int stars,
        std::string_view text,
        const std::vector<std::uint64_t>& images);

    // With an honest buyer's stars and words, some time after the goods are in hand.
    std::optional<Posted> post_honestly(
        Ms in_hand, const Placed& placed, const Purchase& purchase, Random& random);

    // Once; later removals are passed over.
    void remove(Ms at, Posted& posted, std::string_view by);

    // Passers-by who like it; now and then it becomes popular.
    void liked_by_passers(const Posted& posted, std::uint32_t shop, Random& random);

    std::vector<std::uint64_t> fresh_images(std::size_t count);

private:
    // People who like whatever is said of a shop that they are fond of.
    struct Fans {
        std::uint32_t shop = 0;
        double zeal = 0.0;
        std::vector<std::uint32_t> accounts;
    };

    void gather_fans();
    void liked_by_fans(const Posted& posted, std::uint32_t shop, Random& random);
    void like(Ms at, const Posted& posted, std::uint32_t account, Random& random);
    void maybe_removed(Posted& posted, std::uint32_t shop, Random& random);
    int honest_stars(const Purchase& purchase, Random& random) const;
    std::vector<std::uint64_t> honest_images(const Purchase& purchase, Random& random);

    World& world_;
    std::vector<ReviewFollower*> followers_;
    std::vector<Fans> fans_;                  // by shop
    std::vector<std::uint32_t> enthusiasts_;  // people who like a lot
};

}  // namespace shouxin::world
