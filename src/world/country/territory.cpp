#include "world/country/territory.h"

#include "world/country/habits.h"

#include <algorithm>
#include <cmath>

namespace shouxin::world::country {

namespace {

using dispatch::Place;

constexpr double km_a_degree = 111.195;
constexpr std::size_t neighbourhoods_min = 10;

std::vector<double> weights_of(std::size_t many, Random random) {
    std::vector<double> weights(many);
    for (double& weight : weights) {
        weight = random.lognormal(1.0, 0.6);
    }
    return weights;
}

}  // namespace

Territory::Territory(const City& city, Random random)
    : longitude_(city.longitude),
      latitude_(city.latitude),
      km_a_degree_east_(
          metres(Place(city.longitude, city.latitude), Place(city.longitude + 1, city.latitude)) /
          1000),
      centres_(std::max<std::size_t>(city.districts, neighbourhoods_min)),
      pick_(weights_of(centres_.size(), random.fork("weights"))) {
    const double radius = radius_km_of_million * std::sqrt(city.people);
    for (Kilometres& centre : centres_) {
        centre = {random.normal(0, radius / 2), random.normal(0, radius / 2)};
    }
}

Place Territory::draw(Random& random) const {
    return draw_near(pick_(random), random);
}

Place Territory::draw_near(std::size_t which, Random& random) const {
    const Kilometres& centre = centres_[which];
    return at({random.normal(centre.east, spread_km), random.normal(centre.north, spread_km)});
}

Place Territory::at(Kilometres from_centre) const {
    return {
        longitude_ + from_centre.east / km_a_degree_east_,
        latitude_ + from_centre.north / km_a_degree};
}

}  // namespace shouxin::world::country
