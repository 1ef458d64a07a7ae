// Which money moves that has nothing to do with fraud? Friends, rents and debts; employers who
// pay many by the day or the week; the platform's settlements to shops.
#pragma once

#include "world/world.h"

#include <cstdint>
#include <vector>

namespace shouxin::world {

class Purses {
public:
    explicit Purses(World& world);

    void hour(Ms now);

private:
    struct Employer {
        std::uint32_t wallet = 0;
        std::vector<std::uint32_t> wallets;  // of those it pays
        double median_fen = 0.0;
        double sigma = 0.6;
        bool weekly = false;
        std::int64_t weekday = 0;
        double a_day = 0.0;      // people paid on an ordinary day
        std::uint64_t flat = 0;  // everybody gets the same, when not zero
        Ms from = 0;
        Ms until = 0;
    };

    Employer draw_employer(Random& random) const;
    std::uint32_t some_wallet(Random& random) const;
    void between_friends(Ms now);
    void pay_wages(Ms now);
    void pay(const Employer& employer, std::uint32_t wallet, Ms at);
    void settle(Ms now);

    World& world_;
    Random random_;
    std::vector<Employer> employers_;
    std::vector<Ms> next_settlement_;  // by shop
};

}  // namespace shouxin::world
