// Company: an order never sees itself, and its own buyer's orders count for the buyer only.
#include "judge/company.h"

#include "signal/market_fixture.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::judge {
namespace {

using signal::Measure;

TEST(Company, an_order_never_feeds_on_its_own_suspicion) {
    signal::MarketFixture fixture;
    fixture.order({.id = "guilty", .buyer = "u1", .shop = "m1", .device = "d"});
    fixture.order({.id = "same-buyer", .buyer = "u1", .shop = "m1", .device = "d"});
    fixture.order({.id = "same-device", .buyer = "u2", .shop = "m2", .device = "d"});
    fixture.order({.id = "alone", .buyer = "u3", .shop = "m3"});
    const signal::Links links(fixture.market);
    signal::Sheet sheet(4);
    const std::vector<std::uint32_t> ppm{990'000, 1'000, 1'000, 1'000};
    Inline here;
    measure_company(fixture.market, links, ppm, here, sheet);
    // The guilty one sees only the harmless; the others of the device see the guilty.
    EXPECT_LT(sheet[Measure::with_buyer][0], 250);
    EXPECT_GT(sheet[Measure::with_buyer][1], 550);
    EXPECT_LT(sheet[Measure::with_device][0], 250);
    EXPECT_LT(sheet[Measure::with_device][1], 250);  // the guilty is its own buyer's
    EXPECT_GT(sheet[Measure::with_device][2], 500);
    EXPECT_EQ(sheet[Measure::with_device][3], signal::missing);
    EXPECT_EQ(sheet[Measure::with_item][3] > 400, true);  // all four bought the same item
}

TEST(Company, a_person_has_one_voice_however_much_he_buys) {
    signal::MarketFixture fixture;
    std::vector<std::uint32_t> ppm;
    for (int i = 0; i < 12; ++i) {
        const std::string number = std::to_string(i);
        fixture.order({.id = "a" + number, .buyer = "u1", .shop = "m1", .day = i / 24.0});
        fixture.order({.id = "b" + number, .buyer = "u" + number, .shop = "m2", .day = i / 24.0});
        ppm.insert(ppm.end(), {600'000, 600'000});
    }
    fixture.order({.id = "second", .buyer = "other", .shop = "m1", .day = 0.5});
    fixture.order({.id = "thirteenth", .buyer = "other", .shop = "m2", .day = 0.5});
    ppm.insert(ppm.end(), {600'000, 600'000});
    const signal::Links links(fixture.market);
    signal::Sheet sheet(26);
    Inline here;
    measure_company(fixture.market, links, ppm, here, sheet);
    for (const Measure measure : {Measure::with_merchant, Measure::with_merchant_day}) {
        EXPECT_NEAR(sheet[measure][24], 534, 2);  // one voice of 60 %: (0.6 + 0.02) / 3
        EXPECT_NEAR(sheet[measure][25], 625, 2);  // twelve: (7.2 + 0.02) / 14
        EXPECT_NEAR(sheet[measure][0], 534, 2);
    }
}

}  // namespace
}  // namespace shouxin::judge
