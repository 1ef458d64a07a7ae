#include "region/places.h"

#include "region/embedded_test.h"

#include <gtest/gtest.h>

#include <string>

namespace shouxin::region {
namespace {

Row row(Code code) {
    return embedded_regions().divisions().find(code).value();
}

std::string wrong(std::string_view table) {
    Places places(embedded_regions());
    const auto added = places.add(table);
    return added ? "" : added.error().message;
}

TEST(Places, ATownIsWhereItsPrefectureIsUntilMoreIsKnown) {
    Places places(embedded_regions());
    EXPECT_EQ(places.of(row(442000001)).value().of, row(442000000));
    ASSERT_TRUE(places.add("adcode,lng_wgs84,lat_wgs84\n442000001,113.37,22.53\n").has_value());
    const Place place = places.of(row(442000001)).value();
    EXPECT_EQ(place.of, row(442000001));
    EXPECT_EQ(place.position, (Position{113.37, 22.53, CoordinateSystem::wgs84}));
}

TEST(Places, TabsQuotesCarriageReturnsAndABomAreAllRight) {
    Places places(embedded_regions());
    const auto added = places.add(
        "\xef\xbb\xbf\"adcode\"\tname\tlng_bd09\tlat_bd09\r\n\"442000001\"\t石岐\t113.38\t22."
        "54\r\n\r\n");
    ASSERT_TRUE(added.has_value()) << added.error().message;
    EXPECT_EQ(places.of(row(442000001)).value().position.system, CoordinateSystem::bd09);
}

TEST(Places, ACentreOfTheOldIsTheSuccessorsIfNothingElseIsKnown) {
    Places places(embedded_regions());
    // 东升镇 became a part of 小榄镇 and 徐水县 a district; 徐水区 has a line of its own.
    ASSERT_TRUE(places
                    .add("code,lng_gcj02,lat_gcj02\n442000104,113.29,22.62\n"
                         "130609,115.66,39.02\n130625,1,1\n")
                    .has_value());
    EXPECT_EQ(places.of(row(442000118)).value().position.longitude, 113.29);
    EXPECT_EQ(places.of(row(130609000)).value().position.longitude, 115.66);
}

TEST(Places, CountLinesOfUnknownCodes) {
    Places places(embedded_regions());
    const UnknownLines unknown =
        places.add("code,lng_gcj02,lat_gcj02\n442000001,1,1\n999999,1,1\n888888,1,1\n").value();
    EXPECT_EQ(unknown.count, 2);
    EXPECT_EQ(unknown.first, 3);
}

TEST(Places, NameTheLineThatIsWrong) {
    const std::string header = "adcode,lng_gcj02,lat_gcj02\n";
    EXPECT_NE(wrong("").find("header"), std::string::npos);
    EXPECT_NE(wrong("adcode,x,y\n").find("line 1"), std::string::npos);
    EXPECT_NE(wrong(header + "442000\n").find("line 2 has fewer cells"), std::string::npos);
    EXPECT_NE(wrong(header + "中山,1,1\n").find("no code"), std::string::npos);
    EXPECT_NE(wrong(header + "442000,181,1\n").find("longitude"), std::string::npos);
    EXPECT_NE(wrong(header + "442000,113,nan\n").find("latitude"), std::string::npos);
    EXPECT_NE(wrong(header + "442000,113,91\n").find("latitude"), std::string::npos);
}

TEST(Places, AWrongTableAddsNothing) {
    Places places(embedded_regions());
    EXPECT_FALSE(places.add("adcode,lng_gcj02,lat_gcj02\n442000001,1,1\nx,1,1\n").has_value());
    EXPECT_EQ(places.of(row(442000001)).value().of, row(442000000));
}

TEST(Places, NeighboursAreTheNearestOfTheirLevel) {
    const Places places(embedded_regions());
    const std::vector<Neighbour> near = places.neighbours(row(442000000), 3);
    ASSERT_EQ(near.size(), 3);
    for (std::size_t i = 0; i < near.size(); ++i) {
        EXPECT_EQ(embedded_regions().divisions()[near[i].row].level, Level::prefecture);
        EXPECT_EQ(near[i].metres, places.metres(row(442000000), near[i].row));
        EXPECT_GE(near[i].metres, i == 0 ? 0 : near[i - 1].metres);
    }
    EXPECT_EQ(near[0].row, row(440700000));  // Jiangmen
    EXPECT_TRUE(places.neighbours(row(442000001), 3).empty());
}

}  // namespace
}  // namespace shouxin::region
