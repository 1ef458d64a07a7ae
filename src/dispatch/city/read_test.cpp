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

Result<CityDay> read_text(std::string_view text) {
    TRY(const JsonDocument document, JsonDocument::parse(std::string(text)));
    return read(document);
}

std::string with(std::string_view from, std::string_view to) {
    std::string text(good);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    return text.replace(at, from.size(), to);
}

TEST(ReadCity, TakesAGoodFile) {
    const auto day = read_text(good);
    ASSERT_TRUE(day.has_value()) << day.error().message;
    EXPECT_EQ(day->handling, 60'000);
    EXPECT_EQ(day->jobs[0].card.opened, 30'250);
    EXPECT_EQ(day->jobs[0].card.requirement.skill, 1);
    EXPECT_EQ(day->jobs[1].card.requirement.skill, urgent::nobodys_skill);
    EXPECT_EQ(day->technicians[0].card.shift.to, 64'800'000);
}

TEST(ReadCity, NamesThePlaceOfWhatIsWrong) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {with("\"j0\"", "\"j1\""), "/jobs/1/id is \"j1\", as /jobs/0/id already is"},
        {with("\"t\":30.25", "\"t\":-1"),
         "/jobs/0/t must be a number from 0 to 1000000000, not -1"},
        {with("\"t\":30.25", "\"t\":1e12"), "/jobs/0/t must be"},
        {with("\"t\":30.25", "\"t\":1e999"), "the file isn't JSON"},
        {with("\"t\":30.25", "\"t\":NaN"), "the file isn't JSON"},
        {with("\"t\":30.25", "\"t\":\"noon\""), "/jobs/0/t must be a number"},
        {with("\"skill\":7", "\"skill\":7.5"), "/jobs/0/skill must be a whole number"},
        {with("\"skill\":7", "\"skill\":18446744073709551615"),
         "/jobs/0/skill must be a whole number"},
        {with("\"service_s\":900", "\"service_s\":-1"), "/jobs/0/service_s must be"},
        {with("[113.3,23.2]", "[113.3,91]"),
         "/jobs/0/at/1 must be a number from -90 to 90, not 91"},
        {with("[113.3,23.2]", "[113.3]"),
         "/jobs/0/at must be [longitude, latitude], not a list of 1"},
        {with("[0,64800]", "[64800,0]"), "/technicians/0/shift ends before it starts"},
        {with("\"skills\"", "\"skils\""), "/technicians/0/skils isn't known"},
        {with("\"detour\":1.35,", ""), "the file has no \"detour\""},
        {with("\"speed_kmh\":18", "\"speed_kmh\":0"), "/speed_kmh must be"},
        {with("\"id\":\"t0\"", "\"id\":\"\""), "/technicians/0/id must have 1 to 128 bytes"},
        {with("\"id\":\"t0\"", "\"id\":5"), "/technicians/0/id must be a text in quotes"},
        {std::string(good.substr(0, 200)), "it ends in line 3 before the"},
        {"", "the file isn't JSON"},
        {"[]", "the file must be an object in {braces}"},
        {"{} x", "the file isn't JSON"},
    };
    for (const auto& [text, sentence] : cases) {
        const auto day = read_text(text);
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
    EXPECT_FALSE(read_text(with("\"skills\":[1,7]", "\"skills\":[" + skills + "]")).has_value());
}

}  // namespace
}  // namespace shouxin::dispatch::city
