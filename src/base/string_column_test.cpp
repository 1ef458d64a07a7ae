// StringColumn gives back what was put in, wherever groups and chunks end, and never moves it.
#include "base/string_column.h"

#include "base/archive.h"
#include "base/memory_stream_test.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
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

RC_GTEST_PROP(StringColumn, IsLoadedAsSaved, (std::vector<std::string> strings)) {
    StringColumn column(StringColumn::longest);
    for (const std::string& text : strings) {
        column.append(text.substr(0, StringColumn::longest));
    }
    StringSink sink;
    RC_ASSERT(save(sink, {}, column).has_value());
    StringSource source(sink.bytes);
    StringColumn again(StringColumn::longest);
    again.append("what was there before goes");
    RC_ASSERT(load(source, sink.bytes.size(), {}, again).has_value());
    RC_ASSERT(again.size() == strings.size());
    for (const char* const more : {"grows", "on"}) {
        column.append(more);
        again.append(more);
    }
    for (std::uint32_t i = 0; i < column.size(); ++i) {
        RC_ASSERT(again[i] == column[i]);
    }
    RC_ASSERT(again.bytes() <= column.bytes());
}

// Not by accident, as a stream's blocks are hashed: by somebody who writes streams.
TEST(StringColumn, RefusesLengthsThatCantBe) {
    const auto refused = [](std::uint32_t size, std::uint64_t lengths) {
        std::array<std::uint64_t, 300> text{};
        StringSink sink;
        EXPECT_TRUE(save(sink, {}, size, lengths, text).has_value());
        StringSource source(sink.bytes);
        StringColumn column(128);
        Loader loader(source, sink.bytes.size(), {});
        loader(column);
        return loader.failed();
    };
    EXPECT_FALSE(refused(8, 0x8080808080808080));
    EXPECT_TRUE(refused(8, 0x8081808080808080));  // longer than max_length
    EXPECT_FALSE(refused(3, 0x0000000000010101));
    EXPECT_TRUE(refused(3, 0x0000000001010101));  // there is no fourth
    EXPECT_TRUE(refused(0xffffffff, 0x0101010101010101));
}

}  // namespace
}  // namespace shouxin
