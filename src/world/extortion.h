// Who blames for a living? Extorters buy something cheap, post one star at once, and ask shops for
// money; some shops pay, some reviews go. The orders are real, the reviews are not.
#pragma once

#include "world/gang_traits.h"
#include "world/shoppers.h"
#include "world/world.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::world {

class Extorters {
public:
    Extorters(World& world, Shoppers& shoppers, GangTraits traits, std::string name, Random random);

    void hour(Ms now);

private:
    struct Visit {
        Ms at;
        std::uint32_t account;
        std::uint32_t shop;
    };

    void blackmail(const Visit& visit);
    std::uint32_t cheap_item(std::uint32_t shop);

    World& world_;
    Shoppers& shoppers_;
    const GangTraits traits_;
    const std::size_t truth_;
    Random random_;
    std::vector<Visit> visits_;         // by time, latest first
    std::vector<std::uint32_t> tills_;  // payment accounts that collect
    double pays_ = 0.5;
    double removes_ = 0.6;  // of those paid
    double refunds_ = 0.3;
    Span demand_yuan_{100, 1000};
    Span review_delay_h_{0.2, 20};
};

}  // namespace shouxin::world
