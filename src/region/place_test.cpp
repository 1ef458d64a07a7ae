#include "region/place.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouxin::region {
namespace {

using enum CoordinateSystem;

// A degree is at most 111.3 km.
constexpr double metre = 1.0 / 111'300;

TEST(Place, ConvertsAsOthersDo) {
    const Position gcj = converted({116.404, 39.915, wgs84}, gcj02);
    EXPECT_NEAR(gcj.longitude, 116.410244, 1e-6);
    EXPECT_NEAR(gcj.latitude, 39.916404, 1e-6);
    const Position bd = converted({116.404, 39.915, gcj02}, bd09);
    EXPECT_NEAR(bd.longitude, 116.410370, 1e-6);
    EXPECT_NEAR(bd.latitude, 39.921337, 1e-6);
}

TEST(Place, IsNotShiftedAbroad) {
    const Position paris{2.3522, 48.8566, wgs84};
    EXPECT_EQ(converted(paris, gcj02).longitude, paris.longitude);
    EXPECT_EQ(converted(paris, gcj02).latitude, paris.latitude);
}

TEST(Place, KeepsItsSystem) {
    const Position here{113.38, 22.52, bd09};
    EXPECT_EQ(converted(here, bd09), here);
    EXPECT_EQ(converted(here, wgs84).system, wgs84);
}

TEST(Place, NamesItsSystems) {
    for (const CoordinateSystem system : {wgs84, gcj02, bd09}) {
        EXPECT_EQ(coordinate_system(name_of(system)), system);
    }
    EXPECT_FALSE(coordinate_system("UTM").has_value());
}

TEST(Place, DistancesAreOnASphere) {
    EXPECT_NEAR(metres_between({113, 22, wgs84}, {113, 23, wgs84}), 111'194.9, 0.2);
    EXPECT_NEAR(metres_between({0, 0, wgs84}, {180, 0, wgs84}), 20'015'086.8, 0.2);
    EXPECT_EQ(metres_between({113, 22, gcj02}, {113, 22, gcj02}), 0);
}

TEST(Place, DistancesBetweenSystemsAreBetweenTheSamePlaces) {
    const Position here{116.404, 39.915, wgs84};
    EXPECT_LT(metres_between(here, converted(here, gcj02)), 0.5);
    EXPECT_LT(metres_between(here, converted(here, bd09)), 1);
    EXPECT_GT(metres_between(here, {116.404, 39.915, gcj02}), 400);
}

Position anywhere_in_china(CoordinateSystem system) {
    return {
        *rc::gen::inRange(73'500'000, 135'000'000) / 1e6,
        *rc::gen::inRange(18'000'000, 53'500'000) / 1e6,
        system};
}

RC_GTEST_PROP(Place, ComesBackFromGcjWithinHalfAMetre, ()) {
    const Position start = anywhere_in_china(wgs84);
    const Position back = converted(converted(start, gcj02), wgs84);
    RC_ASSERT(std::abs(back.longitude - start.longitude) < 0.5 * metre);
    RC_ASSERT(std::abs(back.latitude - start.latitude) < 0.5 * metre);
}

RC_GTEST_PROP(Place, ComesBackFromBdWithinAMetre, ()) {
    const Position start = anywhere_in_china(wgs84);
    const Position back = converted(converted(start, bd09), wgs84);
    RC_ASSERT(std::abs(back.longitude - start.longitude) < metre);
    RC_ASSERT(std::abs(back.latitude - start.latitude) < metre);
}

}  // namespace
}  // namespace shouxin::region
