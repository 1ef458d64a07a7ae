// Likeness: templates between strangers are near, one's own repetition and honest words are not.
#include "signal/likeness.h"

#include "signal/market_fixture.h"

#include <gtest/gtest.h>

namespace shouxin::signal {
namespace {

TEST(LikenessTest, templates_of_strangers_are_near_and_own_repetition_does_not_count) {
    MarketFixture fixture;
    const char* const praise[] = {
        "包装很精美，物美价廉，绝对是正品，闭眼入",
        "绝对是正品，包装很精美，闭眼入，物美价廉",
        "物美价廉，绝对是正品，包装很精美，闭眼入",
        "闭眼入，物美价廉，绝对是正品，包装很精美",
        "包装很精美，绝对是正品，物美价廉，闭眼入",
        "绝对是正品，闭眼入，包装很精美，物美价廉"};
    int n = 0;
    for (const char* const text : praise) {
        const std::string id = std::to_string(n++);
        fixture.reviewed(1, "v" + id, "o" + id, "u" + id, 5, text);
    }
    fixture.reviewed(1, "mine-1", "x1", "loyal", 5, "第三次买了，老人家穿着合脚");
    fixture.reviewed(2, "mine-2", "x2", "loyal", 5, "第三次买了，老人家穿着合脚");
    Inline here;
    const std::vector<Likeness> likeness = compare(fixture.market.reviews, here);
    EXPECT_GT(likeness[0].nearest, 600);
    EXPECT_EQ(likeness[6].nearest, 0);
    EXPECT_EQ(likeness[7].nearest, 0);
}

}  // namespace
}  // namespace shouxin::signal
