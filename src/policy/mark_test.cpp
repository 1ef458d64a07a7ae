#include "policy/mark.h"

#include "policy/policy.h"

#include <gtest/gtest.h>

namespace shouxin::policy {
namespace {

// Of each problem: what an editor underlines, and what it offers instead.
std::string marked(const std::string& text) {
    const auto policy = compile(text);
    if (policy) {
        return "";
    }
    const Marks marks(text);
    std::string told;
    for (const Problem& problem : policy.error()) {
        told += std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column) +
                "+" + std::to_string(marks.length(problem.place)) + " " +
                marks.fix(problem).value_or("") + "\n";
    }
    return told;
}

std::string condition(const std::string& when) {
    return marked(
        "[[rule]]\nname = 'r'\noutcome = 'review'\non = 'order'\nwhen = '''\n" + when + "'''");
}

TEST(Marks, cover_the_word_that_is_wrong_and_offer_the_one_that_was_meant) {
    EXPECT_EQ(condition("order.amuont > ¥200"), "6:1+12 order.amount\n");
    EXPECT_EQ(condition("¥200 < order.amuont-order.paid"), "6:8+12 order.amount\n");
    EXPECT_EQ(condition("order.reasons has \"cash-bak\""), "6:19+10 \"cash-back\"\n");
    EXPECT_EQ(condition("order.answer = \"epochs\""), "6:16+8 \"epoch\"\n");
    EXPECT_EQ(condition("count(orders by order.devise over 1 h) > 5"), "6:17+12 order.device\n");
    EXPECT_EQ(marked("[ordrs]\nblock = 0.9\n"), "1:2+5 orders\n");
    EXPECT_EQ(marked("[orders]\nblok = 0.9\n"), "2:1+4 block\n");
    EXPECT_EQ(marked("version-note = 'x'\n"), "1:1+12 version_note\n");
}

TEST(Marks, cover_a_value_with_its_unit_or_quotes) {
    EXPECT_EQ(condition("order.amount > 30 天"), "6:16+4 \n");
    EXPECT_EQ(condition("order.amount > 30 %"), "6:16+4 \n");
    EXPECT_EQ(condition("order.amount > 30 and order.ring"), "6:16+2 \n");
    EXPECT_EQ(condition("order.amount > ￥1.005 or order.ring"), "6:16+6 \n");
    EXPECT_EQ(marked("version_note = 7\n[orders]\nblock = 7"), "1:16+1 \n3:9+1 \n");
    EXPECT_EQ(marked("[delay]\nactions = '0 s to 8 d'\n"), "2:11+12 \n");
}

TEST(Marks, cover_at_least_one_character_of_anything) {
    EXPECT_EQ(condition("order.amount >"), "6:15+3 \n");
    EXPECT_EQ(
        marked("\xef\xbb\xbf[[rule]]\r\nname = '一'\r\nwhn = 1"),
        "1:1+8 \n1:1+8 \n1:1+8 \n3:1+3 when\n");
    EXPECT_EQ(marked("\n\n= 3"), "3:1+1 \n");
    const Marks marks("a\n");
    EXPECT_EQ(marks.length({9, 9}), 1U);
    EXPECT_EQ(marks.length({1, 9}), 1U);
    EXPECT_EQ(marks.length({0, 0}), 1U);
}

}  // namespace
}  // namespace shouxin::policy
