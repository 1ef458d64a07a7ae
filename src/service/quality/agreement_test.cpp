#include "service/quality/agreement.h"

#include <gtest/gtest.h>

namespace shouxin::service {
namespace {

Agreement counted(int both_fake, int first_alone, int second_alone, int both_honest) {
    Agreement agreement;
    const auto add = [&](int times, bool first, bool second) {
        for (int i = 0; i < times; ++i) {
            agreement.add(first, second);
        }
    };
    add(both_fake, true, true);
    add(first_alone, true, false);
    add(second_alone, false, true);
    add(both_honest, false, false);
    return agreement;
}

TEST(Agreement, IsCohensKappa) {
    // 50 proposals, two readers: 35 alike, 0.5 by chance.
    const Agreement readers = counted(20, 5, 10, 15);
    EXPECT_EQ(readers.of(), 50U);
    EXPECT_EQ(readers.agreed(), 35U);
    EXPECT_EQ(readers.kappa_ppm(), 400'000);
    EXPECT_EQ(counted(7, 0, 0, 9).kappa_ppm(), 1'000'000);
    EXPECT_EQ(counted(0, 8, 8, 0).kappa_ppm(), -1'000'000);
    EXPECT_EQ(counted(4, 4, 4, 4).kappa_ppm(), 0);
}

TEST(Agreement, SaysNothingWhereChanceWouldAgreeAsWell) {
    EXPECT_EQ(counted(0, 0, 0, 0).kappa_ppm(), std::nullopt);
    EXPECT_EQ(counted(9, 0, 0, 0).kappa_ppm(), std::nullopt);
}

}  // namespace
}  // namespace shouxin::service
