// libFuzzer: no bytes may make the reader of visit problems crash, or complain without a place;
// and what it accepts can be planned, written, and read back as JSON.
//
// Built and run by tests/fuzz/run.sh. With -DSHOUXIN_FUZZ_CANARY it holds a bug that the run must
// find, or the fuzzer is blind.
#include "base/must.h"
#include "dispatch/visits/check_plan.h"
#include "dispatch/visits/improve.h"
#include "dispatch/visits/read_problem.h"
#include "dispatch/visits/schedule.h"
#include "dispatch/visits/write_solution.h"

#include <cstdint>
#include <string>

namespace shouxin::dispatch::visits {
namespace {

constexpr std::size_t places_max = 200;  // a larger matrix only takes time

void plan(const Problem& problem) {
    const Instance instance(problem);
    Budget budget;
    budget.steps_max = 20;
    const Solved solved = solve(instance, {}, budget);
    MUST(check_plan(problem, solved.plan).has_value());
    const Schedule times = schedule(instance, solved.plan, solved.all_tried);
    MUST(static_cast<std::int64_t>(times.unserved.size()) == solved.objective.unserved);
    MUST(JsonDocument::parse(write_solution(instance, times)).has_value());
#ifdef SHOUXIN_FUZZ_CANARY
    const bool canary = !problem.requests.empty() && problem.requests[0].task.service > 7;
    MUST(!canary);
#endif
}

void read(std::string text) {
    const auto document = JsonDocument::parse(std::move(text));
    if (!document) {
        MUST(!document.error().message.empty());
        return;
    }
    const auto problem = read_problem(*document);
    if (!problem) {
        const std::string& message = problem.error().message;
        MUST(message.starts_with("/") || message.starts_with("the file"));
    } else if (problem->places.size() <= places_max) {
        plan(*problem);
    }
}

}  // namespace
}  // namespace shouxin::dispatch::visits

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    shouxin::dispatch::visits::read({reinterpret_cast<const char*>(data), size});
    return 0;
}
