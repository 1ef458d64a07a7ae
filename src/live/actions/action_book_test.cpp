// The life of an action, one way through it after another.
#include "live/actions/action_book.h"

#include "live/actions/action_fixture_test.h"

#include <gtest/gtest.h>

namespace shouxin::live {
namespace {

// A hold that the marketplace applied: action 1.
ActionBook with_hold(const Wanted& wanted = hold_of(5), const ActionBook::Options& options = {}) {
    ActionBook book(options);
    EXPECT_EQ(book.decide(wanted, 100).size(), 2U);
    EXPECT_EQ(book.order(answers(1, 1), 200)->transition->to, ActionState::applied);
    return book;
}

Failure failure_of(ActionBook& book, const ActionOrder& order) {
    const auto answer = book.order(order, 300);
    EXPECT_FALSE(answer.has_value());
    EXPECT_FALSE(answer.error().message.empty());
    return answer.error().failure;
}

TEST(ActionBook, decided_is_due_at_once_without_a_delay) {
    ActionBook book({});
    const auto told = book.decide(hold_of(5), 100);
    ASSERT_EQ(told.size(), 2U);
    EXPECT_EQ(told[0].to, ActionState::decided);
    EXPECT_EQ(told[0].ask, Ask::nothing);
    EXPECT_EQ(told[1].to, ActionState::due);
    EXPECT_EQ(told[1].ask, Ask::apply);
    EXPECT_EQ(told[1].sequence, 1U);
    EXPECT_EQ(told[1].action.expires_ms, 100 + 2 * day_ms);
    EXPECT_EQ(told[1].action.grounds.at(0).decision, "d-1");
    EXPECT_EQ(book.in_force(model::Action::hold_settlement, model::SubjectKind::order, 5), 1U);
}

TEST(ActionBook, waits_out_a_delay_that_nobody_can_guess) {
    Wanted wanted = hold_of(5);
    wanted.delay_least_ms = 1000;
    wanted.delay_most_ms = hour_ms;
    ActionBook book({});
    ActionBook other({.key = {3, 4}});
    const auto told = book.decide(wanted, 100);
    ASSERT_EQ(told.size(), 1U);
    const std::int64_t due_ms = told[0].action.due_ms;
    EXPECT_GE(due_ms, 1100);
    EXPECT_LE(due_ms, 100 + hour_ms);
    EXPECT_NE(due_ms, other.decide(wanted, 100)[0].action.due_ms);
    EXPECT_TRUE(book.tick(due_ms - 1).empty());
    const auto due = book.tick(due_ms);
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].ask, Ask::apply);
    EXPECT_EQ(due[0].by, "clock");
}

TEST(ActionBook, one_of_a_kind_on_a_subject) {
    ActionBook book = with_hold();
    EXPECT_TRUE(book.decide(hold_of(5), 300).empty());
    Wanted again = hold_of(5);
    again.decision = "d-2";
    const auto joined = book.decide(again, 300);
    ASSERT_EQ(joined.size(), 1U);
    EXPECT_EQ(joined[0].to, ActionState::applied);
    EXPECT_EQ(joined[0].ask, Ask::nothing);
    EXPECT_EQ(joined[0].action.grounds.size(), 2U);
    again.expires_after_ms = 3 * day_ms;
    const auto extended = book.decide(again, 300);
    ASSERT_EQ(extended.size(), 1U);
    EXPECT_EQ(extended[0].ask, Ask::extend);
    EXPECT_EQ(extended[0].sequence, 2U);
    EXPECT_EQ(extended[0].action.expires_ms, 300 + 3 * day_ms);
    again.expires_after_ms = day_ms;
    EXPECT_TRUE(book.decide(again, 300).empty());
    for (const char* const decision : {"d-3", "d-4", "d-5"}) {
        again.decision = decision;
        book.decide(again, 400);
    }
    EXPECT_EQ(book.find(1)->grounds.size(), 4U);
    EXPECT_EQ(book.find(1)->grounds_known, 5U);
    EXPECT_EQ(book.size(), 1U);
}

TEST(ActionBook, expires_is_confirmed_and_leaves) {
    ActionBook book = with_hold();
    const auto expired = book.tick(100 + 2 * day_ms);
    ASSERT_EQ(expired.size(), 1U);
    EXPECT_EQ(expired[0].to, ActionState::expired);
    EXPECT_EQ(expired[0].ask, Ask::expire);
    EXPECT_EQ(expired[0].amount, 1000);
    EXPECT_EQ(book.size(), 1U);
    EXPECT_EQ(book.decide(hold_of(5), 101 + 2 * day_ms).size(), 2U) << "no longer in force";
    EXPECT_EQ(book.order(answers(1, 2), 102 + 2 * day_ms)->transition->to, ActionState::confirmed);
    EXPECT_FALSE(book.find(1).has_value());
    EXPECT_EQ(book.size(), 1U);
}

