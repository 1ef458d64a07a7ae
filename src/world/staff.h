// Who buys where they work? The people of some shops, who are paid from the shop's own account and
// buy there now and then, cheaper than others: declared or not. They look like buyers whom the
// shop pays. Not thread-safe.
#pragma once

#include "world/shoppers.h"
#include "world/world.h"

#include <cstdint>
#include <vector>

namespace shouxin::world {

class Staff {
public:
    Staff(World& world, Shoppers& shoppers);

    // Wages and purchases of this hour.
    void hour(Ms now);

private:
    struct Team {
        std::uint32_t shop = 0;
        std::vector<std::uint32_t> accounts;
        Fen wage = 0;
        bool weekly = true;  // or monthly
        std::int64_t pay_day = 0;
        int pay_hour = 17;
        double price = 0.8;  // of the ordinary one
    };

    struct Want {
        Ms at;
        std::uint32_t team;
        std::uint32_t account;
    };

    void gather(Random& random);
    void pay(const Team& team, Ms now);
    void buy(const Want& want);

    World& world_;
    Shoppers& shoppers_;
    Random random_;
    std::vector<Team> teams_;
    std::vector<Want> wants_;  // by time, latest first
};

}  // namespace shouxin::world
