// Which gangs work in a world, how many orders do they fake, and how careful are they? Drawn for
// every world from its preset. Plain values.
#pragma once

#include "base/random.h"
#include "world/dial.h"
#include "world/schemes.h"

#include <vector>

namespace shouxin::world {

struct FraudKnobs {
    struct Planted {
        Scheme scheme = Scheme::cashback;
        int gangs = 1;
    };

    std::vector<Planted> gangs;
    double fake_orders = 0.035;  // of all orders, when the gangs are not planted one by one
    Span care{0.0, 1.0};         // 0 a blatant gang, 1 a careful one
    double spread = 0.5;         // how far gangs differ from the ordinary
    double size_sigma = 0.5;
};

FraudKnobs draw_fraud(Preset preset, double scale, Random random);

}  // namespace shouxin::world
