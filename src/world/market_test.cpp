// A made-up market: the same seed gives the same bytes, time never runs back, whatever is
// referred to was told before, the truth names only what was told, and every preset and scheme
// makes what it promises.
#include "world/market.h"

#include "world/told_test.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace shouxin::world {
namespace {

using testing::first_column;
using testing::small;
using testing::tell;
using testing::Told;

TEST(Market, SameSeedSameBytes) {
    const Told one = tell(small(Preset::wild, 3));
    const Told again = tell(small(Preset::wild, 3));
    const Told other = tell(small(Preset::wild, 4));
    EXPECT_EQ(one.events.hash, again.events.hash);
    EXPECT_EQ(one.truth, again.truth);
    EXPECT_NE(one.events.hash, other.events.hash);
}

TEST(Market, EveryPresetTellsOrdersInOrderOfTime) {
    for (const Preset preset :
         {Preset::mixed, Preset::stealth, Preset::quiet, Preset::festival, Preset::wild}) {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const Told told = tell(small(preset, seed));
            EXPECT_TRUE(told.events.in_order);
            EXPECT_TRUE(told.events.unique_ids);
            EXPECT_GT(told.events.count.at("order.placed"), 1000U);
        }
    }
}

TEST(Market, TruthNamesOnlyWhatWasTold) {
    const Told told = tell(small(Preset::mixed, 11));
    const std::set<std::string> guilty = first_column(told.truth.at("accounts.csv"));
    const std::set<std::string> fake = first_column(told.truth.at("fake_orders.csv"));
    EXPECT_GT(fake.size(), 20U);
    for (const std::string& order : fake) {
        ASSERT_TRUE(told.events.orders.contains(order)) << order;
        EXPECT_TRUE(guilty.contains(told.events.orders.at(order)));
    }
    const std::set<std::string> reviews = first_column(told.truth.at("fake_reviews.csv"));
    EXPECT_GT(reviews.size(), 10U);
    for (const std::string& review : reviews) {
        ASSERT_TRUE(told.events.reviews.contains(review)) << review;
        EXPECT_TRUE(guilty.contains(told.events.reviews.at(review)));
    }
}

TEST(Market, NobodyCheatsInAQuietMarket) {
    const Told told = tell(small(Preset::quiet, 5));
    EXPECT_EQ(told.truth.at("fake_orders.csv"), "order,scheme,gang\n");
    EXPECT_EQ(told.truth.at("fake_reviews.csv"), "review,scheme,gang\n");
    EXPECT_EQ(told.truth.at("accounts.csv"), "account,scheme,gang\n");
    EXPECT_EQ(told.truth.at("merchants.csv"), "merchant,scheme,gang\n");
    EXPECT_EQ(told.truth.at("victims.csv"), "merchant,gang\n");
    EXPECT_EQ(told.truth.at("gangs.json"), "{}");
}

TEST(Market, AFestivalDayTowersAboveTheOthers) {
    const Result<Knobs> knobs = draw_knobs(small(Preset::festival, 2));
    ASSERT_TRUE(knobs.has_value());
    EXPECT_GE(knobs->calendar.festival_day, 0);
    EXPECT_GE(knobs->calendar.festival_lift, 2.0);
}

TEST(Knobs, RefusesWhatMakesNoSense) {
    MarketOptions options;
    options.scale = 0.0;
    EXPECT_FALSE(draw_knobs(options).has_value());
    options.scale = 1.0;
    options.days = 2;
    EXPECT_FALSE(draw_knobs(options).has_value());
    EXPECT_FALSE(preset_named("calm").has_value());
    EXPECT_FALSE(scheme_named("bribery").has_value());
}

TEST(Knobs, WildWorldsDifferFromEachOther) {
    std::set<int> categories;
    std::set<bool> views;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        MarketOptions options;
        options.seed = seed;
        options.preset = Preset::wild;
        const Result<Knobs> knobs = draw_knobs(options);
        ASSERT_TRUE(knobs.has_value());
        categories.insert(knobs->shops.categories);
        views.insert(knobs->report.views);
    }
    EXPECT_GT(categories.size(), 8U);
    EXPECT_EQ(views.size(), 2U);
}

}  // namespace
}  // namespace shouxin::world
