#include "model/yuan.h"

#include <gtest/gtest.h>

#include <limits>

namespace shouxin::model {
namespace {

TEST(Yuan, AreGroupedByThousands) {
    EXPECT_EQ(yuan(0), "0.00");
    EXPECT_EQ(yuan(7), "0.07");
    EXPECT_EQ(yuan(99'999), "999.99");
    EXPECT_EQ(yuan(18'666'521), "186,665.21");
    EXPECT_EQ(yuan(-123'456'700), "-1,234,567.00");
    EXPECT_EQ(yuan(std::numeric_limits<std::int64_t>::min()), "-92,233,720,368,547,758.08");
}

}  // namespace
}  // namespace shouxin::model
