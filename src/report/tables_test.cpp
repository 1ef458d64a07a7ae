#include "report/tables.h"

#include "report/outcome.h"
#include "report/rings.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace shouxin::report {
namespace {

using Json = nlohmann::json;

class StringSink final : public ByteSink {
public:
    Result<void> write(std::string_view bytes) override {
        text += bytes;
        return {};
    }

    std::string text;
};

class FullSink final : public ByteSink {
public:
    Result<void> write(std::string_view /*bytes*/) override {
        return fail(Failure::exhausted, "the disk is full");
    }
};

// Two orders, one of them reviewed, and an order that is only ever paid.
class Tables : public testing::Test {
protected:
    Tables() {
        const model::OrderPlaced first = order("o,1", "u-1", 19'900);
        model::OrderPaid paid;
        paid.order = names.orders.intern("never placed");
        const model::OrderPlaced second = order("o-2", "u \"2\"", 0);
        market.step(std::vector<model::Event>{
            event("e1", first),
            event("e2", paid),
            event("e3", second),
            event("e4", review_of(first))});
        names.merchants.intern("m-idle");
        judgement.orders = {verdict(912'345, 0)};
        judgement.orders[0].reasons.add(model::Reason::cash_back);
        judgement.orders[0].reasons.add(model::Reason::light_parcel);
        judgement.reviews = {verdict(500'000)};
        judgement.accounts = {verdict(10'000, 0), verdict(9'999)};
        judgement.merchants = {{verdict(1'000'000), 2, 1'500'000, 29'850}};
        judgement.rings = {ring(first)};
    }

    static judge::Verdict verdict(std::uint32_t ppm, std::uint32_t ring = judge::no_ring) {
        judge::Verdict verdict;
        verdict.ppm = ppm;
        verdict.ring = ring;
        return verdict;
    }

    model::OrderPlaced order(const char* id, const char* buyer, std::int64_t amount) {
        model::OrderPlaced order;
        order.order = names.orders.intern(id);
        order.buyer = names.accounts.intern(buyer);
        order.merchant = names.merchants.intern("m-1");
        order.item = names.items.intern("i-1");
        order.device = names.devices.intern("d-1");
        order.ip = names.ips.intern("113.66.210.23");
        order.address = names.addresses.intern("a-1");
        order.payer = names.wallets.intern("p-1");
        order.amount = amount;
        return order;
    }

    model::ReviewPosted review_of(const model::OrderPlaced& order) {
        model::ReviewPosted review;
        review.review = names.reviews.intern("v-1");
        review.order = order.order;
        review.account = order.buyer;
        review.merchant = order.merchant;
        review.stars = 5;
        return review;
    }

    static model::Event event(const char* id, const model::EventBody& body) {
        model::Event event;
        event.at_ms = 1'793'535'243'120;
        event.id = id;
        event.body = body;
        return event;
    }

    static judge::Ring ring(const model::OrderPlaced& first) {
        judge::Ring ring;
        ring.id = "r1";
        ring.ppm = 990'000;
        ring.scheme = "cashback";
        ring.members = {
            {judge::MemberKind::account, 0, 900'000},
            {judge::MemberKind::merchant, 0, 800'000},
            {judge::MemberKind::wallet, 0, 0}};
        ring.orders = {first.order};
        ring.amount = 19'900;
        ring.first_s = ring.last_s = 1'793'535'243;
        ring.reasons.add(model::Reason::cash_back);
        ring.proof = {{model::Reason::cash_back, "钱回来了", "back", {0}}};
        return ring;
    }

    std::string written(Result<void> (*write)(ByteSink&, const Judged&)) const {
        StringSink sink;
        EXPECT_TRUE(write(sink, judged()).has_value());
        return sink.text;
    }

    Judged judged() const { return {judgement, market, names}; }

    model::Names names{HashKey{}};
    signal::Market market;
    judge::Judgement judgement;
};

TEST_F(Tables, orders_have_a_row_each_that_was_placed) {
    EXPECT_EQ(
        written(write_orders),
        "order,buyer,merchant,at,amount,probability,action,ring,reasons\n"
        "\"o,1\",u-1,m-1,2026-11-01T20:14:03+08:00,19900,0.912345,block,r1,cash-back;light-parcel\n"
        "o-2,\"u \"\"2\"\"\",m-1,2026-11-01T20:14:03+08:00,0,0.000000,allow,,\n");
}

TEST_F(Tables, early_answers_are_listed_from_one_percent_on) {
    judgement.early[{0}] = {9'999, 10'000, 900'000, 0};
    judgement.early[{2}] = {9'999, 9'999, 9'999, 9'999};
    EXPECT_EQ(
        written(write_early),
        "order,at_0h,at_1h,at_24h,at_72h\n"
        "\"o,1\",0.009999,0.010000,0.900000,\n");
}

TEST_F(Tables, groups_are_listed_for_orders_that_are_in_any) {
    judgement.groups = {0b1010, 0b1111, 0};
    EXPECT_EQ(written(write_groups), "order,groups\n\"o,1\",remote;shared-wallet\n");
}

TEST_F(Tables, reviews_name_their_order) {
    EXPECT_EQ(
        written(write_reviews),
        "review,order,account,merchant,at,probability,action,ring,reasons\n"
        "v-1,\"o,1\",u-1,m-1,2026-11-01T20:14:03+08:00,0.500000,review,,\n");
}

TEST_F(Tables, accounts_are_listed_from_one_percent_on) {
    EXPECT_EQ(written(write_accounts), "account,probability,ring,reasons\nu-1,0.010000,r1,\n");
}

TEST_F(Tables, merchants_are_all_listed) {
    EXPECT_EQ(
        written(write_merchants),
        "merchant,probability,orders,fake_orders,fake_amount,ring,reasons\n"
        "m-1,1.000000,2,1.500000,29850,,\n"
        "m-idle,0.000000,0,0.000000,0,,\n");
}

TEST_F(Tables, rings_have_every_key_of_the_contract) {
    const Json ring = Json::parse(written(write_rings));
    EXPECT_EQ(ring["id"], "r1");
    EXPECT_EQ(ring["probability"], 0.99);
    EXPECT_EQ(ring["scheme"], "cashback");
    EXPECT_TRUE(ring["beneficiary"].is_null());
    EXPECT_EQ(ring["members"].size(), 3U);
    EXPECT_EQ(
        ring["members"][0], Json::parse(R"({"kind":"account","id":"u-1","probability":0.9})"));
    EXPECT_EQ(ring["accounts"], Json{"u-1"});
    EXPECT_EQ(ring["merchants"], Json{"m-1"});
    EXPECT_EQ(ring["payers"], Json{"p-1"});
    EXPECT_EQ(ring["devices"], Json::array());
    EXPECT_EQ(ring["addresses"], Json::array());
    EXPECT_EQ(ring["orders"], 1);
    EXPECT_EQ(ring["amount"], 19'900);
    EXPECT_EQ(ring["first_at"], "2026-11-01T20:14:03+08:00");
    EXPECT_EQ(ring["last_at"], "2026-11-01T20:14:03+08:00");
    EXPECT_EQ(ring["reasons"], Json{"cash-back"});
    EXPECT_EQ(ring["proof"][0]["fact"], "钱回来了");
    EXPECT_EQ(ring["proof"][0]["event_ids"], Json{"e1"});
}

TEST_F(Tables, other_thresholds_make_other_actions) {
    judgement.thresholds = {.review_ppm = 0, .block_ppm = 912'346};
    const Outcome outcome = outcome_of(judged());
    EXPECT_EQ(outcome.orders, 2U);
    EXPECT_EQ(outcome.orders_to_review, 2U);
    EXPECT_EQ(outcome.orders_blocked, 0U);
    EXPECT_NE(written(write_orders).find("0.912345,review,"), std::string::npos);
}

TEST_F(Tables, a_full_disk_is_an_error) {
    FullSink sink;
    for (auto* const write :
         {write_orders, write_reviews, write_accounts, write_merchants, write_rings}) {
        const Result<void> done = write(sink, judged());
        ASSERT_FALSE(done.has_value());
        EXPECT_EQ(done.error().failure, Failure::exhausted);
    }
}

}  // namespace
}  // namespace shouxin::report
