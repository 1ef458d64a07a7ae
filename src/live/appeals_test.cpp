#include "live/appeals.h"

#include <gtest/gtest.h>

namespace shouxin::live {
namespace {

Appeal appeal(std::uint64_t number, ActionId action, std::string merchant = "m-1") {
    Appeal made;
    made.number = number;
    made.action = action;
    made.merchant = std::move(merchant);
    made.text = "发货单在此";
    made.by = "shop";
    made.at_ms = 5;
    return made;
}

TEST(Appeals, AreOpenUntilTheyAreAnswered) {
    Appeals appeals;
    EXPECT_EQ(appeals.make(appeal(7, 1))->id(), "ap-7");
    EXPECT_EQ(appeals.make(appeal(8, 1)).error().failure, Failure::conflict);
    ASSERT_TRUE(appeals.make(appeal(9, 2)));
    EXPECT_EQ(appeals.open(7)->action, 1U);
    EXPECT_EQ(appeals.open(8).error().failure, Failure::not_found);
    appeals.close(7);
    EXPECT_EQ(appeals.open(7).error().failure, Failure::not_found);
    EXPECT_TRUE(appeals.make(appeal(10, 1))) << "once it was answered, another may follow";
}

TEST(Appeals, AreBounded) {
    Appeals appeals;
    for (std::uint64_t i = 1; i <= Appeals::open_each_max; ++i) {
        ASSERT_TRUE(appeals.make(appeal(i, i)));
    }
    EXPECT_EQ(appeals.make(appeal(1000, 1000)).error().failure, Failure::exhausted);
    EXPECT_TRUE(appeals.make(appeal(1001, 1000, "m-2")));
    Appeal silent = appeal(1002, 3, "m-3");
    silent.text.clear();
    EXPECT_EQ(appeals.make(silent).error().failure, Failure::invalid);
    silent.text.assign(Appeals::text_bytes_max + 1, 'x');
    EXPECT_EQ(appeals.make(silent).error().failure, Failure::invalid);
}

TEST(Appeals, HaveNames) {
    EXPECT_EQ(appeal_number("ap-17"), 17U);
    for (const char* other : {"ap-", "ap-x", "ap-1x", "act-17", "17", "ap--1", ""}) {
        EXPECT_FALSE(appeal_number(other)) << other;
    }
}

}  // namespace
}  // namespace shouxin::live
