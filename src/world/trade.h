// What becomes of an order? Placed and paid, shipped, passed from station to station, handed over;
// or redeemed at the counter. The same road for honest orders and fake ones, which differ in what
// is in the parcel and where it goes.
#pragma once

#include "world/world.h"

#include <cstdint>
#include <optional>

namespace shouxin::world {

struct Purchase {
    std::uint32_t buyer = 0;
    std::uint32_t shop = 0;
    std::uint32_t item = 0;
    int quantity = 1;
    Fen amount = 0;
    Fen subsidy = 0;
    Origin origin;
    std::uint32_t address = 0;
    std::uint16_t town = 0;
    std::uint32_t wallet = 0;

    Fen paid() const { return amount - subsidy; }
};

struct Placed {
    std::uint64_t order = 0;
    Ms at = 0;
    Ms paid_at = 0;
    bool told = false;  // false: past the end of the log
};

// What is unusual about a parcel; all off is an ordinary one.
struct Handling {
    std::optional<std::int64_t> weight_g;
    std::optional<std::uint64_t> waybill;  // already used for others
    bool unscanned = false;
    std::optional<std::size_t> handed_in;  // another town than the order's
    std::optional<Ms> transit;             // faster than any lorry
};

class Trade {
public:
    explicit Trade(World& world) : world_(world) {}

    // The item's price times quantity, sometimes at a special price.
    Purchase choose(
        std::uint32_t buyer,
        const Origin& origin,
        std::size_t shop,
        std::uint32_t item,
        Random& random) const;

    Placed place(Ms at, const Purchase& purchase, Random& random);

    // When the goods are in hand, or the service is done; told or not. Nothing: never.
    std::optional<Ms> fulfil(
        const Placed& placed, const Purchase& purchase, const Handling& handling, Random& random);

    // Two orders of one buyer at one shop in one parcel.
    std::optional<Ms> fulfil_both(
        const Placed& first,
        const Purchase& one,
        const Placed& second,
        const Purchase& other,
        Random& random);

    bool is_service(const Purchase& purchase) const {
        return world_.shops.category_of(purchase.shop).words->service;
    }

    std::int64_t honest_weight(const Purchase& purchase, Random& random) const;

private:
    std::optional<Ms> redeem(const Placed& placed, const Purchase& purchase, Random& random);
    Ms transit(std::size_t from, std::size_t to, Random& random) const;
    Ms ship_time(Ms paid_at, Random& random) const;
    void scan(
        std::uint64_t parcel,
        Ms from,
        Ms until,
        std::size_t origin,
        std::size_t target,
        Random& random);

    World& world_;
};

}  // namespace shouxin::world
