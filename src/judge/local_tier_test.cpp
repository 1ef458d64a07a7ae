// The local tier's four answers: when they come, what they know, and that batches don't matter.
#include "judge/local_tier.h"

#include "judge/probability.h"
#include "model/names.h"

#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::judge {
namespace {

// Half a nat for a day's age, two for money back, three for what is thought of the item.
constexpr std::string_view model =
    "tree\nsplit age_h 23 1 0\nleaf -500\nleaf 0\n"
    "tree\nsplit cover_excess -1 1 0\nleaf -2000\nleaf 4000\n"
    "look\n"
    "tree\nsplit item_suspicion 500 1 0\nleaf 0\nleaf 3000\n";

constexpr std::uint32_t unknown = 0;
const std::uint32_t young = to_ppm(-2500);
const std::uint32_t old = to_ppm(-2000);
const std::uint32_t young_paid = to_ppm(3500);
const std::uint32_t old_paid = to_ppm(4000);

// A log told in hours.
class Log {
public:
    void order(
        double hour, std::string_view id, std::string_view buyer, std::string_view item = "i") {
        const std::string name(buyer);
        tell(
            hour,
            model::OrderPlaced{
                .order = names.orders.intern(id),
                .buyer = names.accounts.intern(buyer),
                .merchant = names.merchants.intern("m"),
                .item = names.items.intern(item),
                .category = names.categories.intern("shoes"),
                .device = names.devices.intern("d-" + name),
                .ip = names.ips.intern("ip"),
                .address = names.addresses.intern("a-" + name),
                .payer = names.wallets.intern("p-" + name),
                .quantity = 1,
                .amount = 10'000,
                .subsidy = 0,
                .region = {440111000000}});
    }

    void transfer(double hour, std::string_view to_buyer, std::int64_t amount = 10'500) {
        tell(
            hour,
            model::TransferMade{
                names.wallets.intern("hub"),
                names.wallets.intern("p-" + std::string(to_buyer)),
                amount,
                0,
                {}});
    }

    void shipped(double hour, std::string_view order, std::int64_t weight_g) {
        tell(
            hour,
            model::ParcelShipped{
                names.orders.intern(order),
                names.parcels.intern("w-" + std::string(order)),
                names.carriers.intern("yto"),
                weight_g,
                {440111000000}});
    }

    void cancelled(double hour, std::string_view order) {
        tell(hour, model::OrderCancelled{names.orders.intern(order)});
    }

    // Somebody elsewhere does something.
    void pass(double hour) { transfer(hour, "stranger", 1); }

    // With the log cut after so many events.
    [[nodiscard]] std::vector<EarlyAnswers> answers(
        std::size_t batch = 1, std::size_t events = 1000) const {
        signal::Market market;
        LocalTier local(*Trees::parse(model, local_measures));
        events = std::min(events, events_.size());
        for (std::size_t from = 0; from < events; from += batch) {
            const auto some = std::span(events_).subspan(from, std::min(batch, events - from));
            market.step(some);
            local.step(some, market);
        }
        local.close(market);
        std::vector<EarlyAnswers> all;
        for (std::uint32_t order = 0; order < names.orders.size(); ++order) {
            all.push_back(local.answers().get({order}));
        }
        return all;
    }

    model::Names names{HashKey{}};

private:
    void tell(double hour, model::EventBody body) {
        events_.push_back(
            {.at_ms = 1'793'000'000'000 + static_cast<std::int64_t>(hour * 3'600'000),
             .number = events_.size(),
             .id = "e",
             .body = body});
    }

