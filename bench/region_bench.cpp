// How long does it take to load the divisions, and to read an address? Bounds: 20 ms; 300,000
// addresses/s a core.
#include "region/address.h"
#include "region/regions.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

namespace shouxin::region {
namespace {

void load(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(Regions::embedded());
    }
}

BENCHMARK(load)->Unit(benchmark::kMillisecond);

// Every division by its full name, with a street behind it.
std::vector<std::string> addresses(const Regions& regions) {
    std::vector<std::string> texts;
    for (Row row = 0; row < regions.divisions().size(); row += 3) {
        std::string text;
        regions.divisions().put_full_name(text, row);
        std::erase(text, '/');
        texts.push_back(text + "人民路5号3单元201室");
    }
    return texts;
}

void read(benchmark::State& state) {
    const Regions regions = Regions::embedded();
    const std::vector<std::string> texts = addresses(regions);
    AddressReader reader(regions);
    std::size_t next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(reader.read(texts[next]).row);
        next = next + 1 < texts.size() ? next + 1 : 0;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

BENCHMARK(read);

void read_ambiguous(benchmark::State& state) {
    const Regions regions = Regions::embedded();
    AddressReader reader(regions);
    for (auto _ : state) {
        benchmark::DoNotOptimize(reader.read("城关镇").candidates.size());
    }
}

BENCHMARK(read_ambiguous);

void read_ten_kilobytes(benchmark::State& state) {
    const Regions regions = Regions::embedded();
    AddressReader reader(regions);
    std::string text;
    while (text.size() < 10'000) {
        text += "中山路北京大学";
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(reader.read(text).row);
    }
}

BENCHMARK(read_ten_kilobytes);

}  // namespace
}  // namespace shouxin::region
