// Each scheme of fraud, planted alone in a quiet market, leaves the trace that it is known by, and
// its truth; what looks like it is there without anybody cheating.
#include "world/schemes.h"

#include "world/told_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace shouxin::world {
namespace {

using testing::field;
using testing::first_column;
using testing::Told;

Told planted(Scheme scheme, std::uint64_t seed, int gangs = 2) {
    MarketOptions options = testing::small(Preset::quiet, seed);
    options.scale = 0.15;
    options.days = 30;
    if (gangs > 0) {
        options.attacks = {{scheme, gangs}};
    }
    return testing::tell(options);
}

std::set<std::string> column(const Told& told, const std::string& file) {
    return first_column(told.truth.at(file));
}

// Orders that are fake, or that aren't, as they were told.
std::vector<std::string> orders(const Told& told, bool fake) {
    const std::set<std::string> fakes = column(told, "fake_orders.csv");
    std::vector<std::string> found;
    for (const std::string& line : told.events.lines.at("order.placed")) {
        if (fakes.contains(field(line, "order")) == fake) {
            found.push_back(line);
        }
    }
    return found;
}

// Longest look at the item by its buyer, by account and item.
std::map<std::string, double> looks(const Told& told) {
    std::map<std::string, double> longest;
    for (const std::string& line : told.events.lines.at("item.viewed")) {
        double& dwell = longest[field(line, "account") + field(line, "item")];
        dwell = std::max(dwell, std::stod(field(line, "dwell_s")));
    }
    return longest;
}

double middle_look(const Told& told, bool fake) {
    const std::map<std::string, double> longest = looks(told);
    std::vector<double> dwells;
    for (const std::string& line : orders(told, fake)) {
        const auto look = longest.find(field(line, "buyer") + field(line, "item"));
        dwells.push_back(look == longest.end() ? 0.0 : look->second);
    }
    std::sort(dwells.begin(), dwells.end());
    return dwells.empty() ? 0.0 : dwells[dwells.size() / 2];
}

TEST(Schemes, EachCanBePlantedAlone) {
    for (const Scheme scheme : all_schemes) {
        SCOPED_TRACE(scheme_name(scheme));
        MarketOptions options = testing::small(Preset::quiet, 17);
        options.attacks = {{scheme, 2}};
        const Told told = testing::tell(options);
        const std::string file = scheme == Scheme::extortion        ? "fake_reviews.csv"
                                 : scheme == Scheme::like_farm      ? "fake_likes.csv"
                                 : scheme == Scheme::hidden_reviews ? "hidden_reviews.csv"
                                                                    : "fake_orders.csv";
        EXPECT_FALSE(column(told, file).empty());
        EXPECT_NE(told.truth.at("gangs.json").find(scheme_name(scheme)), std::string::npos);
        EXPECT_EQ(column(told, "victims.csv").empty(), scheme != Scheme::rival);
    }
}

TEST(Schemes, KeywordTasksStayLong) {
    const Told told = planted(Scheme::keyword_task, 5);
    EXPECT_GT(middle_look(told, true), 1.5 * middle_look(told, false));
}

TEST(Schemes, SurgesComeWithinHoursToSeveralShops) {
    const Told told = planted(Scheme::surge, 5, 1);
    std::map<std::string, std::set<std::string>> shops_of_day;
    std::map<std::string, std::size_t> orders_of_day;
    std::set<std::string> pairs;
    const std::vector<std::string> fakes = orders(told, true);
    for (const std::string& line : fakes) {
        const std::string day = field(line, "at").substr(0, 10);
        shops_of_day[day].insert(field(line, "merchant"));
        ++orders_of_day[day];
        pairs.insert(field(line, "merchant") + field(line, "buyer"));
    }
    EXPECT_LE(orders_of_day.size(), 8U);
    EXPECT_GT(pairs.size() * 10, fakes.size() * 8);
    const auto busiest = std::max_element(
        orders_of_day.begin(), orders_of_day.end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
        });
    EXPECT_GE(shops_of_day[busiest->first].size(), 2U);
}

TEST(Schemes, TemplatePraiseFollowsMostOrders) {
    const Told told = planted(Scheme::template_praise, 5);
    const std::size_t fakes = column(told, "fake_orders.csv").size();
    EXPECT_GT(column(told, "fake_reviews.csv").size() * 2, fakes);
}

TEST(Schemes, BoughtIdentitiesAreSharedAndSleep) {
    const Told told = planted(Scheme::bought_identity, 5);
    std::map<std::string, std::string> registered;
    std::set<std::string> identities;
    const std::set<std::string> guilty = column(told, "accounts.csv");
    for (const std::string& line : told.events.lines.at("account.registered")) {
        if (guilty.contains(field(line, "account"))) {
            registered[field(line, "account")] = field(line, "at");
            identities.insert(field(line, "identity"));
        }
    }
    ASSERT_GT(registered.size(), 10U);
    EXPECT_LT(identities.size() * 10, registered.size() * 8);
    for (const std::string& line : orders(told, true)) {
        const auto born = registered.find(field(line, "buyer"));
        if (born != registered.end()) {
            EXPECT_LT(born->second, field(line, "at"));
        }
    }
}

