#include "dispatch/city/read.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace shouxin::dispatch::city {
namespace {

using testing::HasSubstr;

constexpr std::string_view good =
    R"({"speed_kmh":18,"detour":1.35,"handling_s":60,
"technicians":[{"id":"t0","at":[113.2,23.1],"skills":[1,7],"shift":[0,64800]}],
"jobs":[{"id":"j1","t":30.25,"at":[113.3,23.2],"skill":7,"service_s":900},
{"id":"j0","t":2.5,"at":[-60,-30],"skill":9,"service_s":0}]})";

std::string with(std::string_view from, std::string_view to) {
    std::string text(good);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    return text.replace(at, from.size(), to);
}

TEST(ReadCity, TakesAGoodFile) {
    const auto day = read(good);
    ASSERT_TRUE(day.has_value()) << day.error().message;
    EXPECT_EQ(day->handling, 60'000);
    EXPECT_EQ(day->jobs[0].card.opened, 30'250);
    EXPECT_EQ(day->jobs[0].card.requirement.skill, 1);
    EXPECT_EQ(day->jobs[1].card.requirement.skill, urgent::nobodys_skill);
    EXPECT_EQ(day->technicians[0].card.shift.to, 64'800'000);
}

TEST(ReadCity, NamesThePlaceOfWhatIsWrong) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {with("\"j0\"", "\"j1\""), "at /jobs/1/id: the id \"j1\" stands at /jobs/0/id already"},
        {with("\"t\":30.25", "\"t\":-1"), "at /jobs/0/t: -1 isn't between 0 and 1000000000"},
        {with("\"t\":30.25", "\"t\":1e12"), "at /jobs/0/t"},
        {with("\"t\":30.25", "\"t\":1e999"), "not JSON as it should be"},
        {with("\"t\":30.25", "\"t\":NaN"), "line 3, column"},
        {with("\"t\":30.25", "\"t\":\"noon\""), "at /jobs/0/t: a number is expected"},
        {with("\"skill\":7", "\"skill\":7.5"), "at /jobs/0/skill: a whole number"},
        {with("\"skill\":7", "\"skill\":18446744073709551615"), "at /jobs/0/skill"},
        {with("\"service_s\":900", "\"service_s\":-1"), "at /jobs/0/service_s"},
        {with("[113.3,23.2]", "[113.3,91]"), "at /jobs/0/at/1: 91 isn't between -90 and 90"},
        {with("[113.3,23.2]", "[113.3]"), "at /jobs/0/at: two numbers are expected"},
        {with("[0,64800]", "[64800,0]"),
         "at /technicians/0/shift: the shift ends before it starts"},
        {with("\"skills\"", "\"skils\""), "at /technicians/0: the key \"skils\" isn't known"},
        {with("\"detour\":1.35,", ""), "at /: \"detour\" is missing"},
        {with("\"speed_kmh\":18", "\"speed_kmh\":0"), "at /speed_kmh"},
        {with("\"id\":\"t0\"", "\"id\":\"\""), "at /technicians/0/id: an id has 1 to 128 bytes"},
        {with("\"id\":\"t0\"", "\"id\":5"), "at /technicians/0/id: an id is a string"},
        {std::string(good.substr(0, 200)), "the JSON ends too early"},
        {"", "the JSON ends too early"},
        {"[]", "at /: an object is expected"},
        {"{} x", "this isn't JSON"},
    };
    for (const auto& [text, sentence] : cases) {
        const auto day = read(text);
        ASSERT_FALSE(day.has_value()) << sentence;
        EXPECT_THAT(day.error().message, HasSubstr(sentence));
        EXPECT_EQ(day.error().failure, Failure::invalid);
    }
}

TEST(ReadCity, RefusesMoreSkillsThanItCanHold) {
    std::string skills = "1";
    for (int skill = 2; skill < 400; ++skill) {
        skills += "," + std::to_string(skill);
    }
    EXPECT_FALSE(read(with("\"skills\":[1,7]", "\"skills\":[" + skills + "]")).has_value());
}

}  // namespace
}  // namespace shouxin::dispatch::city
