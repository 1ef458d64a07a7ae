// StringColumn gives back what was put in, wherever groups and chunks end, and never moves it.
#include "base/string_column.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace shouxin {
namespace {

RC_GTEST_PROP(StringColumn, GivesBackWhatWasPutIn, (std::vector<std::string> strings)) {
    StringColumn column(StringColumn::longest);
    for (const std::string& text : strings) {
        column.append(text.substr(0, StringColumn::longest));
    }
    RC_ASSERT(column.size() == strings.size());
    for (std::uint32_t i = 0; i < column.size(); ++i) {
        RC_ASSERT(column[i] == strings[i].substr(0, StringColumn::longest));
    }
}

TEST(StringColumn, ViewsStayWhereTheyAre) {
    StringColumn column;
    column.append("first");
    const std::string_view first = column[0];
    for (int i = 0; i < 100'000; ++i) {
        column.append(std::to_string(i));
    }
    EXPECT_EQ(first.data(), column[0].data());
    EXPECT_EQ(first, "first");
    EXPECT_EQ(column[100'000], "99999");
}

TEST(StringColumn, HoldsTheLongestAndTheEmpty) {
    for (const std::size_t longest : {std::size_t{1}, std::size_t{128}, StringColumn::longest}) {
        StringColumn column(longest);
        for (int i = 0; i < 200; ++i) {
            column.append(std::string(longest, static_cast<char>('a' + i % 26)));
            column.append({});
        }
        EXPECT_EQ(column[398], std::string(longest, static_cast<char>('a' + 199 % 26)));
        EXPECT_EQ(column[399], "");
    }
}

TEST(StringColumn, CostsLessThanTwoBytesAString) {
    StringColumn column;
    constexpr std::size_t strings = 100'000;
    for (std::size_t i = 0; i < strings; ++i) {
        column.append("o-0123456789");
    }
    column.prefetch(7);
    EXPECT_LT(column.bytes(), strings * (12 + 2));
}

TEST(StringColumnDeathTest, RefusesLongerStrings) {
    StringColumn column(3);
    EXPECT_DEATH(column.append("four"), "MUST failed");
}

}  // namespace
}  // namespace shouxin
