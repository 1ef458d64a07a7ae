// Which honest people buy the same thing again and again? Companies, canteens and workshops: a
// few colleagues at one address order from one shop for weeks, in working hours. They look like
// brushers to whoever counts repeated orders.
#pragma once

#include "world/shoppers.h"
#include "world/world.h"

#include <cstdint>
#include <vector>

namespace shouxin::world {

class Companies {
public:
    Companies(World& world, Shoppers& shoppers);

    // Lets those order whose time is within this hour.
    void hour(Ms now);

private:
    struct Company {
        std::uint32_t shop = 0;
        std::vector<std::uint32_t> items;  // one, or a few in turn
        std::vector<std::uint32_t> colleagues;
        std::uint32_t address_of = 0;  // whose address they order to
        bool one_wallet = false;
        bool one_device = false;  // an office telephone orders for all
        bool one_line = false;    // all through the company's IP
        double several = 0.2;     // orders of more than one piece
    };

    struct Need {
        Ms at;
        std::uint32_t company;
        std::uint32_t colleague;
    };

    void found(Random& random);
    void order(const Need& need);

    World& world_;
    Shoppers& shoppers_;
    Random random_;
    std::vector<Company> companies_;
    std::vector<Need> needs_;  // by time, latest first
};

}  // namespace shouxin::world
