#include "live/lists/greatest.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>
#include <vector>

namespace shouxin::live {
namespace {

using Rows = std::vector<Greatest::Row>;

TEST(Greatest, AreSortedByKeyThenIndex) {
    Greatest greatest(3);
    for (const Greatest::Row& row : Rows{{5, 0}, {7, 1}, {5, 2}, {1, 3}}) {
        greatest.add(row);
    }
    EXPECT_EQ(greatest.take(), (Rows{{7, 1}, {5, 2}, {5, 0}}));
}

RC_GTEST_PROP(Greatest, AreThoseThatSortingAllGives, ()) {
    const auto many = *rc::gen::inRange<std::size_t>(1, 20);
    const auto keys =
        *rc::gen::container<std::vector<std::int8_t>>(rc::gen::arbitrary<std::int8_t>());
    Greatest greatest(many);
    Rows all;
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        all.emplace_back(keys[i], i);
        greatest.add(all.back());
    }
    std::ranges::sort(all, std::ranges::greater{});
    all.resize(std::min(all.size(), many));
    RC_ASSERT(greatest.take() == all);
}

}  // namespace
}  // namespace shouxin::live
