// Phone and ID numbers of the mainland, and what only looks like one.
#include "intake/personal.h"

#include <gtest/gtest.h>

#include <string>

namespace shouxin::intake {
namespace {

TEST(Personal, KnowsMobileNumbers) {
    EXPECT_TRUE(is_mobile_number("13800138000"));
    EXPECT_TRUE(is_mobile_number("19912345678"));
    for (const char* text :
         {"",
          "12800138000",
          "1380013800",
          "138001380000",
          "23800138000",
          "138-0013-800",
          "u13800138000",
          "1380013800x"}) {
        EXPECT_FALSE(is_mobile_number(text)) << text;
    }
}

TEST(Personal, KnowsIdNumbers) {
    EXPECT_TRUE(is_id_number("11010519491231002X"));  // the example of GB 11643-1999
    EXPECT_TRUE(is_id_number("11010519491231002x"));
    EXPECT_TRUE(is_id_number("440524188001010014"));  // its other one
    for (const char* text :
         {"",
          "110105194912310021",   // check digit
          "11010519491231002",    // too short
          "11010519491231002X1",  // too long
          "11010519491331002X",   // month
          "1101051949123100XX"}) {
        EXPECT_FALSE(is_id_number(text)) << text;
    }
}

// The same body with the check digit that belongs to it.
std::string with_check_digit(std::string body) {
    for (const char last : std::string("0123456789X")) {
        if (is_id_number(body + last)) {
            return body + last;
        }
    }
    return {};
}

TEST(Personal, AnIdNumberHasAProvinceAndABirthDate) {
    EXPECT_FALSE(with_check_digit("11010520000229001").empty());
    EXPECT_TRUE(with_check_digit("11010520010229001").empty());  // no leap year
    EXPECT_TRUE(with_check_digit("99010520000229001").empty());  // no province
    EXPECT_TRUE(with_check_digit("00010520000229001").empty());
    EXPECT_TRUE(with_check_digit("11010517991231001").empty());  // nobody is that old
}

}  // namespace
}  // namespace shouxin::intake
