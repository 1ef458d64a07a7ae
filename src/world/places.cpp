#include "world/places.h"

#include <algorithm>
#include <cmath>

namespace shouxin::world {
namespace {

std::vector<Town> choose_towns(const PlaceKnobs& knobs, Random& random) {
    std::vector<Town> towns(known_towns().begin(), known_towns().end());
    random.shuffle(towns);
    const auto wanted = static_cast<std::size_t>(std::max(2, knobs.towns));
    towns.resize(std::min(towns.size(), wanted));
    return towns;
}

WeightedPick choose_sizes(std::size_t towns, Random& random) {
    std::vector<double> weights(towns);
    const double inequality = random.uniform(0.1, 0.9);
    for (double& weight : weights) {
        weight = random.lognormal(1.0, inequality);
    }
    return WeightedPick(weights);
}

}  // namespace

Places::Places(const PlaceKnobs& knobs, Random random)
    : knobs_(knobs),
      towns_(choose_towns(knobs, random)),
      people_(choose_sizes(towns_.size(), random)) {}

double Places::kilometres(std::size_t from, std::size_t to) const {
    const double north = (towns_[from].latitude_e2 - towns_[to].latitude_e2) * 1.11;
    const double east = (towns_[from].longitude_e2 - towns_[to].longitude_e2) * 0.92;
    return std::sqrt(north * north + east * east);
}

std::uint32_t Places::station(
    std::size_t from, std::size_t to, double progress, Random& random) const {
    std::size_t at = random.chance(progress) ? to : from;
    if (progress > 0.2 && progress < 0.8 && random.chance(knobs_.by_way)) {
        at = any(random);
    }
    const std::uint32_t code = towns_[at].code;
    const double form = random.uniform();
    if (form < knobs_.province_scans) {
        return code / 10000 * 10000;
    }
    return form < knobs_.province_scans + knobs_.prefecture_scans ? code / 100 * 100 : code;
}

}  // namespace shouxin::world
