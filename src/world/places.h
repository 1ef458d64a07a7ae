// Where do people, shops and parcels sit in the made-up market? A selection of China's counties
// with distances and the stations a parcel passes on its way. Immutable after construction.
#pragma once

#include "base/random.h"
#include "world/dial.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::world {

struct Town {
    std::uint32_t code;        // six digits
    std::int32_t latitude_e2;  // hundredths of a degree
    std::int32_t longitude_e2;
};

std::span<const Town> known_towns();

struct PlaceKnobs {
    int towns = 30;
    double province_scans = 0.5;    // stations told by the province's code only
    double prefecture_scans = 0.0;  // or the prefecture's
    double by_way = 0.0;            // stations in a third province
};

class Places {
public:
    Places(const PlaceKnobs& knobs, Random random);

    std::size_t size() const { return towns_.size(); }

    std::uint32_t code(std::size_t town) const { return towns_[town].code; }

    std::size_t any(Random& random) const { return random.uniform_index(towns_.size()); }

    // Towns have people in unequal numbers.
    std::size_t by_people(Random& random) const { return people_(random); }

    double kilometres(std::size_t from, std::size_t to) const;

    // The code that a station tells on the way, `progress` 0 at the start and 1 at the end.
    std::uint32_t station(std::size_t from, std::size_t to, double progress, Random& random) const;

private:
    PlaceKnobs knobs_;
    std::vector<Town> towns_;
    WeightedPick people_;
};

}  // namespace shouxin::world
