#include "base/result.h"

#include "base/must.h"

#include <gtest/gtest.h>

namespace shouxin {
namespace {

Result<int> positive(int number) {
    if (number <= 0) {
        return fail(Failure::invalid, "number must be positive");
    }
    return number;
}

Result<int> sum_of_positives(int first, int second) {
    TRY(const int a, positive(first));
    TRY(const int b, positive(second));
    return a + b;
}

Result<void> check_both(int first, int second) {
    TRY_DONE(positive(first));
    TRY_DONE(positive(second));
    return {};
}

TEST(Result, try_binds_the_value) {
    EXPECT_EQ(sum_of_positives(1, 2), 3);
    EXPECT_TRUE(check_both(1, 2));
}

TEST(Result, try_hands_the_first_error_up) {
    const Result<int> sum = sum_of_positives(1, -2);
    ASSERT_FALSE(sum);
    EXPECT_EQ(sum.error().failure, Failure::invalid);
    EXPECT_EQ(sum.error().message, "number must be positive");
    EXPECT_FALSE(check_both(0, 1));
}

TEST(MustDeathTest, stops_the_program_and_says_where) {
    MUST(std::pair<int, int>{1, 2}.first == 1);
    EXPECT_DEATH(MUST(1 + 1 == 3), "result_test.cpp:[0-9]+: MUST failed: 1 \\+ 1 == 3");
}

}  // namespace
}  // namespace shouxin
