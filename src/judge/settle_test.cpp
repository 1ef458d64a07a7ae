// The epoch: the same log gives the same judgement whatever key the names are hashed under; an
// empty log and half-told stories give verdicts too.
#include "base/random.h"
#include "judge/judge.h"
#include "signal/market_fixture.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::judge {
namespace {

// A crowd that buys anywhere, and thirty who buy at two shops and get their money back.
void tell_a_month(signal::MarketFixture& fixture) {
    Random random(7);
    for (int i = 0; i < 1500; ++i) {
        const std::string buyer = "u" + std::to_string(random.uniform_int(0, 700));
        const std::string shop = "m" + std::to_string(random.uniform_int(0, 40));
        const std::string order = "o" + std::to_string(i);
        const double day = i / 50.0;
        fixture.viewed(day - 0.01, buyer, shop + "-i", random.uniform(5, 300));
        fixture.order({.id = order, .buyer = buyer, .shop = shop, .day = day, .item = shop + "-i"});
        fixture.shipped(day + 1, order, "k" + order, random.uniform_int(400, 600));
    }
    for (int worker = 0; worker < 30; ++worker) {
        for (const char* const shop : {"m3", "m9"}) {
            const std::string buyer = "w" + std::to_string(worker);
            const std::string order = "f" + buyer + shop;
            fixture.order(
                {.id = order,
                 .buyer = buyer,
                 .shop = shop,
                 .day = 31,
                 .item = std::string(shop) + "-i"});
            fixture.shipped(32, order, "k" + order, 500);
            fixture.reviewed(35, "v" + order, order, buyer, 5, "包装很精美，物美价廉，闭眼入");
            fixture.transfer(36, "agent", "p-" + buyer, 11'000);
        }
    }
}

TEST(Settle, brushers_stand_above_the_crowd) {
    signal::MarketFixture fixture;
    tell_a_month(fixture);
    const Epoch epoch = settle(fixture.market, fixture.names, {});
    std::uint64_t crowd = 0;
    std::uint64_t workers = 0;
    for (const std::uint32_t order : epoch.links.placed) {
        const bool fake = fixture.names.orders[{order}].starts_with('f');
        (fake ? workers : crowd) += epoch.findings.order_ppm[order];
    }
    EXPECT_GT(workers / 60, 20 * (crowd / 1500 + 1));
}

TEST(Settle, the_key_of_the_names_changes_nothing) {
    signal::MarketFixture one;
    signal::MarketFixture other({.a = 17, .b = 4711});
    tell_a_month(one);
    tell_a_month(other);
    const Epoch first = settle(one.market, one.names, {});
    const Epoch second = settle(other.market, other.names, {});
    EXPECT_EQ(first.findings.order_ppm, second.findings.order_ppm);
    EXPECT_EQ(first.findings.review_ppm, second.findings.review_ppm);
    EXPECT_EQ(first.findings.account_ppm, second.findings.account_ppm);
    EXPECT_EQ(first.findings.merchant_ppm, second.findings.merchant_ppm);
}

TEST(Settle, an_empty_log_and_half_told_stories_are_judged) {
    signal::MarketFixture fixture;
    EXPECT_TRUE(settle(fixture.market, fixture.names, {}).findings.order_ppm.empty());

    const auto order = fixture.names.orders.intern("never-placed");
    fixture.tell(1, model::OrderRefunded{order, 500});
    fixture.tell(1, model::ParcelDelivered{order, fixture.names.parcels.intern("k"), {}});
    fixture.tell(2, model::ParcelScanned{fixture.names.parcels.intern("unknown"), {}});
    fixture.tell(
        2,
        model::ReviewLiked{
            fixture.names.reviews.intern("unseen"), fixture.names.accounts.intern("u"), {}, {}});
    fixture.reviewed(3, "v", "nowhere", "u", 1, "");
    fixture.transfer(3, "p1", "p2", 0);
    fixture.order({.id = "o", .buyer = "u", .shop = "m", .day = 4, .amount = 0});
    const Options options;
    const Epoch epoch = settle(fixture.market, fixture.names, options);
    const Judgement judgement = conclude(fixture.market, fixture.names, epoch, options);
    EXPECT_EQ(epoch.links.placed.size(), 1U);
    EXPECT_TRUE(judgement.rings.empty());
}

TEST(Settle, times_at_the_end_of_the_calendar_are_judged) {
    signal::MarketFixture fixture;
    constexpr double year = 365.25;
    for (const double day : {-200 * year, 60 * year, 8000 * year}) {
        const std::string id = std::to_string(static_cast<int>(day));
        fixture.tell(
            day,
            model::AccountRegistered{
                fixture.names.accounts.intern("u" + id),
                fixture.names.devices.intern("d"),
                fixture.names.ips.intern("ip"),
                {},
                {}});
        fixture.viewed(day, "u" + id, "i-1", 10);
        fixture.order({.id = "o" + id, .buyer = "u" + id, .shop = "m", .day = day});
        fixture.transfer(day, "agent", "p-u" + id, 10'500);
    }
    const Options options;
    const Epoch epoch = settle(fixture.market, fixture.names, options);
    EXPECT_EQ(epoch.links.placed.size(), 3U);
}

}  // namespace
}  // namespace shouxin::judge
