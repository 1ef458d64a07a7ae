// How many draws a second does the simulator have to spend?
#include "base/random.h"

#include <benchmark/benchmark.h>

namespace shouxin {
namespace {

void uniform_int(benchmark::State& state) {
    Random random(1);
    for (auto _ : state) {
        benchmark::DoNotOptimize(random.uniform_int(0, 999'999));
    }
}

BENCHMARK(uniform_int);

void normal(benchmark::State& state) {
    Random random(1);
    for (auto _ : state) {
        benchmark::DoNotOptimize(random.normal());
    }
}

BENCHMARK(normal);

void zipf_pick(benchmark::State& state) {
    Random random(1);
    const WeightedPick pick = WeightedPick::zipf(100'000, 1.1);
    for (auto _ : state) {
        benchmark::DoNotOptimize(pick(random));
    }
}

BENCHMARK(zipf_pick);

}  // namespace
}  // namespace shouxin
