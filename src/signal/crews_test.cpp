// Crews: two shops of one ring share more buyers than chance, two honest ones don't.
#include "signal/crews.h"

#include "signal/market_fixture.h"
#include "signal/measures.h"

#include <gtest/gtest.h>

namespace shouxin::signal {
namespace {

TEST(Crews, brushers_sent_from_shop_to_shop_stand_out) {
    MarketFixture fixture;
    int orders = 0;
    const auto buy = [&](int buyer, int shop) {
        const std::string id = "o" + std::to_string(orders++);
        const std::string who = "u" + std::to_string(buyer);
        const std::string where = "m" + std::to_string(shop);
        fixture.order({.id = id, .buyer = who, .shop = where, .day = 1, .item = where});
    };
    for (int buyer = 0; buyer < 20; ++buyer) {  // the crew: shops 1 and 2
        buy(buyer, 1);
        buy(buyer, 2);
    }
    for (int buyer = 100; buyer < 600; ++buyer) {  // the crowd: any two of shops 1 to 40
        buy(buyer, 1 + buyer * 7 % 40);
        buy(buyer, 1 + buyer * 11 % 40);
    }
    const Links links(fixture.market);
    Sheet sheet(static_cast<std::uint32_t>(links.orders.size()));
    measure_crews(fixture.market, links, sheet);
    EXPECT_GT(sheet[Measure::crew_most][0], 3000);
    EXPECT_LT(sheet[Measure::crew_most][200], 1500);

    const ShopPairs pairs(links);
    const ShopPair* pair = pairs.find(1, 0);  // m1 was named first
    ASSERT_NE(pair, nullptr);
    EXPECT_GE(pair->common, 20U);
    EXPECT_LT(pair->expected, 3.0);
    EXPECT_EQ(pairs.shops(0).size(), 2U);
    EXPECT_TRUE(pairs.shops(1'000'000).empty());
}

}  // namespace
}  // namespace shouxin::signal
