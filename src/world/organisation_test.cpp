// The source's case at any fraction: so many merchants in so many provinces, so many fake orders,
// among ten times as much honest trade, at the whole case's daily rates.
#include "world/organisation.h"

#include "world/told_test.h"
#include "world/yunhe.h"

#include <gtest/gtest.h>

#include <set>

namespace shouxin::world {
namespace {

Knobs yunhe(double fraction) {
    MarketOptions options;
    options.preset = Preset::yunhe;
    options.scale = fraction;
    const Result<Knobs> knobs = draw_knobs(options);
    EXPECT_TRUE(knobs.has_value());
    return *knobs;
}

TEST(Organisation, PartsMakeUpTheWholeGang) {
    const Knobs knobs = yunhe(1.0 / 20);
    const Places places(knobs.places, Random(1).fork("places"));
    Serials next;
    std::set<std::uint32_t> provinces;
    std::set<std::uint32_t> heads;
    std::set<Scheme> schemes;
    double orders = 0.0;
    int shops = 0;
    for (const GangTraits& part :
         plan_organisation(knobs.fraud, places, knobs.calendar.days, next, Random(2))) {
        orders += part.orders;
        shops += part.shops;
        provinces.insert(part.provinces.begin(), part.provinces.end());
        heads.insert(part.head);
        schemes.insert(part.scheme);
        EXPECT_LE(part.begins_day + part.lasts_days, knobs.calendar.days);
        EXPECT_LT(part.shops, 65'536);
    }
    EXPECT_EQ(shops, 250);
    EXPECT_NEAR(orders, 1e6, 1e3);
    EXPECT_EQ(provinces.size(), 20U);
    EXPECT_LE(heads.size(), 20U);
    EXPECT_GE(schemes.size(), 5U);
}

TEST(Organisation, AFractionHasTheRatesOfTheWhole) {
    for (const double fraction : {1.0, 1.0 / 20, 1.0 / 200}) {
        const Knobs knobs = yunhe(fraction);
        const double honest = knobs.calendar.orders_per_day * knobs.calendar.days;
        EXPECT_NEAR(honest / (200e6 * fraction), 1.0, 0.01);
        EXPECT_NEAR(knobs.fraud.organisation.fake_orders / (20e6 * fraction), 1.0, 0.01);
        EXPECT_NEAR(knobs.shops.shops / (105'000 * fraction), 1.0, 0.02);
        EXPECT_EQ(knobs.calendar.days, yunhe_days);
    }
    EXPECT_EQ(yunhe(0.001).fraud.organisation.merchants, 24);
}

TEST(Organisation, ItsTruthNamesEveryPart) {
    MarketOptions options;
    options.preset = Preset::yunhe;
    options.scale = 0.001;
    options.days = 180;
    Result<Knobs> knobs = draw_knobs(options);
    ASSERT_TRUE(knobs.has_value());
    // The gang alone, a tenth of it: ten times as much honest trade would take long.
    knobs->calendar.orders_per_day /= 20.0;
    knobs->fraud.organisation.fake_orders /= 10.0;
    Market market(*knobs);
    testing::Listener events;
    events.keeps = false;
    market.run(events);
    EXPECT_TRUE(events.in_order);
    EXPECT_NEAR(static_cast<double>(market.truth().fake_orders()), 2000.0, 60.0);
    EXPECT_NEAR(static_cast<double>(market.truth().fake_reviews()), 1600.0, 250.0);
}

TEST(Organisation, RefusesMoreThanTheWhole) {
    MarketOptions options;
    options.preset = Preset::yunhe;
    options.scale = 2.0;
    EXPECT_FALSE(draw_knobs(options).has_value());
}

}  // namespace
}  // namespace shouxin::world
