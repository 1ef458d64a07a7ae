// Waits grow, differ and end; a breaker opens, tries and closes. Lanes keep their order.
#include "service/outbox/retry.h"

#include "service/outbox/answer.h"
#include "service/outbox/lanes.h"

#include <gtest/gtest.h>

#include <set>

namespace shouxin::service {
namespace {

TEST(Retry, doubles_up_to_its_most_with_a_part_by_hash) {
    const RetryPlan plan{.base_ms = 1000, .most_ms = 60'000};
    std::set<std::int64_t> waits;
    for (std::uint32_t attempt = 1; attempt < 100; ++attempt) {
        const std::int64_t full = attempt < 7 ? 1000 << (attempt - 1) : 60'000;
        const std::int64_t wait = retry_after_ms(plan, "act-1-1/market", attempt);
        EXPECT_LE(wait, full);
        EXPECT_GE(wait, full / 2);
        EXPECT_EQ(wait, retry_after_ms(plan, "act-1-1/market", attempt));
        waits.insert(retry_after_ms(plan, "act-" + std::to_string(attempt), 9));
    }
    EXPECT_GT(waits.size(), 90U);
}

TEST(CircuitBreaker, opens_tries_once_and_closes) {
    CircuitBreaker breaker;
    for (int i = 0; i < 4; ++i) {
        breaker.failed(0);
        EXPECT_EQ(breaker.allows(8, 0), 8U);
    }
    breaker.failed(0);
    EXPECT_TRUE(breaker.open());
    EXPECT_EQ(breaker.allows(8, CircuitBreaker::pause_ms - 1), 0U);
    EXPECT_EQ(breaker.allows(8, CircuitBreaker::pause_ms), 1U);
    breaker.failed(CircuitBreaker::pause_ms);
    EXPECT_EQ(breaker.until_ms(), 3 * CircuitBreaker::pause_ms) << "twice as long";
    breaker.failed(CircuitBreaker::pause_ms + 1);
    EXPECT_EQ(breaker.until_ms(), 3 * CircuitBreaker::pause_ms) << "was on the way";
    std::int64_t now_ms = breaker.until_ms();
    for (int i = 0; i < 20; ++i) {
        breaker.failed(now_ms);
        EXPECT_LE(breaker.until_ms() - now_ms, CircuitBreaker::pause_most_ms);
        now_ms = breaker.until_ms();
    }
    breaker.succeeded();
    EXPECT_EQ(breaker.allows(8, 0), 8U);
}

TEST(Answer, says_applied_or_refused_and_nothing_else) {
    EXPECT_FALSE(immediate_answer(R"({"applied":true})")->refused);
    EXPECT_TRUE(immediate_answer(R"({"refused":"already settled"})")->refused);
    EXPECT_EQ(immediate_answer(R"({"refused":"already settled"})")->reason, "already settled");
    EXPECT_TRUE(immediate_answer(R"({"applied":true,"refused":"no"})")->refused);
    EXPECT_EQ(
        immediate_answer("{\"refused\":\"" + std::string(900, 'x') + "\"}")->reason.size(), 500U);
    for (const std::string other :
         {"",
          "ok",
          "{",
          "[]",
          "null",
          "true",
          R"({"applied":false})",
          R"({"applied":"true"})",
          R"({"applied":1})",
          R"({"refused":true})",
          R"({"applied":true}x)",
          "\xff\xfe"}) {
        EXPECT_FALSE(immediate_answer(other).has_value()) << other;
    }
    EXPECT_FALSE(immediate_answer(std::string(60'000, '[')).has_value());
}

Letter letter_of(std::int64_t number, const std::string& subject, std::int64_t next_ms = 0) {
    port::Row row(static_cast<std::size_t>(OutboxColumn::count));
    Letter letter(row);
    letter.set(OutboxColumn::number, number);
    letter.set(OutboxColumn::subject, subject);
    letter.set(OutboxColumn::next_ms, next_ms);
    return letter;
}

std::int64_t number_of(const std::optional<Letter>& letter) {
    return letter ? letter->number(OutboxColumn::number) : 0;
}

TEST(Lanes, one_at_a_time_of_a_subject_in_order) {
    Lanes lanes;
    for (const std::int64_t number : {2, 1, 3, 2}) {
        lanes.add(letter_of(number, "order/a"));
    }
    lanes.add(letter_of(4, "order/b"));
    EXPECT_EQ(lanes.size(), 4U);
    const auto first = lanes.take(0);
    EXPECT_EQ(number_of(first), 1);
    EXPECT_EQ(number_of(lanes.take(0)), 4);
    EXPECT_EQ(number_of(lanes.take(0)), 0);
    EXPECT_FALSE(lanes.next_ms().has_value());
    lanes.add(letter_of(1, "order/a"));
    lanes.done(*first);
    EXPECT_EQ(lanes.size(), 3U);
    EXPECT_EQ(number_of(lanes.take(0)), 2);
}

TEST(Lanes, a_letter_that_failed_holds_up_its_own_lane_alone) {
    Lanes lanes;
    lanes.add(letter_of(1, "order/a"));
    lanes.add(letter_of(2, "order/a"));
    lanes.add(letter_of(3, "order/b", 50));
    auto failed = lanes.take(0);
    failed->set(OutboxColumn::next_ms, std::int64_t{100});
    lanes.back(*std::move(failed));
    EXPECT_EQ(lanes.next_ms(), 50);
    EXPECT_EQ(number_of(lanes.take(99)), 3);
    EXPECT_EQ(number_of(lanes.take(99)), 0);
    EXPECT_EQ(number_of(lanes.take(100)), 1);
}

}  // namespace
}  // namespace shouxin::service
