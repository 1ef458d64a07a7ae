#include "base/index.h"

#include <gtest/gtest.h>

#include <unordered_set>

namespace shouxin {
namespace {

using BuyerIndex = Index<struct BuyerTag>;
using MerchantIndex = Index<struct MerchantTag>;

static_assert(sizeof(BuyerIndex) == 4);
static_assert(!std::is_convertible_v<BuyerIndex, MerchantIndex>);

TEST(Index, names_nothing_until_given_a_value) {
    EXPECT_FALSE(BuyerIndex{}.valid());
    EXPECT_FALSE(BuyerIndex{});
    EXPECT_TRUE(BuyerIndex{0});
}

TEST(Index, orders_by_row_with_none_last) {
    EXPECT_LT(BuyerIndex{1}, BuyerIndex{2});
    EXPECT_LT(BuyerIndex{2}, BuyerIndex{});
    EXPECT_EQ(BuyerIndex{2}, BuyerIndex{2});
}

TEST(Index, is_a_key) {
    const std::unordered_set<BuyerIndex> seen{{1}, {2}, {1}};
    EXPECT_EQ(seen.size(), 2U);
}

}  // namespace
}  // namespace shouxin
