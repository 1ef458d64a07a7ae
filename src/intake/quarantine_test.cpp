// A quarantine line is JSON whatever the line was, short, and tells nobody's number.
#include "intake/quarantine.h"

#include "intake/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace shouxin::intake {
namespace {

TEST(Quarantine, IsOneJsonLine) {
    EXPECT_EQ(
        quarantine_json({"in\"put", 7, "not valid JSON", "a\\b\tc\x01"}),
        R"({"source":"in\"put","line":7,"reason":"not valid JSON","excerpt":"a\\b\u0009c\u0001"})"
        "\n");
}

TEST(Quarantine, ExcerptsMaskNumbers) {
    const std::string excerpt =
        excerpt_of(R"({"buyer":"13800138000","x":"11010519491231002X"})", {});
    EXPECT_EQ(excerpt.find("13800138000"), std::string::npos);
    EXPECT_EQ(excerpt.find("11010519491231002X"), std::string::npos);
    EXPECT_NE(excerpt.find("[phone:"), std::string::npos);
}

TEST(Quarantine, ExcerptsDoNotCutANumberIntoSight) {
    for (std::size_t before = 150; before < 210; ++before) {
        const std::string line = std::string(before, '.') + "13800138000" + std::string(2000, '.');
        EXPECT_EQ(excerpt_of(line, {}).find("138"), std::string::npos);
    }
}

TEST(Quarantine, ExcerptsAreCutAtACharacter) {
    std::string line;
    for (int i = 0; i < 500; ++i) {
        line += "守";
    }
    EXPECT_EQ(excerpt_of(line, {}).size(), 198U);
    EXPECT_EQ(excerpt_of("ab", {}), "ab");
    EXPECT_EQ(
        excerpt_of(
            "a\xff"
            "b",
            {}),
        "a\xEF\xBF\xBD"
        "b");
}

RC_GTEST_PROP(Quarantine, ExcerptsAreShortUtf8, (const std::string& line)) {
    const std::string excerpt = excerpt_of(line + std::string(1, '\xe5') + line, {});
    RC_ASSERT(excerpt.size() <= excerpt_bytes_max);
    RC_ASSERT(is_utf8(excerpt));
}

TEST(Quarantine, TellsWhereALineCameFrom) {
    const std::string json =
        quarantine_json({"key:\"a\"\n", 7, "field 'amount' must be an integer", "{\"reason\":1}"});
    const auto origin = quarantine_origin(json);
    ASSERT_TRUE(origin);
    EXPECT_EQ(origin->source, "key:\"a\"\n");
    EXPECT_EQ(origin->reason, "field 'amount' must be an integer");
    for (const char* const other :
         {"", "{", "[]", "{\"source\":1,\"reason\":\"x\"}", "{\"source\":\"x\"}"}) {
        EXPECT_FALSE(quarantine_origin(other)) << other;
    }
}

TEST(Utf8, KnowsTheTable) {
    for (const char* text :
         {"", "a", "\xC2\x80", "守", "\xED\x9F\xBF", "\xF0\x90\x80\x80", "😀", "\xF4\x8F\xBF\xBF"}) {
        EXPECT_TRUE(is_utf8(text)) << text;
        EXPECT_EQ(mended_utf8(text), text);
    }
    for (const char* text :
         {"\x80",
          "\xC0\x80",
          "\xC1\xBF",
          "\xE0\x9F\xBF",
          "\xED\xA0\x80",
          "\xF0\x8F\xBF\xBF",
          "\xF4\x90\x80\x80",
          "\xF5\x80\x80\x80",
          "\xE5\xAE",
          "\xE5",
          "a\xE5\xAEz"}) {
        EXPECT_FALSE(is_utf8(text)) << text;
        EXPECT_TRUE(is_utf8(mended_utf8(text)));
    }
}

}  // namespace
}  // namespace shouxin::intake
