#include "live/tally.h"

#include "live/actions/action_book.h"
#include "live/actions/action_fixture_test.h"

#include <gtest/gtest.h>

namespace shouxin::live {
namespace {

constexpr signal::Seconds noon = 1'792'123'200;  // 2026-10-16 12:00 in Shanghai
constexpr signal::Seconds day = 24 * 3600;

TEST(Tally, a_day_begins_at_midnight_in_shanghai) {
    EXPECT_EQ(day_of(noon), day_of(noon + 12 * 3600 - 1));
    EXPECT_EQ(day_of(noon) + 1, day_of(noon + 12 * 3600));
    EXPECT_EQ(day_of(noon) * 86'400LL, 1'792'108'800) << "days are counted as civil dates";
    Tally tally;
    tally.pass_time(noon);
    tally.placed(100);
    tally.pass_time(noon + day);
    tally.placed(10);
    tally.pass_time(noon);
    tally.placed(1);
    ASSERT_EQ(tally.days().size(), 2U) << "time doesn't go back";
    EXPECT_EQ(tally.days()[0].orders, (Sum{1, 100}));
    EXPECT_EQ(tally.days()[1].orders, (Sum{2, 11}));
}

TEST(Tally, keeps_the_newest_days) {
    Tally tally;
    for (std::uint32_t i = 0; i < 450; ++i) {
        tally.pass_time(noon + i * day);
    }
    EXPECT_EQ(tally.days().size(), Tally::days_max);
    EXPECT_EQ(tally.days().back().day, day_of(noon) + 449);
}

TEST(Tally, before_anything_came_is_a_day_too) {
    Tally tally;
    tally.labelled(true);
    EXPECT_EQ(tally.days().front().labels_fake, 1U);
}

// Three holds of 1000: one captured in part and the capture undone, one expired, one refused.
TEST(Tally, follows_the_money_of_holds) {
    Tally tally;
    tally.pass_time(noon);
    ActionBook book({.key = {1, 2}});
    const auto take = [&](std::span<const Transition> transitions) {
        for (const Transition& t : transitions) {
            tally.moved(t);
        }
    };
    const auto order = [&](const ActionOrder& of, std::int64_t at_ms) {
        const auto ordered_now = book.order(of, at_ms);
        ASSERT_TRUE(ordered_now && ordered_now->transition);
        take(std::span(&*ordered_now->transition, 1));
    };
    for (std::uint32_t i = 0; i < 3; ++i) {
        take(book.decide(hold_of(i), 1));
    }
    EXPECT_EQ(tally.holding(), (Sum{3, 3000}));
    order(answers(1, 1), 2);
    order(captures(1, 300, true), 3);
    EXPECT_EQ(tally.holding(), (Sum{3, 2700}));
    EXPECT_EQ(tally.days()[0].captured, 300);

    tally.pass_time(noon + day);
    order(ordered(Verb::undo, 1), 4);
    order(answers(3, 1, true), 5);
    take(book.tick(3 * day_ms));
    EXPECT_EQ(tally.holding(), Sum{});
    EXPECT_EQ(tally.days()[0].held, (Sum{3, 3000}));
    EXPECT_EQ(tally.days()[1].captured, -300) << "it was taken yesterday, and went back today";
    EXPECT_EQ(tally.days()[1].undone, 1000);
    EXPECT_EQ(tally.days()[1].expired, 1000);
    EXPECT_EQ(tally.days()[1].released, 1000) << "what the marketplace couldn't hold";
}

TEST(Tally, other_actions_move_no_money) {
    Tally tally;
    ActionBook book({.key = {1, 2}});
    Wanted wanted = hold_of(1, 0);
    wanted.kind = model::Action::exclude_from_sales;
    for (const Transition& t : book.decide(wanted, 1)) {
        tally.moved(t);
    }
    EXPECT_EQ(tally.holding(), Sum{});
}

}  // namespace
}  // namespace shouxin::live
