#include "model/clears.h"

#include <gtest/gtest.h>

namespace shouxin::model {
namespace {

TEST(Clears, are_there_in_both_languages_or_in_none) {
    for (std::size_t i = 0; i < reason_count; ++i) {
        const auto reason = static_cast<Reason>(i);
        EXPECT_EQ(text_of(reason).clears == "—", clears_in_english(reason) == "—")
            << text_of(reason).code;
        EXPECT_FALSE(clears_in_english(reason).empty());
    }
}

}  // namespace
}  // namespace shouxin::model
