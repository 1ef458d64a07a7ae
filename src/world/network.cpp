#include "world/network.h"

#include <algorithm>
#include <array>

namespace shouxin::world {
namespace {

constexpr std::uint32_t block(std::uint32_t first, std::uint32_t second) {
    return first << 24U | second << 16U;
}

// First octets that Chinese access networks hold much of; several also hold hosting.
constexpr std::array<std::uint32_t, 46> domestic_octets{
    14,  27,  36,  39,  42,  43,  45,  47,  49,  58,  59,  60,  61,  101, 103, 104,
    106, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124,
    125, 139, 150, 171, 175, 180, 182, 183, 202, 211, 218, 221, 222, 223};

constexpr std::array<std::uint32_t, 24> hosting_16s{
    block(45, 76),   block(45, 77),   block(104, 207), block(104, 238), block(154, 85),
    block(154, 91),  block(185, 199), block(185, 220), block(43, 128),  block(43, 134),
    block(139, 162), block(172, 104), block(149, 28),  block(207, 148), block(95, 179),
    block(64, 176),  block(8, 210),   block(8, 218),   block(161, 117), block(158, 247),
    block(20, 205),  block(34, 92),   block(35, 220),  block(47, 88)};

constexpr std::size_t listed_16s = 10;  // so many of them stand in public lists

// Not 0 and not 255 at the end: hosts, not networks.
std::uint32_t host(std::uint32_t prefix, Random& random) {
    const auto third = static_cast<std::uint32_t>(random.uniform_int(0, 255));
    const auto last = static_cast<std::uint32_t>(random.uniform_int(1, 254));
    return prefix | third << 8U | last;
}

bool is_hosting(std::uint32_t prefix) {
    return std::find(hosting_16s.begin(), hosting_16s.end(), prefix) != hosting_16s.end();
}

}  // namespace

Network::Network(const PeopleKnobs& knobs, std::size_t towns, Random random)
    : local_blocks_(knobs.local_ip_blocks),
      first_octets_(domestic_octets.begin(), domestic_octets.end()),
      hosting_blocks_(hosting_16s.begin(), hosting_16s.end()) {
    random.shuffle(first_octets_);
    first_octets_.resize(static_cast<std::size_t>(random.uniform_int(14, 40)));
    // Mostly ranges from public lists, which stand first, and a few that no list knows.
    hosting_blocks_.resize(static_cast<std::size_t>(random.uniform_int(4, 24)));
    for (std::size_t town = 0; town < towns; ++town) {
        std::vector<std::uint32_t> blocks;
        for (std::int64_t i = random.uniform_int(1, 6); i > 0; --i) {
            blocks.push_back(domestic_block(random));
        }
        std::vector<std::uint32_t> pool;
        for (int i = knobs.nat_pool.draw_int(random); i > 0; --i) {
            pool.push_back(host(random.pick(blocks), random));
        }
        town_blocks_.push_back(std::move(blocks));
        town_pools_.push_back(std::move(pool));
    }
}

std::uint32_t Network::domestic_block(Random& random) const {
    while (true) {
        const auto second = static_cast<std::uint32_t>(random.uniform_int(0, 255));
        const std::uint32_t prefix = block(random.pick(first_octets_), second);
        if (!is_hosting(prefix)) {
            return prefix;
        }
    }
}

std::uint32_t Network::home(std::size_t town, Random& random) const {
    const bool local = random.chance(local_blocks_);
    return host(local ? random.pick(town_blocks_[town]) : domestic_block(random), random);
}

std::uint32_t Network::carrier(std::size_t town, Random& random) const {
    return town_pools_[town].empty() ? home(town, random) : random.pick(town_pools_[town]);
}

std::string Network::known_hosting() {
    std::string lines;
    for (std::size_t i = 0; i < listed_16s; ++i) {
        const std::uint32_t prefix = hosting_16s[i];
        lines += std::to_string(prefix >> 24U) + "." + std::to_string(prefix >> 16U & 0xffU) +
                 ".0.0/16\n";
    }
    return lines;
}

std::uint32_t Network::hosting(Random& random) const {
    return host(random.pick(hosting_blocks_), random);
}

}  // namespace shouxin::world
