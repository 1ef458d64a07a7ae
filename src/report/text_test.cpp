#include "report/text.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <string>

namespace shouxin::report {
namespace {

template <class Put, class Value>
std::string written(Put put, Value value) {
    Text text;
    put(text, value);
    return text;
}

TEST(Text, writes_millionths_with_six_decimals) {
    EXPECT_EQ(written(put_ppm, 0U), "0.000000");
    EXPECT_EQ(written(put_ppm, 7U), "0.000007");
    EXPECT_EQ(written(put_ppm, 250'000U), "0.250000");
    EXPECT_EQ(written(put_ppm, 12'345'678U), "12.345678");
}

TEST(Text, writes_times_in_chinas_offset) {
    EXPECT_EQ(written(put_time, 0U), "");
    EXPECT_EQ(written(put_time, 1U), "1970-01-01T08:00:01+08:00");
    EXPECT_EQ(written(put_time, 1'793'534'400U - 1), "2026-11-01T19:59:59+08:00");
    EXPECT_EQ(written(put_time, 1'709'222'400U), "2024-03-01T00:00:00+08:00");
    EXPECT_EQ(written(put_time, 1'709'222'399U), "2024-02-29T23:59:59+08:00");
    EXPECT_EQ(written(put_time, 0xffffffffU), "2106-02-07T14:28:15+08:00");
}

TEST(Text, quotes_the_cells_that_need_it) {
    EXPECT_EQ(written(put_cell, "u-7 守信"), "u-7 守信");
    EXPECT_EQ(written(put_cell, ""), "");
    EXPECT_EQ(written(put_cell, "a,b"), "\"a,b\"");
    EXPECT_EQ(written(put_cell, "say \"no\""), "\"say \"\"no\"\"\"");
    EXPECT_EQ(written(put_cell, "a\nb"), "\"a\nb\"");
}

TEST(Text, escapes_json_and_mends_broken_utf8) {
    EXPECT_EQ(written(put_json, "守信 \"a\\b\"\n\x01"), "\"守信 \\\"a\\\\b\\\"\\n\\u0001\"");
    EXPECT_EQ(written(put_json, "\xff-\xe5\xae"), "\"\xef\xbf\xbd-\xef\xbf\xbd\xef\xbf\xbd\"");
    EXPECT_EQ(written(put_json, "\xed\xa0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
    EXPECT_EQ(written(put_json, "\xf0\x9f\x98\x80"), "\"\xf0\x9f\x98\x80\"");
    EXPECT_EQ(written(put_json, "\xc0\xaf"), "\"\xef\xbf\xbd\xef\xbf\xbd\"");
}

RC_GTEST_PROP(Text, any_bytes_become_json_that_parses, (const std::string& bytes)) {
    const std::string json = written(put_json, bytes);
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    RC_ASSERT(parsed.is_string());
    const bool valid = nlohmann::json::accept(json) && parsed.get<std::string>() == bytes;
    RC_ASSERT(valid || parsed.get<std::string>().find("\xef\xbf\xbd") != std::string::npos);
}

}  // namespace
}  // namespace shouxin::report
