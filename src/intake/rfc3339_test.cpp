// RFC 3339: what is a time, which one, and what is none.
#include "intake/rfc3339.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouxin::intake {
namespace {

TEST(Rfc3339, KnowsItsTimes) {
    EXPECT_EQ(rfc3339_ms("1970-01-01T00:00:00Z"), 0);
    EXPECT_EQ(rfc3339_ms("1970-01-01t00:00:00z"), 0);
    EXPECT_EQ(rfc3339_ms("1970-01-01 08:00:00+08:00"), 0);
    EXPECT_EQ(rfc3339_ms("2026-11-01T20:14:03.120+08:00"), 1793535243120);
    EXPECT_EQ(rfc3339_ms("2026-11-01T20:14:03.120-05:30"), 1793535243120 + 13.5 * 3'600'000);
    EXPECT_EQ(rfc3339_ms("2000-02-29T00:00:00-00:00"), 951782400000);
    EXPECT_EQ(rfc3339_ms("1969-12-31T23:59:59.999Z"), -1);
    EXPECT_EQ(rfc3339_ms("0000-01-01T00:00:00Z"), -62167219200000);
    EXPECT_EQ(rfc3339_ms("9999-12-31T23:59:59Z"), 253402300799000);
}

TEST(Rfc3339, TakesUpToNineDigitsOfASecond) {
    EXPECT_EQ(rfc3339_ms("1970-01-01T00:00:00.1Z"), 100);
    EXPECT_EQ(rfc3339_ms("1970-01-01T00:00:00.0019999Z"), 1);
    EXPECT_EQ(rfc3339_ms("1970-01-01T00:00:00.123456789Z"), 123);
    EXPECT_EQ(rfc3339_ms("1970-01-01T00:00:00.1234567890Z"), std::nullopt);
    EXPECT_EQ(rfc3339_ms("1970-01-01T00:00:00.Z"), std::nullopt);
}

TEST(Rfc3339, ALeapSecondIsTheNextMinute) {
    EXPECT_EQ(rfc3339_ms("2016-12-31T23:59:60Z"), rfc3339_ms("2017-01-01T00:00:00Z"));
    EXPECT_EQ(rfc3339_ms("2016-12-31T23:59:61Z"), std::nullopt);
}

TEST(Rfc3339, WantsAnOffset) {
    for (const char* text :
         {"2026-11-01T20:14:03",
          "2026-11-01T20:14:03.120",
          "2026-11-01T20:14:03+8",
          "2026-11-01T20:14:03+0800",
          "2026-11-01T20:14:03+08",
          "2026-11-01T20:14:03+24:00",
          "2026-11-01T20:14:03+08:60",
          "2026-11-01T20:14:03+08:00 "}) {
        EXPECT_EQ(rfc3339_ms(text), std::nullopt) << text;
    }
}

TEST(Rfc3339, RefusesWhatIsNoDate) {
    for (const char* text :
         {"",
          "now",
          "1793535243",
          "2026-11-01",
          "2026-13-01T00:00:00Z",
          "2026-00-01T00:00:00Z",
          "2026-04-31T00:00:00Z",
          "2026-02-29T00:00:00Z",
          "1900-02-29T00:00:00Z",
          "2026-11-00T00:00:00Z",
          "2026-11-01T24:00:00Z",
          "2026-11-01T00:60:00Z",
          "2026-11-01T0a:00:00Z",
          "2026/11/01T00:00:00Z",
          "2026-11-01_00:00:00Z",
          "2026-11-01T00-00-00Z",
          "+026-11-01T00:00:00Z",
          "２０２６-11-01T00:00:00Z"}) {
        EXPECT_EQ(rfc3339_ms(text), std::nullopt) << text;
    }
}

RC_GTEST_PROP(Rfc3339, AgreesWithTheCLibrary, ()) {
    const std::int64_t seconds = *rc::gen::inRange<std::int64_t>(-62'000'000'000, 253'000'000'000);
    const std::string text =
        fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", fmt::gmtime(static_cast<std::time_t>(seconds)));
    RC_ASSERT(rfc3339_ms(text) == seconds * 1000);
}

RC_GTEST_PROP(Rfc3339, SurvivesAnything, (const std::string& text)) {
    rfc3339_ms(text);
    rfc3339_ms("2026-11-01T20:14:03" + text);
}

TEST(Rfc3339, KnowsCompactDates) {
    EXPECT_TRUE(is_compact_date("20000229"));
    EXPECT_FALSE(is_compact_date("20010229"));
    EXPECT_FALSE(is_compact_date("2000229"));
    EXPECT_FALSE(is_compact_date("2000022x"));
}

}  // namespace
}  // namespace shouxin::intake
