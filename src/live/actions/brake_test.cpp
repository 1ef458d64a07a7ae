// The brake against plain counting over all holds that were ever taken.
#include "live/actions/brake.h"

#include "base/archive.h"
#include "base/memory_stream_test.h"
#include "base/must.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace shouxin::live {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr StreamLabel label{.version = "test", .key = {1, 2}};

HoldTaken any_hold(std::int64_t at_ms) {
    return {
        at_ms,
        *rc::gen::inRange<std::int64_t>(0, 100),
        *rc::gen::inRange<std::uint64_t>(0, 3),
        *rc::gen::element<std::uint32_t>(0, 1, 2, HoldTaken::no_merchant)};
}

template <class Counts>
std::pair<std::int64_t, std::int64_t> sum_over(
    const std::vector<HoldTaken>& taken, std::int64_t after_ms, Counts counts) {
    std::pair<std::int64_t, std::int64_t> sum;
    for (const HoldTaken& hold : taken) {
        if (hold.at_ms > after_ms && counts(hold)) {
            ++sum.first;
            sum.second += hold.amount;
        }
    }
    return sum;
}

Cap expected(const BrakeLimits& caps, const std::vector<HoldTaken>& taken, const HoldTaken& next) {
    const auto [day_holds, day_amount] = sum_over(taken, next.at_ms - 24 * hour_ms, [&](auto& h) {
        return h.merchant == next.merchant && h.merchant != HoldTaken::no_merchant;
    });
    const auto [holds, amount] = sum_over(taken, next.at_ms - hour_ms, [](auto&) { return true; });
    const auto [rule_holds, rule_amount] =
        sum_over(taken, next.at_ms - hour_ms, [&](auto& h) { return h.rule == next.rule; });
    const bool concerns_one = next.merchant != HoldTaken::no_merchant;
    if (concerns_one && day_holds + 1 > caps.holds_per_merchant_day) {
        return Cap::holds_per_merchant_day;
    }
    if (concerns_one && day_amount + next.amount > caps.held_amount_per_merchant_day) {
        return Cap::held_amount_per_merchant_day;
    }
    if (holds + 1 > caps.holds_per_hour) {
        return Cap::holds_per_hour;
    }
    if (amount + next.amount > caps.held_amount_per_hour) {
        return Cap::held_amount_per_hour;
    }
    return rule_holds + 1 > caps.holds_per_rule_hour ? Cap::holds_per_rule_hour : Cap::none;
}

void check_use(const Brake& brake, const std::vector<HoldTaken>& taken, std::int64_t at_ms) {
    const std::vector<std::uint64_t> rules{2, 0, 9};
    const BrakeUse use = brake.use(at_ms, rules, 2);
    const auto hour = sum_over(taken, at_ms - hour_ms, [](auto&) { return true; });
    RC_ASSERT(std::pair(use.hour.holds, use.hour.amount) == hour);
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const auto of_rule = [&](auto& hold) { return hold.rule == rules[i]; };
        RC_ASSERT(use.rules.at(i) == sum_over(taken, at_ms - hour_ms, of_rule).first);
    }
    std::vector<std::int64_t> days;
    for (const std::uint32_t merchant : {0U, 1U, 2U}) {
        const auto of_merchant = [&](auto& hold) { return hold.merchant == merchant; };
        const auto day = sum_over(taken, at_ms - 24 * hour_ms, of_merchant);
        days.push_back(day.first);
        for (const BrakeUse::Merchant& told : use.merchants) {
            RC_ASSERT(
                told.merchant != merchant || std::pair(told.day.holds, told.day.amount) == day);
        }
    }
    std::ranges::sort(days, std::greater<>());
    for (std::size_t i = 0; i < 2; ++i) {
        RC_ASSERT((i < use.merchants.size() ? use.merchants[i].day.holds : 0) == days[i]);
    }
}

RC_GTEST_PROP(Brake, says_what_counting_says, ()) {
    const BrakeLimits caps{
        *rc::gen::inRange<std::int64_t>(0, 12),
        *rc::gen::inRange<std::int64_t>(0, 600),
        *rc::gen::inRange<std::int64_t>(0, 6),
        *rc::gen::inRange<std::int64_t>(0, 300),
        *rc::gen::inRange<std::int64_t>(0, 5)};
    Brake brake;
    brake.limit(caps);
    std::vector<HoldTaken> taken;
    std::int64_t now_ms = 0;
    for (int i = 0; i < 60; ++i) {
        now_ms += *rc::gen::element<std::int64_t>(0, 1, hour_ms / 4, hour_ms, 5 * hour_ms);
        const HoldTaken next = any_hold(now_ms);
        const Cap cap = brake.take(next);
        RC_ASSERT(cap == expected(caps, taken, next));
        if (cap == Cap::none) {
            taken.push_back(next);
        }
        check_use(brake, taken, now_ms + *rc::gen::element<std::int64_t>(0, hour_ms, 20 * hour_ms));
        if (i % 16 == 7) {
            StringSink sink;
            MUST(save(sink, label, brake).has_value());
            StringSource source(sink.bytes);
            brake = Brake();
            MUST(load(source, sink.bytes.size(), label, brake).has_value());
        }
    }
}

RC_GTEST_PROP(Brake, foretells_what_taking_says, ()) {
    const BrakeLimits caps{
        *rc::gen::inRange<std::int64_t>(0, 8),
        *rc::gen::inRange<std::int64_t>(0, 600),
        *rc::gen::inRange<std::int64_t>(0, 12),
        *rc::gen::inRange<std::int64_t>(0, 900),
        *rc::gen::inRange<std::int64_t>(0, 8)};
    Brake brake;
    brake.limit(caps);
    std::int64_t now_ms = 0;
    for (int i = 0; i < 30; ++i) {
        now_ms += *rc::gen::element<std::int64_t>(0, 1, hour_ms / 4, hour_ms, 5 * hour_ms);
        brake.take(any_hold(now_ms));
    }
    now_ms += *rc::gen::element<std::int64_t>(0, hour_ms, 25 * hour_ms);
    std::vector<HoldTaken> holds;
    for (int i = 0; i < 10; ++i) {
        holds.push_back(any_hold(now_ms));
    }
    const std::vector<Cap> foretold = brake.foretell(holds, now_ms);
    for (std::size_t i = 0; i < holds.size(); ++i) {
        RC_ASSERT(foretold[i] == brake.take(holds[i]));
    }
}

TEST(Brake, remembers_no_more_than_it_says) {
    Brake brake;
    for (std::size_t i = 0; i < Brake::holds_max; ++i) {
        ASSERT_EQ(brake.take({1, Brake::amount_max, 7, 3}), Cap::none);
    }
    EXPECT_EQ(brake.take({2, 0, 7, 4}), Cap::holds_remembered);
    EXPECT_EQ(brake.remembered(), Brake::holds_max);
    EXPECT_EQ(brake.take({1 + 24 * hour_ms, 0, 7, 4}), Cap::none);
    EXPECT_EQ(brake.remembered(), 1U);
}

TEST(Brake, renumbered_merchants_keep_what_they_took) {
    Brake brake;
    brake.limit({.holds_per_merchant_day = 1});
    EXPECT_EQ(brake.take({1, 0, 7, 3}), Cap::none);
    const std::vector<std::uint32_t> to{9, 9, 9, 0};
    brake.renumber(to);
    EXPECT_EQ(brake.take({2, 0, 7, 0}), Cap::holds_per_merchant_day);
    EXPECT_EQ(brake.take({2, 0, 7, 3}), Cap::none);
}

}  // namespace
}  // namespace shouxin::live