TEST(ActionBook, what_was_never_sent_needs_no_message_to_end) {
    Wanted wanted = hold_of(5);
    wanted.delay_most_ms = 1000 * day_ms;
    ActionBook book({});
    book.decide(wanted, 100);
    const auto undone = book.order(ordered(Verb::undo, 1), 200);
    EXPECT_EQ(undone->transition->to, ActionState::undone);
    EXPECT_EQ(undone->transition->ask, Ask::nothing);
    EXPECT_EQ(book.size(), 0U);
    book.decide(wanted, 300);
    const auto expired = book.tick(300 + 2 * day_ms);
    ASSERT_EQ(expired.size(), 1U);
    EXPECT_EQ(expired[0].ask, Ask::nothing);
}

TEST(ActionBook, refused_by_the_marketplace) {
    ActionBook book({});
    book.decide(hold_of(5), 100);
    ActionOrder no = answers(1, 1, true);
    no.reason = "already settled";
    const auto refused = book.order(no, 200);
    EXPECT_EQ(refused->transition->to, ActionState::refused);
    EXPECT_EQ(refused->transition->reason, "already settled");
    EXPECT_TRUE(needs_attention(*refused->transition));
    EXPECT_EQ(refused->answer.held, 0);
    EXPECT_EQ(book.size(), 0U);
    const auto again = book.order(no, 300);
    EXPECT_EQ(again->answer, refused->answer);
    EXPECT_FALSE(again->transition.has_value());
}

TEST(ActionBook, captures_a_part_and_releases_the_rest) {
    ActionBook book = with_hold();
    const auto part = book.order(captures(1, 300, true), 300);
    EXPECT_EQ(part->transition->to, ActionState::applied);
    EXPECT_EQ(part->transition->ask, Ask::capture);
    EXPECT_EQ(part->answer.held, 700);
    EXPECT_EQ(failure_of(book, captures(1, 100, true)), Failure::conflict) << "one at a time";
    EXPECT_TRUE(book.order(answers(1, 2), 400)->transition.has_value());
    EXPECT_EQ(failure_of(book, ordered(Verb::void_, 1)), Failure::conflict);
    const auto rest = book.order(ordered(Verb::release, 1), 500);
    EXPECT_EQ(rest->transition->to, ActionState::released);
    EXPECT_EQ(rest->transition->amount, 700);
    EXPECT_EQ(rest->transition->action.captured, 300);
    EXPECT_EQ(rest->answer.held, 0);
}

TEST(ActionBook, a_capture_that_is_refused_stays_held) {
    ActionBook book = with_hold();
    EXPECT_TRUE(book.order(captures(1, 300, true), 300).has_value());
    const auto no = book.order(answers(1, 2, true), 400);
    EXPECT_TRUE(needs_attention(*no->transition));
    EXPECT_EQ(no->answer.held, 1000);
    EXPECT_TRUE(book.order(captures(1, 400, true), 500).has_value());
    EXPECT_EQ(book.order(ordered(Verb::release, 1), 600)->transition->amount, 600);
    const auto late = book.order(answers(1, 3, true), 700);
    EXPECT_EQ(late->transition->action.captured, 0);
    EXPECT_EQ(late->transition->action.released, 1000);
}

TEST(ActionBook, capturing_all_or_not_keeping_the_rest_ends_it) {
    ActionBook book = with_hold();
    const auto all = book.order(captures(1, 400, false), 300);
    EXPECT_EQ(all->transition->to, ActionState::captured);
    EXPECT_EQ(all->transition->amount, 400);
    EXPECT_EQ(all->transition->action.captured, 400);
    EXPECT_EQ(all->transition->action.released, 600);
    const auto no = book.order(answers(1, 2, true), 400);
    EXPECT_EQ(no->transition->to, ActionState::unconfirmed);
    EXPECT_TRUE(needs_attention(*no->transition));
}

TEST(ActionBook, undo_gives_back_what_was_captured_too) {
    ActionBook book = with_hold();
    EXPECT_TRUE(book.order(captures(1, 300, true), 300).has_value());
    const auto undone = book.order(ordered(Verb::undo, 1), 400);
    EXPECT_EQ(undone->transition->amount, 1000);
    EXPECT_EQ(undone->transition->action.captured, 0);
    EXPECT_EQ(undone->transition->action.released, 1000);
    EXPECT_EQ(undone->transition->by, "li.hua");
}

