// Where in a city do people live? In neighbourhoods around its centre, some larger than others:
// both customers and technicians are found there. Immutable once made.
#pragma once

#include "base/random.h"
#include "dispatch/urgent/pace.h"
#include "world/country/city.h"

#include <vector>

namespace shouxin::world::country {

class Territory {
public:
    // One neighbourhood a district, ten at least.
    Territory(const City& city, Random random);

    [[nodiscard]] dispatch::Place draw(Random& random) const;

    [[nodiscard]] std::size_t neighbourhoods() const { return centres_.size(); }

    // Around one of them.
    [[nodiscard]] dispatch::Place draw_near(std::size_t which, Random& random) const;

private:
    struct Kilometres {
        double east;
        double north;
    };

    [[nodiscard]] dispatch::Place at(Kilometres from_centre) const;

    double longitude_;
    double latitude_;
    double km_a_degree_east_;
    std::vector<Kilometres> centres_;
    WeightedPick pick_;
};

}  // namespace shouxin::world::country
