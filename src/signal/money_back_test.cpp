// Money back: whole, split, lent beforehand; not what is too little, too much, too late, or the
// buyer's own.
#include "signal/money_back.h"

#include "signal/market_fixture.h"

#include <gtest/gtest.h>

namespace shouxin::signal {
namespace {

class MoneyBackTest : public testing::Test {
protected:
    Cover cover_of_the_order() {
        const Links links(fixture.market);
        return match_money(fixture.market, links).covers[0];
    }

    MarketFixture fixture;
};

TEST_F(MoneyBackTest, a_transfer_of_the_price_and_a_commission_covers_the_order) {
    fixture.order({.id = "o", .buyer = "u", .shop = "m", .day = 1, .amount = 10'000});
    fixture.transfer(5, "agent", "p-u", 11'500);
    EXPECT_EQ(cover_of_the_order().parts, 1);
}

TEST_F(MoneyBackTest, money_lent_before_the_order_covers_it_too) {
    fixture.transfer(0.5, "agent", "p-u", 10'000);
    fixture.order({.id = "o", .buyer = "u", .shop = "m", .day = 1, .amount = 10'000});
    EXPECT_EQ(cover_of_the_order().parts, 1);
}

TEST_F(MoneyBackTest, parts_of_one_payer_are_added_up_and_those_of_two_are_not) {
    fixture.order({.id = "o", .buyer = "u", .shop = "m", .day = 1, .amount = 10'000});
    fixture.transfer(4, "agent", "p-u", 6'000);
    fixture.transfer(5, "friend", "p-u", 5'000);
    EXPECT_FALSE(cover_of_the_order().found());
    fixture.transfer(6, "agent", "p-u", 5'000);
    EXPECT_EQ(cover_of_the_order().parts, 2);
}

TEST_F(MoneyBackTest, too_little_too_much_too_late_and_ones_own_money_cover_nothing) {
    fixture.order({.id = "o", .buyer = "u", .shop = "m", .day = 1, .amount = 10'000});
    fixture.transfer(2, "shop", "p-u", 2'000);    // compensation
    fixture.transfer(3, "boss", "p-u", 500'000);  // wages
    fixture.transfer(3, "p-u", "p-u", 10'000);
    fixture.transfer(60, "agent", "p-u", 10'000);
    EXPECT_FALSE(cover_of_the_order().found());
}

TEST_F(MoneyBackTest, a_hub_is_known_by_how_many_it_pays_and_how_well_that_fits) {
    for (int i = 0; i < 4; ++i) {
        const std::string buyer = "u" + std::to_string(i);
        fixture.order({.id = "o" + buyer, .buyer = buyer, .shop = "m", .day = 1});
        fixture.transfer(3, "agent", "p-" + buyer, 10'800);
        fixture.transfer(3, "boss", "p-" + buyer, 300'000 + i);
    }
    const Links links(fixture.market);
    const MoneyBack money = match_money(fixture.market, links);
    const auto hub = [&](const char* name) {
        return money.hubs[*fixture.names.wallets.strings().find(name)];
    };
    EXPECT_EQ(hub("agent").fan, 4U);
    EXPECT_EQ(hub("agent").match_permille(), 800);
    EXPECT_EQ(hub("boss").match_permille(), 0);
}

}  // namespace
}  // namespace shouxin::signal
