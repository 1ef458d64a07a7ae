#include "region/divisions.h"

#include "region/changes.h"

#include <gtest/gtest.h>

namespace shouxin::region {
namespace {

constexpr std::string_view guangdong =
    "shouxin-divisions 1\n"
    "# a remark\n"
    "44\t广东省\t113.280637,23.125178\n"
    "4401\t广州市\n"
    "440106\t天河区\n"
    "001\t五山街道\n"
    "4420\t中山市\t113.382391,22.521113\n"
    "442000\t\n"
    "001\t石岐街道\n";

std::string full_name(const Divisions& divisions, Code code) {
    std::string name;
    divisions.put_full_name(name, divisions.find(code).value());
    return name;
}

std::string written(Code code) {
    std::string text;
    put_code(text, code);
    return text;
}

TEST(Divisions, ArePartOfThoseBeforeThem) {
    const Divisions divisions = Divisions::parse(guangdong).value();
    EXPECT_EQ(divisions.size(), 6);
    EXPECT_EQ(full_name(divisions, 440106001), "广东省/广州市/天河区/五山街道");
    EXPECT_EQ(full_name(divisions, 442000001), "广东省/中山市/石岐街道");
    EXPECT_EQ(divisions[*divisions.find(442000001)].level, Level::town);
    EXPECT_FALSE(divisions.find(440107000).has_value());
}

TEST(Divisions, KeepTheSystemOfTheirCentres) {
    const Divisions divisions = Divisions::parse(guangdong).value();
    ASSERT_EQ(divisions.centres().size(), 2);
    EXPECT_EQ(divisions.centres()[1].row, divisions.find(442000000));
    EXPECT_EQ(
        divisions.centres()[1].position,
        (Position{113.382391, 22.521113, CoordinateSystem::gcj02}));
}

TEST(Divisions, NameTheLineThatIsWrong) {
    const auto message = [](std::string_view more) {
        const std::string text = std::string(guangdong) + std::string(more);
        const auto broken = Divisions::parse(text);
        return broken ? "" : broken.error().message;
    };
    EXPECT_NE(message("4401\t广州市\n").find("line 10"), std::string::npos);
    EXPECT_NE(message("4401\t广州市\n").find("order"), std::string::npos);
    EXPECT_NE(message("x\t广州市\n").find("no code"), std::string::npos);
    EXPECT_NE(message("51\t四川省\t12\n").find("centre"), std::string::npos);
    EXPECT_NE(message("5101\t成都市\n").find("no province"), std::string::npos);
    EXPECT_NE(message("51\t四川省\n001\t一镇\n").find("outside"), std::string::npos);
    EXPECT_FALSE(Divisions::parse("shouxin-divisions 2\n").has_value());
}

TEST(Codes, HaveSixDigitsDownToCountiesAndNineForTowns) {
    EXPECT_EQ(written(440000000), "440000");
    EXPECT_EQ(written(440106000), "440106");
    EXPECT_EQ(written(442000001), "442000001");
    EXPECT_EQ(code_of("442000001"), Code{442000001});
    EXPECT_EQ(code_of("4420"), Code{442000000});
    EXPECT_FALSE(code_of("").has_value());
    EXPECT_FALSE(code_of("44200000x").has_value());
    EXPECT_FALSE(code_of("1234567890").has_value());
}

TEST(Changes, KnowTheSuccessorsAndTheirShares) {
    const Divisions divisions = Divisions::parse(guangdong).value();
    const Changes changes =
        Changes::parse(
            "shouxin-successors 1\n"
            "440111999\t旧镇\t2019-10/2021-10\t440106001:0.75;442000001:0.25\tvillages\n"
            "440112000\t某县\t2014\t440106\tnotice\n",
            divisions)
            .value();
    ASSERT_EQ(changes.find(440111999).size(), 1);
    const Change& change = changes.find(440111999).front();
    EXPECT_EQ(change.date, "2019-10/2021-10");
    EXPECT_EQ(change.source, "villages");
    ASSERT_EQ(change.successors.size(), 2);
    EXPECT_EQ(divisions[change.successors[0].row].name, "五山街道");
    EXPECT_EQ(change.successors[0].permille, 750);
    EXPECT_EQ(changes.find(440112000).front().successors.front().permille, 1000);
    EXPECT_TRUE(changes.find(110000000).empty());
}

TEST(Changes, RefuseASuccessorThatIsNoDivision) {
    const Divisions divisions = Divisions::parse(guangdong).value();
    const auto broken =
        Changes::parse("shouxin-successors 1\n440112\t某县\t2014\t990000\tnotice\n", divisions);
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().message.find("line 2"), std::string::npos);
    EXPECT_FALSE(Changes::parse("shouxin-successors 1\n440112\t某县\n", divisions).has_value());
}

}  // namespace
}  // namespace shouxin::region
