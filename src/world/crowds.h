// When do honest people act together? Live streams and flash sales, declared trials, office
// lunches, a new shop's friends, a festival. All look like fraud to somebody who counts orders.
#pragma once

#include "world/shoppers.h"
#include "world/world.h"

#include <cstdint>
#include <vector>

namespace shouxin::world {

class Crowds {
public:
    Crowds(World& world, Shoppers& shoppers);

    // Announces what begins within this hour and lets people come.
    void hour(Ms now);

private:
    enum class Occasion : std::uint8_t { livestream, flash_sale, trial, office, new_shop };

    struct Plan {
        Ms at;
        Occasion occasion;
        std::uint32_t shop;
        std::uint32_t item;
        int orders;
        double hours_long;
    };

    void plan(Occasion occasion, int count, const Span& size, Random& random);
    void plan_new_shops(Random& random);
    void declare(const Plan& plan, Random& random);
    void declare_festival(Random& random);
    void begin(const Plan& plan);
    void surge(const Plan& plan, Random& random);
    void trial(const Plan& plan, Random& random);
    void lunch(const Plan& plan, Random& random);

    World& world_;
    Shoppers& shoppers_;
    Random random_;
    std::vector<Plan> plans_;  // by time, latest first
};

}  // namespace shouxin::world
