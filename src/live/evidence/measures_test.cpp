#include "live/evidence/measures.h"

#include <gtest/gtest.h>

#include <numeric>
#include <set>
#include <vector>

namespace shouxin::live {
namespace {

TEST(Measures, HaveNamesOfTheirOwn) {
    std::set<std::string_view> fields;
    for (std::size_t i = 0; i < static_cast<std::size_t>(OrderMeasure::count); ++i) {
        const MeasureText& text = text_of(static_cast<OrderMeasure>(i));
        EXPECT_TRUE(fields.insert(text.field).second) << text.field;
        EXPECT_FALSE(text.zh.empty() || text.en.empty()) << text.field;
    }
}

TEST(Comparison, TellsDecilesAndHowManyAreBelow) {
    std::vector<std::int64_t> others(101);
    std::iota(others.rbegin(), others.rend(), 0);
    const auto compared = compare(90, others);
    ASSERT_TRUE(compared);
    EXPECT_EQ(compared->n, 101U);
    EXPECT_EQ(compared->below, 90U);
    EXPECT_EQ(compared->above, 10U);
    EXPECT_EQ(compared->deciles.front(), 0);
    EXPECT_EQ(compared->deciles[5], 50);
    EXPECT_EQ(compared->deciles.back(), 100);
}

TEST(Comparison, CountsEqualOnesOnNeitherSide) {
    const auto compared = compare(1, std::vector<std::int64_t>(30, 1));
    ASSERT_TRUE(compared);
    EXPECT_EQ(compared->below + compared->above, 0U);
}

TEST(Comparison, SaysNothingOfAFew) {
    EXPECT_FALSE(compare(1, std::vector<std::int64_t>(comparison_min - 1, 1)));
}

}  // namespace
}  // namespace shouxin::live