TEST(ActionBook, an_answer_that_comes_behind_the_end_changes_nothing) {
    ActionBook book({});
    book.decide(hold_of(5), 100);
    EXPECT_EQ(book.order(ordered(Verb::undo, 1), 200)->transition->ask, Ask::undo);
    EXPECT_FALSE(book.order(answers(1, 1), 300)->transition.has_value());
    EXPECT_EQ(book.find(1)->state, ActionState::undone);
    EXPECT_EQ(book.order(answers(1, 2), 400)->answer.state, ActionState::confirmed);
}

TEST(ActionBook, an_end_that_nobody_confirms_is_dropped_in_the_end) {
    ActionBook book = with_hold();
    EXPECT_TRUE(book.order(ordered(Verb::undo, 1), 300).has_value());
    EXPECT_TRUE(book.tick(299 + 30 * day_ms).empty());
    const auto dropped = book.tick(300 + 30 * day_ms);
    ASSERT_EQ(dropped.size(), 1U);
    EXPECT_EQ(dropped[0].to, ActionState::unconfirmed);
    EXPECT_TRUE(needs_attention(dropped[0]));
    EXPECT_EQ(book.size(), 0U);
}

TEST(ActionBook, says_what_is_wrong_with_an_order) {
    ActionBook book({});
    Wanted review = hold_of(5);
    review.kind = model::Action::exclude_from_sales;
    book.decide(hold_of(5), 100);
    book.decide(review, 100);
    EXPECT_EQ(failure_of(book, ordered(Verb::undo, 9)), Failure::not_found);
    EXPECT_EQ(failure_of(book, captures(1, 10, true)), Failure::conflict) << "not applied";
    EXPECT_EQ(failure_of(book, ordered(Verb::release, 2)), Failure::invalid) << "not a hold";
    EXPECT_EQ(failure_of(book, answers(1, 0)), Failure::conflict);
    EXPECT_EQ(failure_of(book, answers(1, 2)), Failure::conflict) << "never sent";
    ActionOrder nameless = ordered(Verb::undo, 1);
    nameless.by = {};
    EXPECT_EQ(failure_of(book, nameless), Failure::invalid);
    ActionOrder longer = ordered(Verb::extend, 1);
    longer.expires_ms = 500;
    EXPECT_EQ(failure_of(book, longer), Failure::invalid) << "shorter";
    longer.expires_ms = 400 * day_ms;
    EXPECT_EQ(failure_of(book, longer), Failure::invalid) << "too long";
    EXPECT_TRUE(book.order(answers(1, 1), 300).has_value());
    EXPECT_EQ(failure_of(book, answers(1, 1, true)), Failure::conflict);
    EXPECT_EQ(failure_of(book, captures(1, 1001, true)), Failure::invalid);
    EXPECT_EQ(failure_of(book, captures(1, 0, true)), Failure::invalid);
    EXPECT_TRUE(book.order(ordered(Verb::release, 1), 300).has_value());
    EXPECT_EQ(failure_of(book, ordered(Verb::release, 1)), Failure::conflict);
}

TEST(ActionBook, a_repeat_under_the_same_key_has_no_second_effect) {
    ActionBook book = with_hold();
    ActionOrder part = captures(1, 300, true);
    part.key = "k1";
    const auto first = book.order(part, 300);
    const auto second = book.order(part, 900);
    EXPECT_EQ(first->answer, second->answer);
    EXPECT_FALSE(second->transition.has_value());
    EXPECT_EQ(book.find(1)->captured, 300);
    part.amount = 200;
    EXPECT_EQ(failure_of(book, part), Failure::conflict);
}

TEST(ActionBook, a_key_is_remembered_among_the_last_ones) {
    ActionBook book = with_hold(hold_of(5), {.answers_max = 2});
    ActionOrder longer = ordered(Verb::extend, 1);
    for (const char* const key : {"a", "b", "c"}) {
        longer.key = key;
        longer.expires_ms = book.find(1)->expires_ms + 10;
        EXPECT_TRUE(book.order(longer, 300)->transition.has_value());
    }
    EXPECT_FALSE(book.order(longer, 300)->transition.has_value());
    longer.key = "a";
    longer.expires_ms += 10;
    EXPECT_TRUE(book.order(longer, 300)->transition.has_value()) << "forgotten";
}

