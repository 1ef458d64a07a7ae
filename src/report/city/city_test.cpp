#include "dispatch/city/figures.h"
#include "report/city/lines.h"
#include "report/city/svg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace shouxin::report::city {
namespace {

using dispatch::city::CityDay;
using dispatch::city::Outcome;
using testing::HasSubstr;

class Kept final : public ByteSink {
public:
    Result<void> write(std::string_view bytes) override {
        text += bytes;
        return {};
    }

    std::string text;
};

CityDay small_day() {
    CityDay day{18, 1.35, 60'000, {}, {}};
    day.technicians.push_back({"t\"0", {{}, {113.2, 23.1}, {0, 64'800'000}}});
    day.jobs.push_back({"j0", {{113.21, 23.1}, {}, 22'800, 900'000}, 5});
    day.jobs.push_back({"<j1>", {{113.2, 23.12}, {}, 50'000, 900'000}, 6});
    return day;
}

std::vector<Outcome> small_outcomes() {
    std::vector<Outcome> outcomes(2);
    outcomes[0].assigned_at = 25'000;
    outcomes[0].departs_at = 85'000;
    outcomes[0].arrives_at = 361'900;
    outcomes[0].done_at = 1'261'900;
    outcomes[0].promised_at = 361'900;
    outcomes[1].refused = true;
    outcomes[1].reason = dispatch::urgent::Reason::no_skill;
    outcomes[1].refused_at = 50'005;
    return outcomes;
}

TEST(CityLines, AreTheContract) {
    Kept kept;
    LineSink lines(kept);
    put_outcomes(lines, small_day(), small_outcomes(), false);
    ASSERT_TRUE(lines.finish().has_value());
    EXPECT_EQ(
        kept.text,
        R"({"job":"j0","technician":"t\"0","assigned_at":25,"departs_at":85,"arrives_at":361.9,)"
        R"("done_at":1261.9,"promised_at":361.9})"
        "\n"
        R"({"job":"<j1>","refused_at":50.005,"reason":"no_skill"})"
        "\n");
}

TEST(CityLines, SayTheDayInFigures) {
    const std::string text = summary(dispatch::city::figures_of(small_day(), small_outcomes()));
    EXPECT_THAT(text, HasSubstr("2 jobs, 1 refused; 50.00 % at the door in 30 min"));
    EXPECT_THAT(text, HasSubstr("100.0 % of promises kept"));
}

TEST(CityPicture, IsDrawnForAnyDay) {
    EXPECT_THAT(svg(small_day(), small_outcomes(), "a<b"), HasSubstr("a&lt;b"));
    CityDay nothing{18, 1.35, 60'000, {}, {}};
    EXPECT_THAT(svg(nothing, {}, "none"), testing::EndsWith("</svg>\n"));
    EXPECT_THAT(svg(nothing, {}, "none"), testing::Not(HasSubstr("nan")));
    CityDay far = small_day();
    far.jobs[0].card.at = {180, 90};
    EXPECT_THAT(svg(far, small_outcomes(), "far"), testing::Not(HasSubstr("inf")));
}

}  // namespace
}  // namespace shouxin::report::city
