// Who belongs to a group that is watched for fairness.
#include "signal/groups.h"

#include "signal/market_fixture.h"

#include <gtest/gtest.h>

#include <string>

namespace shouxin::signal {
namespace {

TEST(Groups, are_told_by_shop_address_and_wallet) {
    MarketFixture fixture;
    fixture.opened("new", "p-new");
    fixture.opened("old", "p-old");
    fixture.order({.id = "o-1", .buyer = "u-1", .shop = "new", .day = 10, .wallet = "p-us"});
    fixture.order({.id = "o-2", .buyer = "u-2", .shop = "old", .day = 70, .wallet = "p-us"});
    for (int i = 3; i < 8; ++i) {
        const std::string id = std::to_string(i);
        fixture.order({.id = id, .buyer = id, .shop = "unknown", .day = 71, .address = "dorm"});
    }
    fixture.order({.id = "o-8", .buyer = "u-1", .shop = "new", .day = 90});
    const std::vector<Groups> groups = groups_of(fixture.market, Links(fixture.market));
    EXPECT_EQ(groups[0], 0b1001);
    EXPECT_EQ(groups[1], 0b1000);
    EXPECT_EQ(groups[2], 0b0100);
    EXPECT_EQ(groups[6], 0b0100);
    EXPECT_EQ(groups[7], 0b0001) << "the shop was new at its first order";
}

TEST(Groups, remote_goes_by_where_the_order_goes) {
    MarketFixture fixture;
    for (const std::uint64_t county : {650102, 440111, 530102}) {
        model::OrderPlaced order;
        order.order = fixture.names.orders.intern(std::to_string(county));
        order.buyer = fixture.names.accounts.intern("u-" + std::to_string(county));
        order.merchant = fixture.names.merchants.intern("m");
        order.item = fixture.names.items.intern("i");
        order.region = {county * 1'000'000};
        fixture.tell(1, order);
    }
    const std::vector<Groups> groups = groups_of(fixture.market, Links(fixture.market));
    EXPECT_EQ(groups, (std::vector<Groups>{0b0010, 0, 0b0010}));
}

}  // namespace
}  // namespace shouxin::signal
