// Bigrams: letters count, what spammers vary doesn't; broken bytes are skipped.
#include "text/bigrams.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace shouxin::text {
namespace {

std::vector<std::uint16_t> of(std::string_view text) {
    std::vector<std::uint16_t> words;
    std::uint32_t letters = 0;
    bigrams(text, words, letters);
    return words;
}

TEST(Bigrams, punctuation_space_and_width_do_not_matter) {
    EXPECT_EQ(of("包装很精美，物美价廉"), of("包装很精美！！ 物美价廉～"));
    EXPECT_EQ(of("ＡＢＣ１２"), of("abc12"));
}

TEST(Bigrams, letters_are_counted_and_bigrams_are_distinct_and_sorted) {
    std::vector<std::uint16_t> words;
    std::uint32_t letters = 0;
    bigrams("好好好好", words, letters);
    EXPECT_EQ(letters, 4U);
    EXPECT_EQ(words.size(), 1U);
    EXPECT_TRUE(std::ranges::is_sorted(of("质量超赞完全超出期待推荐大家购买")));
}

TEST(Bigrams, broken_utf8_and_nothing_at_all_are_survived) {
    EXPECT_TRUE(of("").empty());
    EXPECT_TRUE(of("好").empty());
    EXPECT_EQ(of("包\xff\xe5装"), of("包装"));
    EXPECT_TRUE(of("\xf0\x9f\x91\x8d\xf0\x9f\x91\x8d").empty());  // emoji
}

TEST(Jaccard, swapped_slots_stay_near_and_other_texts_stay_far) {
    const auto one = of("包装很精美，物美价廉，绝对是正品，闭眼入");
    const auto swapped = of("绝对是正品，包装很精美，闭眼入，物美价廉");
    const auto other = of("鞋底有点硬，穿两天就好了");
    EXPECT_GT(jaccard_permille(one, swapped), 600);
    EXPECT_LT(jaccard_permille(one, other), 100);
    EXPECT_EQ(jaccard_permille(one, one), 1000);
    EXPECT_EQ(jaccard_permille(of(""), of("")), 0);
}

}  // namespace
}  // namespace shouxin::text
