#include "dispatch/visits/read_problem.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shouxin::dispatch::visits {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Result<Problem> read(const std::string& text) {
    auto document = JsonDocument::parse(text);
    if (!document) {
        return tl::unexpected<Error>(document.error());
    }
    return read_problem(*document);
}

std::string complaint(const std::string& text) {
    const auto problem = read(text);
    return problem ? "(accepted)" : problem.error().message;
}

// A problem with one vehicle, one job and a matrix of two places; a piece may be replaced.
std::string with(
    const std::string& vehicle, const std::string& job = "", const std::string& matrix = "") {
    return R"({"vehicles":[{"id":1,"start_index":0)" + vehicle +
           R"(}],"jobs":[{"id":1,"location_index":1)" + job + R"(}],"matrices":{"car":{)" +
           (matrix.empty() ? R"("durations":[[0,5],[6,0]])" : matrix) + "}}}";
}

TEST(ReadProblem, TakesAllThatIsSupported) {
    const auto problem = read(R"({
        "vehicles": [{"id": 1, "description": "王师傅", "profile": "van", "start_index": 0,
                      "end_index": 1, "capacity": [4], "skills": [3, 1, 3],
                      "time_window": [0, 1000], "max_tasks": 4, "speed_factor": 2,
                      "max_travel_time": 500, "max_distance": 9000,
                      "costs": {"fixed": 10, "per_hour": 3600, "per_km": 2},
                      "breaks": [{"id": 2, "description": "tea", "service": 60,
                                  "time_windows": [[500, 600]]}]}],
        "jobs": [{"id": 7, "description": "tap", "location_index": 1, "setup": 1, "service": 2.0,
                  "delivery": [1], "pickup": [2], "skills": [1], "priority": 9,
                  "time_windows": [[50, 60], [10, 20], [15, 30]]}],
        "shipments": [{"pickup": {"id": 1, "location_index": 0},
                       "delivery": {"id": 1, "location_index": 1, "service": 5},
                       "amount": [1], "skills": [3], "priority": 1}],
        "matrices": {"van": {"durations": [[0, 5], [null, 0]], "distances": [[0, 50], [null, 0]]}}
    })");
    ASSERT_TRUE(problem) << problem.error().message;
    const Vehicle& vehicle = problem->vehicles[0];
    EXPECT_EQ(vehicle.description, "王师傅");
    EXPECT_EQ(vehicle.skills, (std::vector<std::uint32_t>{1, 3}));
    EXPECT_EQ(vehicle.breaks[0].windows[0], (Window{500, 600}));
    EXPECT_EQ(vehicle.travel_max, 500);
    const Request& job = problem->requests[0];
    EXPECT_EQ(job.task.windows, (std::vector<Window>{{10, 30}, {50, 60}}));
    EXPECT_EQ(job.task.service, 2);
    EXPECT_TRUE(problem->requests[1].drop.has_value());
    EXPECT_EQ(problem->profiles[0].durations.at(1, 0), Grid::unreachable);
}

TEST(ReadProblem, MakesStraightLinesWhereThereIsNoMatrix) {
    const auto problem = read(R"({"vehicles":[{"id":1,"start":[113.25,23.1]}],
        "jobs":[{"id":1,"location":[113.35,23.1]},{"id":2,"location":[113.25,23.1]}]})");
    ASSERT_TRUE(problem);
    EXPECT_EQ(problem->places.size(), 2u);  // the second job is where the vehicle starts
    // 0.1 degrees times cos 23.1 times 6,371 km
    EXPECT_EQ(problem->profiles[0].distances.at(0, 1), 10228);
    EXPECT_EQ(problem->profiles[0].durations.at(0, 1), 1842);
}