    std::vector<model::Event> events_;
};

TEST(LocalTier, answers_when_the_log_passes_an_age_and_not_before) {
    Log log;
    log.order(0, "o", "u");
    log.pass(0.9);
    EXPECT_EQ(log.answers()[0], (EarlyAnswers{young, unknown, unknown, unknown}));
    log.pass(1.5);
    EXPECT_EQ(log.answers()[0], (EarlyAnswers{young, young, unknown, unknown}));
    log.pass(100);
    EXPECT_EQ(log.answers()[0], (EarlyAnswers{young, young, old, old}));
}

TEST(LocalTier, knows_of_money_that_came_before_an_age) {
    Log log;
    log.order(0, "o", "u");
    log.transfer(2, "u");
    log.pass(30);
    log.pass(80);
    EXPECT_EQ(log.answers()[0], (EarlyAnswers{young, young, old_paid, old_paid}));
}

TEST(LocalTier, knows_of_money_that_came_before_the_order) {
    Log log;
    log.transfer(0, "u");
    log.order(1, "o", "u");
    EXPECT_EQ(log.answers()[0][0], young_paid);
}

TEST(LocalTier, gives_who_comes_late_at_once_what_is_due) {
    Log log;
    log.order(100, "first", "u");
    log.order(70, "late", "v");
    const std::vector<EarlyAnswers> answers = log.answers();
    EXPECT_EQ(answers[0], (EarlyAnswers{young, unknown, unknown, unknown}));
    EXPECT_EQ(answers[1], (EarlyAnswers{young, young, old, unknown}));
}

TEST(LocalTier, lets_nobody_overtake) {
    Log log;
    log.order(10, "first", "u");
    log.order(9.5, "second", "v");
    log.pass(10.8);
    EXPECT_EQ(log.answers()[1][1], unknown);
    log.pass(11.5);
    EXPECT_EQ(log.answers()[1][1], young);
}

TEST(LocalTier, an_order_is_placed_once) {
    Log log;
    log.order(0, "o", "u");
    log.order(50, "o", "u");
    log.pass(60);
    EXPECT_EQ(log.answers()[0], (EarlyAnswers{young, young, old, unknown}));
}

TEST(LocalTier, hears_of_the_item_from_other_orders_alone) {
    Log alone;
    alone.transfer(0, "u");
    alone.order(1, "o", "u");
    alone.pass(200);
    EXPECT_EQ(alone.answers()[0].back(), old_paid);
    Log many;
    for (const std::string_view buyer : {"a", "b", "c", "d"}) {
        many.transfer(0, buyer);
        many.order(0.5, buyer, buyer);
    }
    many.order(10, "honest", "h");
    many.pass(100);
    EXPECT_EQ(many.answers()[4].front(), to_ppm(-2500 + 3000));
    EXPECT_EQ(many.answers()[0].back(), to_ppm(4000 + 3000));
}

TEST(LocalTier, batches_do_not_matter) {
    rc::check([] {
        Log log;
        double hour = 0;
        for (int i = 0; i < *rc::gen::inRange(1, 120); ++i) {
            hour += *rc::gen::inRange(0, 40) / 10.0;
            const double at = hour - *rc::gen::element(0.0, 0.0, 0.0, 0.3, 30.0);
            const std::string id = std::to_string(*rc::gen::inRange(0, 30));
            const std::string buyer = "u" + std::to_string(*rc::gen::inRange(0, 6));
            switch (*rc::gen::inRange(0, 5)) {
                case 0:
                    log.transfer(at, buyer);
                    break;
                case 1:
                    log.shipped(at, id, *rc::gen::inRange(1, 2000));
                    break;
                case 2:
                    log.cancelled(at, id);
                    break;
                default:
                    log.order(at, id, buyer);
                    break;
            }
        }
        const std::vector<EarlyAnswers> one_by_one = log.answers(1);
        RC_ASSERT(log.answers(7) == one_by_one);
        RC_ASSERT(log.answers(1000) == one_by_one);
    });
}

TEST(FirstAnswers, count_what_was_not_blocked_by_an_age) {
    Log log;
    log.order(0, "o", "u");
    log.order(0, "p", "v");
    signal::Market market;
    signal::Links links(market);
    std::vector<signal::PlacedOrder> orders(2);
    orders[0].amount = 500;
    orders[1].amount = 700;
    links.orders = orders;
    links.placed = {0, 1};
    Judgement judgement;
    judgement.orders.resize(2);
    judgement.orders[0].ppm = 950'000;
    judgement.early[{0}] = {100'000, 600'000, 900'000, 100'000};
    judgement.early[{1}] = {990'000, 990'000, 0, 0};
    compare_first_answers(links, judgement);
    const FirstAnswers& first = judgement.first_answers;
    EXPECT_EQ(first.fake, 1U);
    EXPECT_EQ(first.fake_amount, 500);
    EXPECT_EQ(first.until[0].counted_amount, 500);
    EXPECT_EQ(first.until[1].flagged_fake, 1U);
    EXPECT_EQ(first.until[2].counted_amount, 0);
    EXPECT_EQ(first.until[3].counted_amount, 0) << "what was blocked once isn't counted again";
    EXPECT_EQ(first.until[3].blocked, 2U);
    EXPECT_EQ(first.until[3].blocked_fake, 1U);
}

}  // namespace
}  // namespace shouxin::judge