TEST(ActionBook, a_hold_past_a_cap_is_not_taken) {
    ActionBook book({});
    book.limit({.holds_per_merchant_day = 1});
    EXPECT_EQ(book.decide(hold_of(1), 100).size(), 2U);
    const auto braked = book.decide(hold_of(2), 100);
    ASSERT_EQ(braked.size(), 1U);
    EXPECT_EQ(braked[0].to, ActionState::braked);
    EXPECT_EQ(braked[0].cap, Cap::holds_per_merchant_day);
    EXPECT_EQ(braked[0].action.id, 0U);
    EXPECT_EQ(braked[0].action.subject_id, "o-1");
    EXPECT_TRUE(needs_attention(braked[0]));
    Wanted harmless = hold_of(2);
    harmless.kind = model::Action::exclude_from_sales;
    EXPECT_EQ(book.decide(harmless, 100).size(), 2U);
    EXPECT_EQ(book.size(), 2U);
}

TEST(ActionBook, takes_no_more_than_fit) {
    ActionBook book({.actions_max = 2});
    book.decide(hold_of(1), 100);
    book.decide(hold_of(2), 100);
    const auto braked = book.decide(hold_of(3), 100);
    EXPECT_EQ(braked.at(0).cap, Cap::actions_in_force);
    EXPECT_TRUE(book.decide(hold_of(2), 100).empty());
    EXPECT_TRUE(book.order(answers(1, 1, true), 100).has_value());
    EXPECT_EQ(book.decide(hold_of(3), 100).size(), 2U);
}

TEST(ActionBook, a_clock_that_jumps_back_ends_nothing_twice) {
    ActionBook book({});
    book.decide(hold_of(1), 10 * day_ms);
    EXPECT_TRUE(book.tick(5 * day_ms).empty());
    EXPECT_EQ(book.decide(hold_of(2), 5 * day_ms)[0].at_ms, 10 * day_ms);
}

TEST(ActionBook, keeps_its_subjects_when_names_are_counted_anew) {
    ActionBook book = with_hold();
    std::vector<std::string> names;
    book.each_subject([&](model::SubjectKind kind, std::uint32_t index, std::string_view id) {
        names.push_back(std::string(text_of(kind).name) + std::to_string(index) + std::string(id));
    });
    EXPECT_EQ(names, (std::vector<std::string>{"order5o-1", "merchant3m-3"}));
    ActionBook::Renumbering to;
    to[0] = {ActionBook::gone, ActionBook::gone, 2, 1, ActionBook::gone, 0};
    to[3] = {ActionBook::gone, ActionBook::gone, ActionBook::gone, 8};
    book.renumber(to);
    EXPECT_FALSE(book.in_force(model::Action::hold_settlement, model::SubjectKind::order, 5));
    EXPECT_EQ(book.in_force(model::Action::hold_settlement, model::SubjectKind::order, 0), 1U);
    EXPECT_EQ(book.find(1)->merchant, 8U);
    EXPECT_EQ(book.order(ordered(Verb::undo, 1), 300)->transition->sequence, 2U);
}

TEST(ActionBook, alarms_of_what_is_gone_dont_pile_up) {
    ActionBook book({});
    for (int i = 0; i < 20'000; ++i) {
        const ActionId id = book.decide(hold_of(1), 100).at(0).action.id;
        ASSERT_TRUE(book.order(answers(id, 1, true), 100).has_value());
    }
    EXPECT_LE(book.alarms(), 1100U);
    EXPECT_EQ(book.size(), 0U);
}

TEST(Names, of_actions_and_messages_go_back_and_forth) {
    EXPECT_EQ(action_id(to_text(17)), 17U);
    EXPECT_EQ(message_name(message_id(17, 2))->step, 2U);
    EXPECT_EQ(message_name(message_id(17, 2))->action, 17U);
    for (const char* const wrong :
         {"",
          "act-",
          "act-0",
          "act-01",
          "act--1",
          "ACT-1",
          "act-1x",
          "act-99999999999999999999",
          "17"}) {
        EXPECT_FALSE(action_id(wrong).has_value()) << wrong;
    }
    for (const char* const wrong : {"", "act-1", "act-1-", "act-1-0", "act-x-1", "-1"}) {
        EXPECT_FALSE(message_name(wrong).has_value()) << wrong;
    }
    EXPECT_EQ(action_state("unconfirmed"), ActionState::unconfirmed);
    EXPECT_FALSE(action_state("gone").has_value());
    EXPECT_EQ(verb_of("void"), Verb::void_);
    EXPECT_FALSE(verb_of("delete").has_value());
}

}  // namespace
}  // namespace shouxin::live
