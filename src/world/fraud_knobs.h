// Which gangs work in a world, how many orders do they fake, and how careful are they? Drawn for
// every world from its preset. Plain values.
#pragma once

#include "base/random.h"
#include "world/dial.h"
#include "world/schemes.h"

#include <vector>

namespace shouxin::world {

// One gang as large as the source's: sub-gangs with agents and workers of their own, whose money
// comes through the same few hands.
struct OrganisationKnobs {
    int merchants = 0;  // none: there is no such gang
    int provinces = 20;
    int merchants_a_part = 5;
    double fake_orders = 0.0;
    double orders_a_worker = 30.0;
    double reviews = 0.8;  // a fake order
    double likes = 1.5;    // a fake review
};

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
    OrganisationKnobs organisation;
};

FraudKnobs draw_fraud(Preset preset, double scale, Random random);

}  // namespace shouxin::world
