#include "policy/document.h"
#include "policy/made_test.h"
#include "policy/parse.h"
#include "policy/policy.h"
#include "policy/words.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace shouxin::policy {
namespace {

// All that is wrong, a line each; "" if it is accepted.
std::string complaints(std::string_view text) {
    std::string told;
    if (const auto policy = compile(text); !policy) {
        for (const Problem& problem : policy.error()) {
            told += (told.empty() ? "" : "\n") + to_text(problem, "p");
        }
    }
    return told;
}

// Of one condition, with places counted from its first character.
std::string condition(const std::string& when, const std::string& on = "order") {
    return complaints(
        "[[rule]]\nname = 'r'\noutcome = 'review'\non = '" + on + "'\nwhen = '''\n" + when + "'''");
}

TEST(Compile, sets_thresholds_and_keeps_the_defaults_of_what_it_leaves_out) {
    const auto both = compile("[orders]\nreview = 0.25  # softer\nblock = 1\n");
    ASSERT_TRUE(both.has_value());
    EXPECT_EQ(both->thresholds, (Thresholds{250'000, 1'000'000}));
    EXPECT_EQ(compile("orders.block = 0.95")->thresholds, (Thresholds{500'000, 950'000}));
    EXPECT_EQ(compile("")->thresholds, Thresholds{});
    EXPECT_EQ(compile("")->brake, Brake{});
}

TEST(Compile, refuses_a_key_that_would_nest_without_bound) {
    std::string key = "a";
    for (int i = 0; i < 30'000; ++i) {
        key += ".a";
    }
    EXPECT_FALSE(compile(key + " = 1"));
    EXPECT_TRUE(compile("# " + key + "\n"));
}

TEST(Compile, says_where_a_setting_is_wrong) {
    EXPECT_EQ(
        complaints("[orders]\nreveiw = 0.5"),
        "p:2:1: unknown key 'reveiw' (did you mean 'review'?); known are review and block");
    EXPECT_EQ(
        complaints("\n[rules]\n"),
        "p:2:2: unknown key 'rules' (did you mean 'rule'?); known are version_note, orders, rule, "
        "window, hold_out, brake and delay");
    EXPECT_EQ(complaints("orders = 1"), "p:1:10: orders must be a table; write [orders]");
    for (const char* value : {"1.5", "-0.1", "nan", "inf", "\"0.5\"", "true", "[0.5]", "1e300"}) {
        EXPECT_EQ(
            complaints("[orders]\nblock = " + std::string(value)),
            "p:2:9: block must be a number from 0 to 1");
    }
    EXPECT_EQ(
        complaints("[orders]\nreview = 0.95"),
        "p:2:10: orders.review must not be above orders.block");
    EXPECT_TRUE(complaints("[orders]\nblock = \n").starts_with("p:2:"));
    EXPECT_TRUE(complaints("\xff").starts_with("p:1:"));
    EXPECT_TRUE(complaints(std::string(policy_bytes_max + 1, '#')).starts_with("p:1:1: a policy"));
    EXPECT_EQ(
        complaints("[hold_out]\nshare = '101 %'"),
        "p:2:9: share must be a ratio from 0 % to 100 %; write share = \"80 %\"");
    EXPECT_EQ(complaints("[brake]\nholds_per_hour = '3 d'"), "p:2:19: write a count here, as 30");
    EXPECT_EQ(
        complaints("[delay]\nactions = '6 h to 1 h'"),
        "p:2:11: a delay is up to 7 days; write actions = \"0 s to 6 h\"");
}

TEST(Compile, tells_one_problem_and_how_many_more_where_only_one_sentence_fits) {
    EXPECT_EQ(
        to_error(compile("a = 1\nb = 2\norders = 3").error(), "p").message,
        "p:1:1: unknown key 'a'; known are version_note, orders, rule, window, hold_out, brake and "
        "delay (2 more: see shouxin policy check p)");
    EXPECT_EQ(
        to_error(compile("orders = 1").error(), "p").message,
        "p:1:10: orders must be a table; write [orders]");
}

TEST(Compile, reads_settings_with_their_units) {
    const auto policy = compile(
        "[hold_out]\nshare = '1.5 %'\n[delay]\nactions = '0 s to 6 h'\n"
        "[brake]\nholds_per_hour = 7\nheld_amount_per_hour = '5 万元'\n");
    ASSERT_TRUE(policy.has_value());
    EXPECT_EQ(policy->hold_out_ppm, 15'000);
    EXPECT_EQ(policy->delay, (Delay{0, 21'600}));
    EXPECT_EQ(policy->brake.holds_per_hour, 7);
    EXPECT_EQ(policy->brake.held_amount_per_hour, 5'000'000);
    EXPECT_EQ(policy->brake.holds_per_rule_hour, 200);
}

TEST(Compile, says_what_a_rule_lacks) {
    EXPECT_EQ(
        complaints("[[rule]]"),
        "p:1:1: this rule has no name; write name = \"...\"\n"
        "p:1:1: this rule doesn't say about whom it is; write on = \"order\"\n"
        "p:1:1: this rule has no condition; write when = \"...\"\n"
        "p:1:1: this rule does nothing; write outcome = \"review\" or actions = [\"open_case\"]");
    EXPECT_EQ(
        complaints("[[rule]]\nname='a'\non='review'\nwhen='review.stars = 1'\n"
                   "actions=['freeze_account', 'fold_reviw', 'fold_review', 'fold_review']\n"
                   "final=true\n"),
        "p:5:10: freeze_account can't be done to review; a rule on review can do "
        "exclude_from_rank, fold_review and open_case\n"
        "p:5:28: unknown action 'fold_reviw' (did you mean 'fold_review'?); a rule on review can "
        "do exclude_from_rank, fold_review and open_case\n"
        "p:5:57: fold_review stands here twice; remove one\n"
        "p:6:7: a final rule decides alone, so it needs an outcome; write outcome = \"allow\"");
    EXPECT_EQ(
        complaints("[[rule]]\nname='a'\non='shop'\nwhen='true'\noutcome='blok'\nmode='on'\n"),
        "p:3:4: on must be one of order, review, account and merchant\n"
        "p:5:9: outcome must be one of allow, review and block (did you mean 'block'?)\n"
        "p:6:6: mode must be one of live, shadow and off");
    const std::string good = "[[rule]]\nname='a'\non='order'\nwhen='order.ring'\noutcome='block'\n";
    EXPECT_EQ(complaints(good), "");
    EXPECT_EQ(
        complaints(good + good), "p:6:1: there is another rule named 'a' in line 1; rename one");
    std::string many;
    for (std::size_t i = 0; i <= rules_max; ++i) {
        many += "[[rule]]\n";
    }
    EXPECT_EQ(
        complaints(many),
        "p:501:1: a policy has at most 500 [[rule]] tables, not 501; remove some");
}

TEST(Compile, points_into_the_condition) {
    EXPECT_EQ(
        condition("order.amount > 200"),
        "p:6:16: order.amount is money but 200 is a count; compare it with money, as ¥30");
    EXPECT_EQ(
        condition("order.ring and\n  merchant.aeg < 30 d"),
        "p:7:3: unknown field 'merchant.aeg' (did you mean 'merchant.age'?); "
        "docs/formats/policy.md lists the fields, and texts stand in quotes");
    EXPECT_EQ(
        condition("¥5 < order.amount + merchant.age"),
        "p:6:19: order.amount is money and merchant.age is a duration; add and subtract only what "
        "has one unit");
    EXPECT_EQ(
        condition("order.amount * order.paid > ¥5"),
        "p:6:14: money times money has no meaning; multiply by a count or a ratio");
    EXPECT_EQ(
        condition("order.probability >= 1 or order.reasons has 'cashback'"),
        "p:6:22: order.probability is a ratio but 1 is a count; compare it with a ratio, as 80 %\n"
        "p:6:45: unknown reason 'cashback' (did you mean 'cash-back'?); docs/reasons.md lists "
        "them");
    EXPECT_EQ(
        condition("order.answer = 'Epoch'"),
        "p:6:16: order.answer is never 'Epoch' (did you mean 'epoch'?); it is one of placed, 1h, "
        "24h, 72h and epoch");
    EXPECT_EQ(
        condition("order.region = '4401' or order.region in ['44x', '1']"),
        "p:6:14: regions begin with digits; write order.region in \"4401\"\n"
        "p:6:43: '44x' isn't the beginning of a division code; write 2 to 12 digits, as \"4401\"\n"
        "p:6:50: '1' isn't the beginning of a division code; write 2 to 12 digits, as \"4401\"");
    EXPECT_EQ(
        condition("order.ring = true"),
        "p:6:12: order.ring is a yes or no already; write it alone, or not in front of it");
    EXPECT_EQ(
        condition("order.amount"),
        "p:6:1: order.amount is money, not a condition; compare it with something");
    EXPECT_EQ(
        condition("review.stars = 1"),
        "p:6:1: a rule on order can't use review.stars; docs/formats/policy.md lists the fields "
        "that it can");
}

TEST(Compile, points_at_a_word_out_of_place) {
    EXPECT_EQ(
        condition("1 < order.quantity < 3"),
        "p:6:20: compare two at a time; write x > 1 and x < 3");
    EXPECT_EQ(
        condition("order.quantity > 1 order.ring"),
        "p:6:20: unknown unit 'order.ring'; write s, m, h or d for time, 元 or fen for money, % "
        "for a ratio, kg or g for weight");
    EXPECT_EQ(condition("(order.ring"), "p:6:12: something is missing at the end; write ')'");
    EXPECT_EQ(
        condition("order.ring or"),
        "p:6:14: something is missing at the end; write a field or a value");
    EXPECT_EQ(condition("order.ring ; "), "p:6:12: ';' isn't part of the language; remove it");
    EXPECT_EQ(
        condition("order.category = \"a"),
        "p:6:18: this text has no end; close it with \"\n"
        "p:6:20: something is missing at the end; write a field or a value");
    EXPECT_EQ(
        condition("order.amount > ¥0.001"),
        "p:6:16: 0.001 is too large or finer than its unit allows; round it");
    EXPECT_EQ(
        condition("known(order.amount + ¥1)"),
        "p:6:1: known() asks about one field or window; write known(merchant.age)");
    EXPECT_EQ(
        condition("count(orders by order.device over 100 d) > 1"),
        "p:6:35: a window is from 1 minute to 90 days long; write over 1 h");
    EXPECT_EQ(
        condition("count(orders by order.devise over 1 d) > 1"),
        "p:6:17: 'order.devise' can't stand here (did you mean 'order.device'?); write one of "
        "order.buyer, order.merchant, order.item, order.category, order.device, order.ip, "
        "order.address and order.payer");
    EXPECT_EQ(
        condition("count(orders by order.device over 1 d) > 1", "merchant"),
        "p:6:1: a rule on merchant knows no order.device; keep this window by something else, or "
        "write a rule on order");
}

TEST(Compile, bounds_depth_and_size) {
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '(') + "order.ring" +
               std::string(static_cast<std::size_t>(depth), ')');
    };
    EXPECT_EQ(condition(nested(depth_max - 1)), "");
    EXPECT_EQ(
        condition(nested(depth_max)),
        "p:6:51: this is over 50 levels deep; split it into several rules");
    std::string nots;
    std::string sum = "order.quantity";
    for (int i = 0; i < 100'000; ++i) {
        nots += "not ";
        sum += " + 1";
    }
    EXPECT_NE(condition(nots + "order.ring").find("levels deep"), std::string::npos);
    EXPECT_NE(condition(sum + " > 3").find("has over 500 parts"), std::string::npos);
    EXPECT_NE(
        condition(std::string(200'000, '-') + "1 > 3").find("instead of '-'"), std::string::npos);
}

TEST(Compile, refuses_rules_that_never_or_always_hold) {
    EXPECT_EQ(
        condition("order.quantity > 5 and\norder.ring and order.quantity < 3"),
        "p:7:16: rule 'r' can never be true, because of this; change it or remove the rule");
    EXPECT_EQ(condition("order.probability > 100 %").substr(0, 6), "p:6:1:");
    EXPECT_NE(condition("order.answer = '1h' and order.answer = '24h'"), "");
    EXPECT_NE(condition("order.region in '4401' and order.region in '4402'"), "");
    EXPECT_NE(condition("order.reasons has 'cash-back' and not order.reasons has 'cash-back'"), "");
    EXPECT_NE(condition("known(merchant.age) and not known(merchant.age)"), "");
    EXPECT_NE(condition("not known(order.amount)"), "") << "an order's amount is always known";
    EXPECT_EQ(condition("not known(merchant.age)"), "");
    EXPECT_EQ(condition("order.quantity > 5 and order.quantity < 7"), "");
    EXPECT_EQ(
        condition("order.quantity >= 0"),
        "p:5:8: rule 'r' is true of every order; if you mean that, write always = true");
    EXPECT_EQ(condition("merchant.orders >= 0"), "") << "it may not be known";
}

TEST(Compile, refuses_rules_that_are_never_asked) {
    const auto two =
        [](const std::string& first, const std::string& second, const std::string& of_first = "") {
            return complaints(fmt::format(
                "[[rule]]\nname='a'\non='order'\nwhen='''{}'''\noutcome='allow'\nfinal=true\n{}\n"
                "[[rule]]\nname='b'\non='order'\nwhen='''{}'''\noutcome='block'",
                first,
                of_first,
                second));
        };
    EXPECT_EQ(
        two("order.amount > ¥100", "order.amount > ¥200 and order.ring"),
        "p:8:1: rule 'b' is never asked: 'a' in line 1 is final and true whenever this one is; "
        "move this one before it, or narrow that one");
    EXPECT_NE(two("true", "order.ring", "always = true"), "");
    EXPECT_NE(two("order.ring or order.quantity < 5", "order.quantity in [1, 3]"), "");
    EXPECT_EQ(two("order.amount > ¥100", "order.amount > ¥200", "mode = 'shadow'"), "");
    EXPECT_EQ(two("order.amount > ¥100", "order.amount > ¥200", "rollout = '50 %'"), "");
    EXPECT_EQ(two("order.amount > ¥100", "order.amount >= ¥100"), "");
    EXPECT_EQ(two("merchant.age < 5 d", "not (merchant.age >= 5 d)"), "") << "it may be unknown";
}

TEST(Compile, windows_are_named_once_and_used_again) {
    const std::string window =
        "[[window]]\nname='w'\ncount='orders'\nby='order.device'\nover='1 h'\n";
    const auto policy = compile(
        window +
        "[[rule]]\nname='r'\non='order'\noutcome='block'\n"
        "when='window.w > 3 or count(orders by order.device over 60 m) = 1'");
    ASSERT_TRUE(policy.has_value()) << to_error(policy.error(), "p").message;
    EXPECT_EQ(policy->windows.all().size(), 1U);
    EXPECT_EQ(complaints(window + window), "p:7:6: there are two windows named 'w'; rename one");
    EXPECT_EQ(
        complaints("[[window]]\nname='W'\ncount='order'\nby='device'\nover='1 s'"),
        "p:2:6: a window needs a name of a-z, 0-9 and _; write name = \"device_orders_1h\"\n"
        "p:3:7: 'order' can't stand here (did you mean 'orders'?); write one of orders\n"
        "p:4:4: by must be one of order.buyer, order.merchant, order.item, order.category, "
        "order.device, order.ip, order.address and order.payer\n"
        "p:5:6: a window is from 1 minute to 90 days long; write over 1 h");
    EXPECT_EQ(
        condition("window.w > 3"),
        "p:6:1: there is no [[window]] named 'w'; add one, or spell it out, as "
        "count(orders by order.device over 1 h)");
}

TEST(Document, knows_where_each_byte_of_a_text_stands) {
    Problems problems;
    const auto file = read_document(
        "a = \"\"\"\n x\\\"\\u4e2d中y \\\n\n  z\"\"\"\r\nb = 'é1'\nc = '''\r\nq\r\nr'''", problems);
    ASSERT_TRUE(file.has_value());
    const PlacedText& a = file->entries[0].value.text;
    EXPECT_EQ(a.text, " x\"中中y z");
    const auto place = [](const PlacedText& text, std::string_view of) {
        return text.places[text.text.find(of)];
    };
    EXPECT_EQ(place(a, " "), (Place{2, 1}));
    EXPECT_EQ(place(a, "\""), (Place{2, 3}));
    EXPECT_EQ(place(a, "中"), (Place{2, 5}));
    EXPECT_EQ(place(a, "y"), (Place{2, 12}));
    EXPECT_EQ(place(a, "z"), (Place{4, 3}));
    EXPECT_EQ(place(file->entries[1].value.text, "1"), (Place{5, 7}));
    EXPECT_EQ(place(file->entries[2].value.text, "r"), (Place{8, 1}));
}

// Rules of all kinds, for what must hold of any policy.
std::string autumn() {
    return R"(version_note = "Autumn \"sale\"\t"
orders.review = 0.45
hold_out.share = "1 %"
delay.actions = "0 s to 6 h"
[brake]
held_amount_per_hour = "¥5000000.50"
[[window]]
name = "device_1h"
count = "orders"
by = "order.device"
over = "1 h"
[[rule]]
name = "新店返现"
on = "order"
when = """order.probability >= 0.8 and not (merchant.age >= 30 d or order.amount -
          order.subsidy <= ¥200.5) and order.reasons has ["cash-back", "prefunded"]
          and window.device_1h > 5"""
outcome = "block"
actions = ["exclude_from_sales", "hold_settlement"]
expires = "7 d"
reason = "新店返现"
rollout = "25 %"
[[rule]]
name = "exempt"
on = "merchant"
when = "merchant.region not in '4401' and sum(order.paid by order.merchant over 90 m) * 2 < 1.5 万元"
outcome = "allow"
final = true
mode = "shadow"
[[rule]]
name = "every review"
on = "review"
when = 'true'
always = true
actions = ["open_case"]
)";
}

TEST(Canonical, is_a_policy_that_says_the_same_and_is_its_own_canonical_text) {
    const auto policy = compile(autumn());
    ASSERT_TRUE(policy.has_value()) << to_error(policy.error(), "p").message;
    const std::string text = canonical(*policy);
    const auto again = compile(text);
    ASSERT_TRUE(again.has_value()) << text << to_error(again.error(), "p").message;
    EXPECT_EQ(canonical(*again), text);
    EXPECT_EQ(again->version_note, "Autumn \"sale\"\t");
    EXPECT_TRUE(differences(*policy, *again).empty());
    EXPECT_NE(
        text.find(
            "when = \"order.probability >= 80 % and not (merchant.age >= 30 d or "
            "order.amount - order.subsidy <= ¥200.5) and order.reasons has [\\\"cash-back\\\", "
            "\\\"prefunded\\\"] and window.device_1h > 5\""),
        std::string::npos)
        << text;
}

TEST(CanonicalProperty, any_condition_is_read_back_as_the_same_tree) {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        Random dice(seed);
        const std::string text = RandomRules(dice).condition(3);
        const auto policy = compile(fmt::format(
            "[[rule]]\nname='r'\non='order'\noutcome='block'\nalways=true\nwhen={}\n",
            "'''" + text + "'''"));
        if (!policy) {
            continue;  // it can never be true
        }
        const std::string once = canonical(*policy);
        const auto again = compile(once);
        ASSERT_TRUE(again.has_value()) << once;
        ASSERT_EQ(canonical(*again), once);
        const std::vector<Node>& nodes = policy->rules[0].when.nodes;
        ASSERT_EQ(again->rules[0].when.nodes.size(), nodes.size()) << text << '\n' << once;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            ASSERT_EQ(again->rules[0].when.nodes[i].op, nodes[i].op) << text << '\n' << once;
        }
    }
}

TEST(Words, tell_a_rule_in_chinese_and_english) {
    const auto policy = compile(autumn());
    ASSERT_TRUE(policy.has_value());
    EXPECT_EQ(
        describe(policy->rules[0], policy->windows, Language::zh),
        "规则「新店返现」（生效）：对每个订单，如果订单作弊概率 ≥ 80 %，并且（不成立："
        "（商家开店至今时长 ≥ 30 天，或者（订单金额 - 订单补贴金额） ≤ ¥200.5）），并且"
        "订单的判断理由包含「下单前后，买家钱包收到一笔与实付金额相当或略多的转账」、"
        "「下单前不久，有人先把货款转给了买家」，并且同一设备近 1 小时的订单数 > 5，就拦截，"
        "暂缓结算（7 天），不计入销量（7 天）。只对 25 % 的商家执行。理由：新店返现。");
    EXPECT_EQ(
        describe(policy->rules[1], policy->windows, Language::en),
        "Rule \"exempt\" (shadow): for every merchant, if the merchant's region is none of "
        "\"4401\" and (total paid amount of the same merchant in the last 90 m × 2) < ¥15000: "
        "allow. It then decides alone.");
    EXPECT_EQ(
        describe(policy->rules[2], policy->windows, Language::zh),
        "规则「every review」（生效）：对每个评价，如果总是，就开案人工核查（30 天）。");
}

TEST(Words, tell_what_changed) {
    const auto before = compile(autumn());
    std::string changed = autumn();
    const auto replace = [&](std::string_view what, std::string_view by) {
        changed.replace(changed.find(what), what.size(), by);
    };
    replace("\"25 %\"", "\"50 %\"");
    replace("over = \"1 h\"", "over = \"2 h\"");
    replace("0.45", "0.4");
    replace("name = \"exempt\"", "name = \"spare\"");
    const auto after = compile(changed);
    ASSERT_TRUE(before && after);
    std::string told;
    for (const Sentence& one : differences(*before, *after)) {
        told += one.zh + " | " + one.en + "\n";
    }
    EXPECT_EQ(
        told,
        "[orders]：review 由 0.450000 改为 0.400000 | [orders]: review was 0.450000, is 0.400000\n"
        "窗口「device_1h」：over 由 \"1 h\" 改为 \"2 h\" | window \"device_1h\": over was \"1 h\", "
        "is "
        "\"2 h\"\n"
        "规则「新店返现」：rollout 由 \"25 %\" 改为 \"50 %\" | rule \"新店返现\": rollout was \"25 "
        "%\", "
        "is \"50 %\"\n"
        "规则「exempt」：删除 | rule \"exempt\": removed\n"
        "规则「spare」：新增 | rule \"spare\": added\n");
}

TEST(Documentation, shows_the_catalogue_as_it_is) {
    std::ifstream page("docs/formats/policy.md");
    const std::string text{std::istreambuf_iterator<char>(page), {}};
    EXPECT_NE(text.find(field_table()), std::string::npos)
        << "put this into docs/formats/policy.md:\n"
        << field_table();
}

// The ten examples of the guide, together one policy.
TEST(Documentation, teaches_what_is_accepted) {
    std::ifstream page("docs/policy-guide.md");
    std::string policy;
    int examples = 0;
    bool inside = false;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("```")) {
            inside = line == "```toml";
            examples += inside ? 1 : 0;
        } else if (inside) {
            policy += line + "\n";
        }
    }
    EXPECT_EQ(examples, 10);
    EXPECT_EQ(complaints(policy), "");
}

}  // namespace
}  // namespace shouxin::policy
