// Numbers by JSON's grammar: what is one, which one, and what doesn't fit.
#include "intake/numbers.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace shouxin::intake {
namespace {

TEST(Numbers, KnowTheGrammar) {
    for (const char* text : {"0", "-0", "12", "-1", "1.5", "0.0", "1e3", "1E+3", "1.25e-3"}) {
        EXPECT_TRUE(is_json_number(text)) << text;
    }
    for (const char* text :
         {"",
          "-",
          "01",
          "+1",
          "1.",
          ".5",
          "1e",
          "1e+",
          "0x1",
          "1 ",
          " 1",
          "1,5",
          "nan",
          "inf",
          "-inf",
          "1_000",
          "１"}) {
        EXPECT_FALSE(is_json_number(text)) << text;
        EXPECT_EQ(real_of(text), std::nullopt) << text;
        EXPECT_EQ(integer_of(text), std::nullopt) << text;
    }
}

TEST(Numbers, IntegersHaveNoPointAndNoExponent) {
    EXPECT_EQ(integer_of("19900"), 19900);
    EXPECT_EQ(integer_of("-0"), 0);
    EXPECT_EQ(integer_of("199.0"), std::nullopt);
    EXPECT_EQ(integer_of("1e3"), std::nullopt);
}

TEST(Numbers, WhatDoesNotFitIsTheNearest) {
    EXPECT_EQ(integer_of("9223372036854775808"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(integer_of("-9223372036854775809"), std::numeric_limits<std::int64_t>::min());
    EXPECT_TRUE(std::isinf(*real_of("1e999")));
    EXPECT_EQ(real_of("1e-999"), 0.0);
    EXPECT_EQ(real_of("0.1"), 0.1);
}

RC_GTEST_PROP(Numbers, IntegersRoundTrip, (std::int64_t number)) {
    RC_ASSERT(integer_of(std::to_string(number)) == number);
}

RC_GTEST_PROP(Numbers, SurviveAnything, (const std::string& text)) {
    RC_ASSERT(real_of(text).has_value() == is_json_number(text));
}

}  // namespace
}  // namespace shouxin::intake
