// The whole catalogue: no reason leaves a question open on its page.
#include "live/evidence/support.h"

#include "model/clears.h"

#include <gtest/gtest.h>

namespace shouxin::live {
namespace {

using model::Reason;

TEST(Support, EveryReasonHasWordsAndWhatWouldClearItInBothLanguages) {
    for (std::size_t i = 0; i < model::reason_count; ++i) {
        const model::ReasonText& text = model::reason_texts()[i];
        const std::string_view clears_en = model::clears_in_english(static_cast<Reason>(i));
        EXPECT_FALSE(text.zh.empty() || text.en.empty()) << text.code;
        EXPECT_FALSE(text.clears.empty() || clears_en.empty()) << text.code;
        EXPECT_EQ(text.clears == "—", clears_en == "—") << text.code;
    }
}

TEST(Support, EveryReasonHasAMeasureOrSaysWhyNot) {
    for (std::size_t i = 0; i < model::reason_count; ++i) {
        const Support support = support_of(static_cast<Reason>(i));
        const bool measured = support.measures[0] != OrderMeasure::count;
        EXPECT_EQ(support.unmeasured.zh.empty(), measured) << model::reason_texts()[i].code;
        EXPECT_EQ(support.unmeasured.en.empty(), measured) << model::reason_texts()[i].code;
    }
}

// What is said of rings alone stands on their page.
TEST(Support, EveryReasonRestsOnEvents) {
    constexpr auto all = static_cast<Relation>(0xffffffffU);
    for (std::size_t i = 0; i < model::reason_count; ++i) {
        const auto reason = static_cast<Reason>(i);
        EXPECT_EQ(support_of(reason).rests_on.hold(all), reason != Reason::staff_trail)
            << model::reason_texts()[i].code;
    }
    EXPECT_FALSE(not_told.zh.empty() || not_told.en.empty());
    EXPECT_FALSE(not_kept.zh.empty() || not_kept.en.empty());
}

}  // namespace
}  // namespace shouxin::live
