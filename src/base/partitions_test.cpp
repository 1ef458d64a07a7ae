// Partitions cover every row once, in order, whatever their number.
#include "base/partitions.h"

#include <gtest/gtest.h>

#include <vector>

namespace shouxin {
namespace {

TEST(Partition, covers_every_row_once) {
    for (const std::uint32_t rows : {0U, 1U, 63U, 64U, 65U, 1000U, 123'457U, 0xffffffffU}) {
        for (const std::uint32_t together : {1U, 64U}) {
            std::uint32_t next = 0;
            for (std::size_t which = 0; which < partitions; ++which) {
                const Stretch part = partition(rows, which, together);
                EXPECT_EQ(part.first, next);
                EXPECT_LE(part.first, part.end);
                EXPECT_TRUE(part.first % together == 0 || part.first == rows);
                next = part.end;
            }
            EXPECT_EQ(next, rows);
        }
    }
}

TEST(Partition, for_each_visits_all) {
    Inline here;
    std::vector<int> visits(1000, 0);
    for_each_partition(here, 1000, [&](Stretch part) {
        for (std::uint32_t row = part.first; row < part.end; ++row) {
            ++visits[row];
        }
    });
    EXPECT_EQ(visits, std::vector<int>(1000, 1));
}

}  // namespace
}  // namespace shouxin
