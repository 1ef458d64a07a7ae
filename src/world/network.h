// Which address does a person come from? Homes in blocks of the town or anywhere, pools that a
// carrier shares among strangers, hosting ranges (some publicly known, some not). IPv4 as a
// number. Immutable after construction.
#pragma once

#include "base/random.h"
#include "world/knobs.h"

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::world {

class Network {
public:
    Network(const PeopleKnobs& knobs, std::size_t towns, Random random);

    std::uint32_t home(std::size_t town, Random& random) const;

    // One of the few addresses behind which a carrier hides many of the town's telephones.
    std::uint32_t carrier(std::size_t town, Random& random) const;

    std::uint32_t hosting(Random& random) const;

    // The ranges that public lists know, one CIDR a line; every world's are among them and others.
    static std::string known_hosting();

private:
    std::uint32_t domestic_block(Random& random) const;

    double local_blocks_;
    std::vector<std::uint32_t> first_octets_;
    std::vector<std::uint32_t> hosting_blocks_;
    std::vector<std::vector<std::uint32_t>> town_blocks_;
    std::vector<std::vector<std::uint32_t>> town_pools_;
};

}  // namespace shouxin::world
