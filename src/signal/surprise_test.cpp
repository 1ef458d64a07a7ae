// Surprise: nothing below expectation, growing with evidence, and taken among outsiders.
#include "signal/surprise.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouxin::signal {
namespace {

TEST(Surprise, is_zero_up_to_expectation_and_matches_the_formula_above_it) {
    EXPECT_EQ(surprise(0, 0), 0);
    EXPECT_EQ(surprise(3, 3), 0);
    EXPECT_EQ(surprise(2, 5), 0);
    EXPECT_EQ(surprise(10, 1), 1403);  // 10 ln 10 - 9 = 14.03 nats
}

RC_GTEST_PROP(Surprise, grows_with_what_is_found_and_falls_with_what_was_expected, ()) {
    const double found = *rc::gen::inRange(1, 1000);
    const double expected = *rc::gen::inRange(1, 1000) / 10.0;
    RC_ASSERT(surprise(found + 1, expected) >= surprise(found, expected));
    RC_ASSERT(surprise(found, expected + 1) <= surprise(found, expected));
}

TEST(Findings, a_group_that_meets_at_one_shop_is_found_and_a_single_account_is_not) {
    std::vector<GroupRow> everybody;
    for (std::uint32_t account = 0; account < 1000; ++account) {
        everybody.push_back({0, account % 50, account, account});
    }
    std::vector<GroupRow> shares_rows = everybody;
    const KeyShares shares = count_shares(shares_rows, 50);
    EXPECT_EQ(shares.accounts, 1000U);
    EXPECT_EQ(shares.accounts_by_key[7], 20U);

    // Group 1: ten accounts, all at shop 7. Group 2: one account, thrice at shop 3.
    std::vector<GroupRow> rows;
    for (std::uint32_t i = 0; i < 10; ++i) {
        rows.push_back({1, 7, 7 + 50 * i, i});
    }
    for (std::uint32_t i = 10; i < 13; ++i) {
        rows.push_back({2, 3, 3, i});
    }
    std::vector<GroupFinding> found(13);
    for_each_finding(rows, shares, [&](const GroupFinding& f) { found[f.order] = f; });
    EXPECT_EQ(found[0].accounts, 10U);
    EXPECT_EQ(found[0].with_key, 10U);
    EXPECT_GT(found[0].surprise, 2000);
    EXPECT_EQ(found[10].accounts, 1U);
    EXPECT_EQ(found[10].surprise, 0);
}

}  // namespace
}  // namespace shouxin::signal