TEST(Schemes, AgenciesPayForSeveralShops) {
    const Told told = planted(Scheme::agency, 5, 3);
    std::set<std::string> payees;
    for (const std::string& line : told.events.lines.at("merchant.opened")) {
        payees.insert(field(line, "payee"));
    }
    std::map<std::string, std::set<std::string>> shops_of_wallet;
    for (const std::string& line : orders(told, true)) {
        shops_of_wallet[field(line, "payer")].insert(field(line, "merchant"));
    }
    std::map<std::string, std::set<std::string>> shops_of_hub;
    std::map<std::string, std::set<std::string>> shops_of_payroll;
    for (const std::string& line : told.events.lines.at("transfer.made")) {
        const auto wallet = shops_of_wallet.find(field(line, "payee"));
        if (wallet != shops_of_wallet.end()) {
            auto& hubs = payees.contains(field(line, "payer")) ? shops_of_payroll : shops_of_hub;
            hubs[field(line, "payer")].insert(wallet->second.begin(), wallet->second.end());
        }
    }
    std::size_t most = 0;
    for (const auto& [hub, shops] : shops_of_hub) {
        most = std::max(most, shops.size());
    }
    EXPECT_TRUE(most >= 2 || !shops_of_payroll.empty());
}

TEST(Schemes, RebornShopsOpenWhereOldOnesClose) {
    const Told told = planted(Scheme::reborn, 5);
    const std::set<std::string> guilty = column(told, "merchants.csv");
    const std::string first = told.events.lines.at("order.placed").front();
    std::set<std::string> later;
    for (const std::string& line : told.events.lines.at("merchant.opened")) {
        if (guilty.contains(field(line, "merchant")) && field(line, "at") > field(first, "at")) {
            later.insert(field(line, "merchant"));
        }
    }
    EXPECT_EQ(later.size() * 2, guilty.size());
    std::map<std::string, std::set<bool>> stages;  // of the workers
    for (const std::string& line : orders(told, true)) {
        stages[field(line, "buyer")].insert(later.contains(field(line, "merchant")));
    }
    const auto both = std::count_if(
        stages.begin(), stages.end(), [](const auto& stage) { return stage.second.size() == 2; });
    EXPECT_GT(both, 2);
}

TEST(Schemes, StiffedWorkersGetLittleBackAndSaySo) {
    const Told told = planted(Scheme::stiffed_workers, 5, 3);
    const std::set<std::string> fakes = column(told, "fake_orders.csv");
    const auto& refunds = told.events.lines.at("order.refunded");
    const auto refunded = std::count_if(refunds.begin(), refunds.end(), [&](const auto& line) {
        return fakes.contains(field(line, "order"));
    });
    const auto& messages = told.events.lines.at("message.posted");
    const std::set<std::string> guilty = column(told, "accounts.csv");
    const auto said = std::count_if(messages.begin(), messages.end(), [&](const auto& line) {
        return guilty.contains(field(line, "account"));
    });
    EXPECT_GT(refunded + said, 3);
}

TEST(Schemes, LikeFarmsFakeNoOrders) {
    const Told told = planted(Scheme::like_farm, 5);
    EXPECT_TRUE(column(told, "fake_orders.csv").empty());
    EXPECT_TRUE(column(told, "accounts.csv").empty());
    EXPECT_TRUE(column(told, "merchants.csv").empty());
    const std::set<std::string> liked = column(told, "fake_likes.csv");
    EXPECT_GT(liked.size(), 5U);
    for (const std::string& review : liked) {
        EXPECT_TRUE(told.events.reviews.contains(review));
    }
}

TEST(Schemes, HiddenReviewsAreHonestAndGone) {
    const Told told = planted(Scheme::hidden_reviews, 5);
    EXPECT_TRUE(column(told, "fake_reviews.csv").empty());
    EXPECT_TRUE(column(told, "merchants.csv").empty());
    std::set<std::string> removed;
    for (const std::string& line : told.events.lines.at("review.removed")) {
        EXPECT_TRUE(removed.insert(field(line, "review")).second) << "removed twice: " << line;
    }
    for (const std::string& review : column(told, "hidden_reviews.csv")) {
        EXPECT_TRUE(removed.contains(review));
    }
}

TEST(Schemes, WhatLooksLikeThemIsInAQuietMarket) {
    const Told told = planted(Scheme::cashback, 8, 0);
    std::map<std::string, std::string> shop_of_payee;
    std::size_t branches = 0;
    for (const std::string& line : told.events.lines.at("merchant.opened")) {
        branches += shop_of_payee.contains(field(line, "payee")) ? 1 : 0;
        shop_of_payee[field(line, "payee")] = field(line, "merchant");
    }
    EXPECT_GT(branches, 0U);
    std::set<std::string> bought;  // wallet and merchant
    for (const std::string& line : told.events.lines.at("order.placed")) {
        bought.insert(field(line, "payer") + field(line, "merchant"));
    }
    std::size_t staff = 0;
    for (const std::string& line : told.events.lines.at("transfer.made")) {
        const auto shop = shop_of_payee.find(field(line, "payer"));
        staff += shop != shop_of_payee.end() && bought.contains(field(line, "payee") + shop->second)
                     ? 1
                     : 0;
    }
    EXPECT_GT(staff, 3U);
    std::map<std::string, std::size_t> likes;
    std::size_t most = 0;
    for (const std::string& line : told.events.lines.at("review.liked")) {
        most = std::max(most, ++likes[field(line, "account")]);
    }
    EXPECT_GT(most, 5U);
    std::set<std::string> removers;
    for (const std::string& line : told.events.lines.at("review.removed")) {
        removers.insert(field(line, "by"));
    }
    EXPECT_TRUE(removers.contains("merchant"));
}

}  // namespace
}  // namespace shouxin::world
