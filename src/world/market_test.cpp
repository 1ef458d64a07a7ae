// A made-up market: the same seed gives the same bytes, time never runs back, whatever is
// referred to was told before, the truth names only what was told, and every preset and scheme
// makes what it promises.
#include "world/market.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace shouxin::world {
namespace {

using Files = std::map<std::string, std::string>;

// The value of a string field, or of a number up to the next comma. Empty: no such field.
std::string field(std::string_view line, const std::string& key) {
    const std::string mark = "\"" + key + "\":";
    const std::size_t at = line.find(mark);
    if (at == std::string_view::npos) {
        return "";
    }
    line.remove_prefix(at + mark.size());
    if (line.front() == '"') {
        line.remove_prefix(1);
        return std::string(line.substr(0, line.find('"')));
    }
    return std::string(line.substr(0, line.find_first_of(",}")));
}

// The first column of a CSV file without its header.
std::set<std::string> first_column(const std::string& csv) {
    std::set<std::string> names;
    std::size_t at = csv.find('\n') + 1;
    while (at < csv.size()) {
        names.insert(csv.substr(at, csv.find(',', at) - at));
        at = csv.find('\n', at) + 1;
    }
    return names;
}

// Keeps what the tests below ask about.
class Listener final : public Sink {
public:
    void event(std::string_view line) override {
        const std::string type = field(line, "type");
        ++count[type];
        hash = (hash ^ std::hash<std::string_view>{}(line)) * 0x100000001b3ULL;
        const std::string at = field(line, "at");
        in_order = in_order && (last_at <= at);
        last_at = at;
        unique_ids = ids.insert(field(line, "id")).second && unique_ids;
        if (type == "order.placed") {
            orders.emplace(field(line, "order"), field(line, "buyer"));
            EXPECT_GT(std::stoll(field(line, "amount")), 0) << line;
        } else if (type == "review.posted") {
            reviews.emplace(field(line, "review"), field(line, "account"));
            EXPECT_TRUE(orders.contains(field(line, "order"))) << line;
        } else if (type == "review.liked" || type == "review.removed") {
            EXPECT_TRUE(reviews.contains(field(line, "review"))) << line;
        } else if (type == "parcel.shipped") {
            parcels.insert(field(line, "parcel"));
            EXPECT_TRUE(orders.contains(field(line, "order"))) << line;
        } else if (type == "parcel.scanned" || type == "parcel.delivered") {
            EXPECT_TRUE(parcels.contains(field(line, "parcel"))) << line;
        } else if (type.starts_with("order.") || type == "service.redeemed") {
            EXPECT_TRUE(orders.contains(field(line, "order"))) << line;
        }
    }

    std::map<std::string, std::size_t> count;
    std::map<std::string, std::string> orders;   // to their buyers
    std::map<std::string, std::string> reviews;  // to their accounts
    std::set<std::string> parcels;
    std::set<std::string> ids;
    std::string last_at;
    std::uint64_t hash = 0;
    bool in_order = true;
    bool unique_ids = true;
};

struct Told {
    Listener events;
    Files truth;
};

Told tell(const MarketOptions& options) {
    Result<Knobs> knobs = draw_knobs(options);
    EXPECT_TRUE(knobs.has_value());
    Market market(*knobs);
    Told told;
    market.run(told.events);
    for (auto& [name, content] : market.truth_files()) {
        told.truth.emplace(name, std::move(content));
    }
    return told;
}

MarketOptions small(Preset preset, std::uint64_t seed) {
    MarketOptions options;
    options.seed = seed;
    options.scale = 0.06;
    options.days = 20;
    options.preset = preset;
    return options;
}

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

TEST(Market, EverySchemeCanBePlanted) {
    for (const Scheme scheme : all_schemes) {
        MarketOptions options = small(Preset::quiet, 17);
        options.attacks = {{scheme, 2}};
        const Told told = tell(options);
        const bool buys_for_real = scheme == Scheme::extortion;
        const std::string& deeds =
            told.truth.at(buys_for_real ? "fake_reviews.csv" : "fake_orders.csv");
        EXPECT_THAT(deeds, testing::HasSubstr("," + std::string(scheme_name(scheme)) + ","));
        const bool rival = scheme == Scheme::rival;
        EXPECT_EQ(first_column(told.truth.at("victims.csv")).empty(), !rival);
    }
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
