// What is said of an order afterwards, and who likes it?
#pragma once

#include "world/trade.h"
#include "world/world.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace shouxin::world {

struct Posted {
    std::uint64_t review = 0;
    Ms at = 0;
    int stars = 5;
};

class Reviews {
public:
    explicit Reviews(World& world) : world_(world) {}

    // Nothing: past the end of the log.
    std::optional<Posted> post(
        Ms at,
        const Placed& placed,
        const Purchase& purchase,
        int stars,
        std::string_view text,
        const std::vector<std::uint64_t>& images);

    // With an honest buyer's stars and words, some time after the goods are in hand.
    std::optional<Posted> post_honestly(
        Ms in_hand, const Placed& placed, const Purchase& purchase, Random& random);

    // Passers-by who like it; now and then it becomes popular.
    void liked_by_passers(const Posted& posted, Random& random);

    std::vector<std::uint64_t> fresh_images(std::size_t count);

private:
    int honest_stars(const Purchase& purchase, Random& random) const;
    std::vector<std::uint64_t> honest_images(const Purchase& purchase, Random& random);

    World& world_;
};

}  // namespace shouxin::world
