#include "policy/evaluate.h"

#include "policy/examine.h"
#include "policy/made_test.h"
#include "policy/parse.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace shouxin::policy {
namespace {

constexpr HashKey key{1, 2};

Policy compiled(const std::string& text) {
    auto policy = compile(text);
    EXPECT_TRUE(policy.has_value()) << text << '\n' << to_error(policy.error(), "p").message;
    return std::move(policy).value_or(Policy{});
}

std::string rule(const std::string& name, const std::string& when, const std::string& rest) {
    return fmt::format(
        "[[rule]]\nname = '{}'\non = 'order'\nwhen = '''{}'''\n{}\n", name, when, rest);
}

Evaluation evaluated(const Policy& policy, const Facts& facts) {
    Evaluation evaluation;
    evaluate(policy, key, facts, Windows(policy.windows), evaluation);
    return evaluation;
}

Facts order(std::int64_t ppm) {
    Facts facts(model::SubjectKind::order);
    facts.set(Field::order_probability, ppm);
    facts.set(Field::order_amount, 100'00);
    facts.id = "o1";
    facts.merchant = "m1";
    return facts;
}

TEST(Evaluate, thresholds_alone_decide_where_no_rule_speaks) {
    const Policy policy = compiled("orders.block = 0.95");
    EXPECT_EQ(evaluated(policy, order(949'999)).outcome, Outcome::review);
    EXPECT_EQ(evaluated(policy, order(950'000)).outcome, Outcome::block);
    EXPECT_EQ(evaluated(policy, order(499'999)).outcome, Outcome::allow);
    EXPECT_EQ(evaluated(policy, order(unknown)).outcome, Outcome::allow);
}

TEST(Evaluate, the_gravest_outcome_wins_and_actions_are_taken_once_for_the_longest) {
    const Policy policy = compiled(
        rule("one", "order.amount > ¥1", "outcome = 'block'\nactions = ['exclude_from_sales']") +
        rule(
            "two",
            "order.amount > ¥2",
            "outcome = 'review'\nactions = ['exclude_from_sales', 'hold_settlement']\n"
            "expires = '100 d'") +
        rule("not", "order.amount > ¥2000", "outcome = 'block'"));
    const Evaluation got = evaluated(policy, order(0));
    EXPECT_EQ(got.outcome, Outcome::block);
    EXPECT_EQ(got.live, (std::vector<std::uint16_t>{0, 1}));
    ASSERT_EQ(got.actions.size(), 2U);
    EXPECT_EQ(got.actions[0], (TakenAction{model::Action::hold_settlement, 8'640'000, 1}));
    EXPECT_EQ(got.actions[1], (TakenAction{model::Action::exclude_from_sales, 8'640'000, 1}));
}

TEST(Evaluate, a_final_rule_decides_alone_and_a_shadow_rule_never) {
    const Policy policy = compiled(
        rule("seen", "order.amount > ¥1", "outcome = 'block'\nactions = ['hold_settlement']") +
        rule("shadow", "order.amount > ¥1", "outcome = 'block'\nmode = 'shadow'\nfinal = true") +
        rule("off", "order.amount > ¥1", "outcome = 'block'\nmode = 'off'\nfinal = true") +
        rule("exempt", "order.amount > ¥2", "outcome = 'allow'\nfinal = true") +
        rule("later", "order.amount > ¥1", "outcome = 'block'"));
    const Evaluation got = evaluated(policy, order(990'000));
    EXPECT_EQ(got.outcome, Outcome::allow);
    EXPECT_EQ(got.final_rule, std::uint16_t{3});
    EXPECT_EQ(got.live, (std::vector<std::uint16_t>{0, 3}));
    EXPECT_EQ(got.shadow, (std::vector<std::uint16_t>{1}));
    EXPECT_TRUE(got.actions.empty());
}

TEST(Evaluate, nothing_is_done_about_the_hold_out) {
    const std::string hold_out = "[hold_out]\nshare = '10 %'\n";
    const Policy policy =
        compiled(hold_out + rule("all", "order.amount > ¥1", "actions = ['hold_settlement']"));
    int held = 0;
    Facts facts = order(990'000);
    for (int i = 0; i < 10'000; ++i) {
        const std::string id = fmt::format("order {}", i);
        facts.id = id;
        const Evaluation got = evaluated(policy, facts);
        held += got.held_out ? 1 : 0;
        EXPECT_EQ(got.held_out, is_held_out(policy, key, id));
        EXPECT_EQ(got.outcome, Outcome::block);
        EXPECT_EQ(got.answer(), got.held_out ? Outcome::allow : Outcome::block);
        EXPECT_EQ(got.to_take().size(), got.held_out ? 0U : 1U);
    }
    EXPECT_NEAR(held, 1000, 150);
}

TEST(Evaluate, a_roll_out_takes_whole_shops_and_only_ever_more_of_them) {
    const auto share = [](const std::string& percent) {
        return compiled(
            rule("r", "order.amount > ¥1", "outcome = 'block'\nrollout = '" + percent + " %'"));
    };
    const Policy quarter = share("25");
    const Policy half = share("50");
    int in_quarter = 0;
    for (int i = 0; i < 4000; ++i) {
        const std::string shop = fmt::format("shop {}", i);
        Facts facts = order(0);
        facts.merchant = shop;
        const bool first = evaluated(quarter, facts).outcome == Outcome::block;
        facts.id = "another order";
        EXPECT_EQ(evaluated(quarter, facts).outcome == Outcome::block, first);
        EXPECT_TRUE(!first || evaluated(half, facts).outcome == Outcome::block);
        in_quarter += first ? 1 : 0;
    }
    EXPECT_NEAR(in_quarter, 1000, 150);
}

// One key a window's `by`, so that the windows' values are known without asking them.
struct Counted {
    Windows windows;
    WindowValues values;
};

Counted counted(const Policy& policy, Random& dice, Facts& facts) {
    Counted made{Windows(policy.windows), {}};
    facts.keys.fill(0);
    WindowOrder one;
    one.keys.fill(0);
    const std::int64_t many = dice.uniform_int(0, 6);
    for (std::int64_t i = 0; i < many; ++i) {
        one.keys[static_cast<std::size_t>(Key::buyer)] = static_cast<std::uint32_t>(i);
        made.windows.step(one, 1000 * i);
    }
    if (dice.chance(0.2)) {
        facts.keys[static_cast<std::size_t>(Key::device)] = no_key;
    }
    for (const Window& window : policy.windows.all()) {
        const bool none = facts.keys[static_cast<std::size_t>(window.spec.by)] == no_key;
        made.values.push_back(none ? unknown : many);
    }
    return made;
}

TEST(EvaluateProperty, the_program_says_what_a_walk_over_the_tree_says) {
    int said_true = 0;
    int asked = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Random dice(seed);
        RandomRules rules(dice);
        std::string text;
        for (int i = 0; i < 6; ++i) {
            text += rule(std::to_string(i), rules.condition(3), "always = true\noutcome = 'block'");
        }
        const auto policy = compile(text);
        if (!policy) {
            continue;  // one of them can never be true
        }
        for (int i = 0; i < 20; ++i) {
            Facts facts = rules.facts();
            const Counted windows = counted(*policy, dice, facts);
            Evaluation got;
            evaluate(*policy, key, facts, windows.windows, got);
            std::vector<std::uint16_t> wanted;
            for (std::uint16_t one = 0; one < policy->rules.size(); ++one) {
                const Expression& when = policy->rules[one].when;
                if (Interpreter(when, facts, windows.values).holds(when.root)) {
                    wanted.push_back(one);
                }
            }
            ASSERT_EQ(got.live, wanted) << "seed " << seed << '\n' << text;
            said_true += static_cast<int>(wanted.size());
            asked += 6;
        }
    }
    EXPECT_GT(asked, 5000);
    EXPECT_GT(said_true, asked / 10);
    EXPECT_LT(said_true, asked * 9 / 10);
}

TEST(EvaluateProperty, what_is_said_to_be_never_always_or_covered_is_so) {
    int never = 0, always = 0, covered = 0;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        Random dice(seed);
        RandomRules rules(dice);
        const std::string first = rules.condition(2);
        const std::string second = rules.condition(2);
        Policy policy;
        Problems problems;
        const auto parsed = [&](const std::string& text) {
            return parse_condition(
                       {text, std::vector<Place>(text.size() + 1)},
                       model::SubjectKind::order,
                       policy.windows,
                       problems)
                .value();
        };
        const Expression a = parsed(first);
        const Expression b = parsed(second);
        const auto in_a = examine(a, model::SubjectKind::order, policy.windows);
        const auto not_a = examine(a, model::SubjectKind::order, policy.windows, true);
        const auto in_b = examine(b, model::SubjectKind::order, policy.windows);
        const bool a_never = in_a && in_a->alternatives.empty();
        const bool a_always = not_a && not_a->alternatives.empty();
        const bool a_covers_b = in_a && in_b && is_covered(*in_b, {&*in_a});
        never += a_never ? 1 : 0;
        always += a_always ? 1 : 0;
        covered += a_covers_b && !a_always && !in_b->alternatives.empty() ? 1 : 0;
        for (int i = 0; i < 30; ++i) {
            Facts facts = rules.facts();
            const WindowValues values = counted(policy, dice, facts).values;
            const bool a_holds = Interpreter(a, facts, values).holds(a.root);
            const bool b_holds = Interpreter(b, facts, values).holds(b.root);
            ASSERT_FALSE(a_never && a_holds) << first;
            ASSERT_FALSE(a_always && !a_holds) << first;
            ASSERT_FALSE(a_covers_b && b_holds && !a_holds) << first << "\n" << second;
        }
    }
    EXPECT_GT(never, 20);
    EXPECT_GT(always, 5);
    EXPECT_GT(covered, 20);
}

}  // namespace
}  // namespace shouxin::policy
