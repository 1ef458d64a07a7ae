// What do honest people do? Somebody looks around, orders, waits, is content or isn't; all that
// follows is planned at once and told when its time comes.
#pragma once

#include "world/browse.h"
#include "world/reviews.h"
#include "world/trade.h"
#include "world/world.h"

#include <cstdint>

namespace shouxin::world {

class Shoppers {
public:
    explicit Shoppers(World& world);

    // Somebody buys something from this time on.
    void shop(Ms from, Random& random);

    // This person buys at this shop; `natural` false: came by a link and looked at nothing else.
    void buy_at(Ms from, std::uint32_t account, std::size_t shop, Random& random);

    // One order of an honest buyer and what follows from it.
    void order(Ms at, const Purchase& purchase, Random& random);

    // The item costs enough for a coupon, or is topped up to it.
    void use_coupon(Purchase& purchase, Random& random) const;

    Browse& browse() { return browse_; }

    Trade& trade() { return trade_; }

    Reviews& reviews() { return reviews_; }

private:
    std::size_t favourite(std::uint32_t account, Ms now, Random& random) const;
    void after_sale(
        Ms in_hand, const Placed& placed, const Purchase& purchase, Posted* review, Random& random);
    void make_amends(Ms in_hand, const Purchase& purchase, Posted* review, Random& random);
    void run_errand(const Placed& placed, const Purchase& purchase, Random& random);
    void order_more(Ms at, const Purchase& purchase, Random& random);

    World& world_;
    Browse browse_;
    Trade trade_;
    Reviews reviews_;
};

}  // namespace shouxin::world
