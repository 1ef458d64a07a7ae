// Counting sort against the library's stable one.
#include "base/counting_sort.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <utility>

namespace shouxin {
namespace {

RC_GTEST_PROP(CountingSort, orders_as_a_stable_sort_does, ()) {
    using Row = std::pair<std::uint32_t, std::uint32_t>;  // key, place before
    std::vector<Row> rows;
    for (const auto key :
         *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(0, 50))) {
        rows.emplace_back(key, static_cast<std::uint32_t>(rows.size()));
    }
    std::vector<Row> expected = rows;
    std::ranges::stable_sort(expected, {}, &Row::first);
    std::vector<Row> spare;
    counting_sort(rows, spare, [](const Row& row) { return row.first; });
    RC_ASSERT(rows == expected);
}

}  // namespace
}  // namespace shouxin
