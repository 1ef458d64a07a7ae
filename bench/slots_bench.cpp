// How long does a slot quote take, eight windows at once, with 5,000 jobs planned for 600
// technicians? The bound is p99 <= 1 ms.
#include "base/random.h"
#include "dispatch/visits/improve.h"
#include "dispatch/visits/slots.h"
#include "dispatch/visits/straight_line.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace shouxin::dispatch::visits {
namespace {

constexpr std::size_t jobs = 5000;
constexpr std::size_t technicians = 600;
constexpr double speed_kmh = 25;

Position somewhere(Random& random) {
    return {random.uniform(113.1, 113.6), random.uniform(22.9, 23.4)};
}

Problem made() {
    Random random(7);
    Problem problem;
    for (std::size_t i = 0; i < jobs + technicians; ++i) {
        problem.places.push_back({somewhere(random), {}});
    }
    problem.profiles.push_back(straight_lines(problem.places, speed_kmh));
    for (std::uint32_t i = 0; i < technicians; ++i) {
        Vehicle& vehicle = problem.vehicles.emplace_back();
        vehicle.start = vehicle.end = i;
        vehicle.shift = {8 * 3600, 18 * 3600};
        vehicle.skills = {static_cast<std::uint32_t>(1 + i % 3), 4};
    }
    for (std::uint32_t i = 0; i < jobs; ++i) {
        Request& request = problem.requests.emplace_back();
        request.task.place = static_cast<PlaceIndex>(technicians + i);
        request.task.service = 1800;
        const Seconds hour = random.uniform_int(8, 16);
        request.task.windows = {{hour * 3600, (hour + 2) * 3600}};
        request.skills = {static_cast<std::uint32_t>(random.uniform_int(1, 4))};
    }
    return problem;
}

void quote(benchmark::State& state) {
    const Problem problem = made();
    const Instance instance(problem);
    Budget budget;
    budget.steps_max = 2000;
    const Plan plan = solve(instance, {}, budget).plan;
    const SlotQuoter quoter(instance, plan);
    std::vector<Window> windows;
    for (Seconds hour = 8; hour < 16; ++hour) {
        windows.push_back({hour * 3600, (hour + 2) * 3600});
    }
    Random random(8);
    std::vector<double> micros;
    for (auto _ : state) {
        Inquiry inquiry;
        const Position position = somewhere(random);
        inquiry.task.service = 1800;
        inquiry.skills = {static_cast<std::uint32_t>(random.uniform_int(1, 4))};
        const auto begun = std::chrono::steady_clock::now();
        inquiry.ways = straight_ways(problem, position, speed_kmh);
        benchmark::DoNotOptimize(quoter.quote(inquiry, windows));
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - begun;
        micros.push_back(took.count());
    }
    std::ranges::sort(micros);
    state.counters["p50_us"] = micros[micros.size() / 2];
    state.counters["p99_us"] = micros[micros.size() * 99 / 100];
    state.counters["bound_us"] = 1000;
}

BENCHMARK(quote)->Iterations(3000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace shouxin::dispatch::visits
