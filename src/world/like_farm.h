// Who likes for a living? A set of accounts, made for it or hired by the piece, that likes the good
// reviews of the shops that pay, whoever wrote them, and other reviews now and then so as to look
// like anybody. They seldom buy. Not thread-safe.
#pragma once

#include "world/shoppers.h"
#include "world/world.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::world {

class LikeFarm final : public ReviewFollower {
public:
    LikeFarm(World& world, Shoppers& shoppers, std::string name, Random random);

    void heard(Posted& posted, const Purchase& purchase) override;

    // What the accounts buy and are paid in this hour.
    void hour(Ms now);

private:
    void draw_habits();
    void take_clients();
    void make_accounts(int wanted);
    void hire_accounts(int wanted);
    void collect();
    void like(Ms at, const Posted& posted, std::uint32_t liker, bool paid_for);
    Origin origin_of(std::uint32_t account);

    World& world_;
    Shoppers& shoppers_;
    const std::size_t truth_;
    Random random_;
    double care_ = 0.0;
    Ms begins_ = 0;
    Ms ends_ = 0;
    bool hired_ = false;
    std::vector<std::uint32_t> accounts_;
    std::vector<int> unpaid_;             // likes, by row of accounts_
    std::vector<std::uint32_t> clients_;  // shops
    std::vector<bool> is_client_;         // by shop
    std::vector<std::uint32_t> lines_;
    std::uint32_t hub_ = 0;     // the payment account that collects and pays
    double taken_ = 0.7;        // of the clients' good reviews
    Span likes_{3, 12};         // on each
    double delay_h_ = 3.0;      // between the review and the likes, on average
    double cover_ = 0.01;       // of other shops' reviews that get a like too
    double hosted_ = 0.0;       // likes from hosting lines
    double shops_a_day_ = 0.0;  // orders of all accounts
    Fen fee_ = 50;              // a like
};

}  // namespace shouxin::world