TEST(ReadProblem, NamesThePlaceOfWhatIsWrong) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {R"({"vehicles":[],"jobs":[]})", "/vehicles is empty"},
        {R"({"jobs":[]})", "/vehicles is empty or missing"},
        {R"([1])", "the file must be an object"},
        {R"({"vehicles":[{"id":1}],"matrix":[[0]]})", "/matrix isn't supported"},
        {with(R"(,"steps":[])"), "/vehicles/0/steps isn't supported"},
        {with(R"(,"skills":[-1])"), "/vehicles/0/skills/0 must be a whole number from 0"},
        {with(R"(,"time_window":[9,5])"), "/vehicles/0/time_window ends at 5, before"},
        {with(R"(,"time_window":[9])"), "/vehicles/0/time_window must be [start, end]"},
        {with(R"(,"speed_factor":0)"), "/vehicles/0/speed_factor must be a number from"},
        {with(R"(,"end_index":2)"), "/vehicles/0 has end_index 2, but the matrices have 2 rows"},
        {with(R"(,"profile":"bike")"), "/vehicles/0 has the profile 'bike', which has no matrix"},
        {with(R"(,"max_distance":5)"), "/vehicles/0 has max_distance, but"},
        {with(R"(,"costs":{"per_km":1})"), "/vehicles/0 has costs/per_km, but"},
        {with(R"(,"costs":{"per_mile":1})"), "/vehicles/0/costs/per_mile isn't supported"},
        {with(R"(,"id":2)"), "/vehicles/0/id is given twice"},
        {with(R"(,"breaks":[{"id":1,"time_windows":[[1,2]],"max_load":[1]}])"),
         "/vehicles/0/breaks/0/max_load isn't supported"},
        {with(R"(,"time_window":[100,200],"breaks":[{"id":4,"time_windows":[[1,2]]}])"),
         "/vehicles/0 has a break, id 4, that can't be taken"},
        {with("", R"(,"time_windows":[[1,2],[9,3]])"), "/jobs/0/time_windows/1 ends at 3, before"},
        {with("", R"(,"time_windows":[])"), "/jobs/0/time_windows is empty"},
        {with("", R"(,"time_windows":[[0,99999999999999999999]])"),
         "the file isn't JSON: line 1 has a number of too many digits"},
        {with("", R"(,"time_windows":[[0,99999999999]])"),
         "/jobs/0/time_windows/0/1 must be a whole number"},
        {with("", R"(,"service":-5)"), "/jobs/0/service must be a whole number from 0"},
        {with("", R"(,"service":1.5)"), "/jobs/0/service must be a whole number"},
        {with("", R"(,"service":"long")"), "/jobs/0/service must be a whole number"},
        {with("", R"(,"priority":101)"), "/jobs/0/priority must be a whole number from 0 to 100"},
        {with("", R"(,"amount":[1])"), "/jobs/0/amount isn't supported"},
        {with("", R"(},{"id":1,"location_index":0)"), "/jobs/1/id is 1, as /jobs/0/id already is"},
        {with("", R"(},{"location_index":0)"), "/jobs/1 has no id"},
        {with("", R"(},{"id":2)"), "/jobs/1 has no location_index, but there are matrices"},
        {with("", R"(,"delivery":[1]},{"id":2,"location_index":0,"pickup":[1,2])"),
         "/jobs/1 has an amount of 2 dimensions, but /jobs/0 has 1"},
        {with("", "", R"("durations":[[0,1],[2]])"), "/matrices/car/durations/1 has 1 numbers"},
        {with("", "", R"("durations":[[0,-1],[2,0]])"), "/matrices/car/durations/0/1 must be"},
        {with("", "", R"("durations":[[0,1],[2,"x"]])"), "/matrices/car/durations/1/1 must be"},
        {with("", "", R"("durations":[[0,999999999999],[2,0]])"), "/matrices/car/durations/0/1"},
        {with("", "", R"("durations":[[0,1],[2,0]],"distances":[[0]])"),
         "/matrices/car has matrices of different sizes"},
        {with("", "", R"("durations":[[0,1],[2,0]],"distances":[[0,null],[1,0]])"),
         "/matrices/car has null at 0/1"},
        {with("", "", R"("distances":[[0]])"), "/matrices/car has no durations"},
        {R"({"vehicles":[{"id":1,"start":[200,0]}]})", "/vehicles/0/start/0 must be a number"},
        {R"({"vehicles":[{"id":1,"start":[1,2,3]}]})", "/vehicles/0/start must be [longitude"},
        {R"({"vehicles":[{"id":1}],"jobs":[{"id":1,"location_index":3}]})",
         "/jobs/0 has no location, and there are no matrices"},
        {R"({"vehicles":[{"id":1}],"shipments":[{"pickup":{"id":1,"location":[1,2]}}]})",
         "/shipments/0 has no delivery"},
    };
    for (const auto& [text, beginning] : cases) {
        EXPECT_THAT(complaint(text), StartsWith(beginning)) << text;
    }
}

TEST(ReadProblem, SaysWhereATextThatIsNoJsonBreaks) {
    EXPECT_THAT(
        complaint("{\"jobs\":\n[{\"id\":1,"), HasSubstr("it ends in line 2 before the '{'"));
    EXPECT_THAT(complaint("{\"jobs"), HasSubstr("it ends in line 1 inside a text"));
    EXPECT_THAT(complaint("{]\n}"), HasSubstr("line 1 closes a bracket that isn't open"));
    EXPECT_THAT(complaint(""), HasSubstr("isn't JSON"));
    EXPECT_THAT(complaint(std::string(100'000, '[')), HasSubstr("isn't JSON"));
}

TEST(ReadProblem, TimesSince1970AreFine) {
    const auto problem = read(with(
        R"(,"time_window":[1795420800,1795456800])",
        R"(,"time_windows":[[1795424400,1795428000]])"));
    ASSERT_TRUE(problem) << problem.error().message;
    EXPECT_EQ(problem->vehicles[0].shift.start, 1795420800);
}

}  // namespace
}  // namespace shouxin::dispatch::visits
