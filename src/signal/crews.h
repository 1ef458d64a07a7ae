// Which shops share more buyers than chance explains? Brushers are sent from shop to shop, so
// two unrelated shops of one ring have many buyers in common, where two honest shops have almost
// none. The expectation is the configuration model's (Chung and Lu 2002): the product of the
// shops' buyers, corrected for how unequally busy buyers are.
#pragma once

#include "signal/links.h"

#include <cstdint>
#include <span>
#include <vector>

namespace shouxin::signal {

struct ShopPair {
    std::uint32_t low = 0;  // the lower merchant index
    std::uint32_t high = 0;
    std::uint32_t common = 0;  // buyers of both
    double expected = 0;       // by chance
};

class ShopPairs {
public:
    // A buyer's first 20 shops count: nobody is sent to more, and shopaholics prove nothing.
    explicit ShopPairs(const Links& links);

    // Distinct shops of a buyer, ascending.
    [[nodiscard]] std::span<const std::uint32_t> shops(std::uint32_t buyer) const;

    // Null when the two have no buyer in common. REQUIRES: one != other, both known to the links.
    [[nodiscard]] const ShopPair* find(std::uint32_t one, std::uint32_t other) const;

    [[nodiscard]] std::span<const ShopPair> all() const { return pairs_; }

private:
    void collect_shops(const Links& links);
    void count_pairs();

    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> shops_;
    std::vector<std::uint32_t> buyers_of_;  // by merchant
    std::vector<ShopPair> pairs_;           // ascending
    std::vector<std::uint32_t> highs_;      // of the pairs: what a search reads, side by side
    std::vector<std::uint32_t> from_;       // where the pairs of a lower shop begin
};

}  // namespace shouxin::signal
