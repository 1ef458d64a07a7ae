// What did a buyer look at before buying? Natural wandering of honest people and careful workers,
// the keyword task of brushers, the seconds of a script. Every way returns when the buyer is
// ready to order.
#pragma once

#include "world/world.h"

#include <cstdint>
#include <string>

namespace shouxin::world {

// "Search the keyword, find the shop, look at its rivals too, stay five to seven minutes."
struct ViewTask {
    Span dwell_s{300, 420};
    Span others{2, 4};
    Span other_dwell_s{20, 60};
    Span rank{15, 260};
    bool natural_rank = false;   // found like anybody finds it
    std::string keyword;         // empty: one of the item's own searches
    double hides_keyword = 0.0;  // went straight to the item
};

class Browse {
public:
    explicit Browse(World& world) : world_(world) {}

    Ms naturally(
        Ms from,
        std::uint32_t account,
        const Origin& origin,
        std::size_t shop,
        std::uint32_t item,
        Random& random);

    Ms as_told(
        Ms from,
        std::uint32_t account,
        const Origin& origin,
        std::size_t shop,
        std::uint32_t item,
        const ViewTask& task,
        Random& random);

    // A short look at the item, seldom at another.
    Ms shortly(
        Ms from,
        std::uint32_t account,
        const Origin& origin,
        std::size_t shop,
        std::uint32_t item,
        const ViewTask& task,
        Random& random);

    // Looks around and buys nothing.
    void idly(Ms from, std::uint32_t account, Random& random);

private:
    struct Look {
        std::size_t shop;
        std::uint32_t item;
        std::string_view keyword;
        int rank;
        double dwell_s;
    };

    Ms look(Ms from, std::uint32_t account, const Origin& origin, const Look& seen, Random& random);
    int natural_rank(std::size_t shop, Random& random) const;
    std::string search_for(std::size_t shop, std::uint32_t item, Random& random) const;
    Ms wander(
        Ms from,
        std::uint32_t account,
        const Origin& origin,
        std::size_t category,
        std::string_view keyword,
        int looks,
        Random& random);

    World& world_;
};

}  // namespace shouxin::world
