// How fast are rings kept while edges come? A market of 200,000 sources and 50,000 targets, by
// Zipf's law, with a ring of 500 accounts and 60 shops at work at any time, eight fake orders an
// account over three days; the window holds the last 1,000,000 edges, and is full when the clock
// starts. Beside: DenseAlert 25,700 edges/s, p99 169 us; RUSH 0.9 ms an edge on small graphs, 0.5 s
// on 1 M.
#include "base/random.h"
#include "ring/online_rings.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

namespace shouxin::ring {
namespace {

constexpr std::uint32_t sources = 200'000;
constexpr std::uint32_t targets = 50'000;
constexpr std::uint32_t in_window = 1'000'000;
constexpr std::int64_t edges_a_day = in_window / 30;
constexpr std::int64_t ring_days = 3;
constexpr std::uint32_t accounts = 500;
constexpr std::uint32_t shops = 60;
constexpr std::int64_t fakes = 8LL * accounts;  // of a ring

class Market {
public:
    Arrival next() {
        const std::int64_t place = made_++;
        const std::int64_t a_ring = edges_a_day * ring_days;
        if (place % a_ring == 0) {
            pick_ring();
        }
        Arrival edge{0, 0, place * 86'400 / edges_a_day};
        if (random_.uniform_int(1, a_ring) <= fakes) {
            edge.source = ring_sources_[random_.uniform_index(accounts)];
            edge.target = ring_targets_[random_.uniform_index(shops)];
        } else {
            edge.source = static_cast<std::uint32_t>(who_(random_));
            edge.target = static_cast<std::uint32_t>(whom_(random_));
        }
        return edge;
    }

private:
    // Anybody but the busiest hundredth.
    void pick_ring() {
        ring_sources_.clear();
        ring_targets_.clear();
        for (std::uint32_t i = 0; i < accounts; ++i) {
            ring_sources_.push_back(
                static_cast<std::uint32_t>(random_.uniform_int(sources / 100, sources - 1)));
        }
        for (std::uint32_t i = 0; i < shops; ++i) {
            ring_targets_.push_back(
                static_cast<std::uint32_t>(random_.uniform_int(targets / 100, targets - 1)));
        }
    }

    Random random_{1};
    WeightedPick who_ = WeightedPick::zipf(sources, 0.75);
    WeightedPick whom_ = WeightedPick::zipf(targets, 0.9);
    std::int64_t made_ = 0;
    std::vector<std::uint32_t> ring_sources_;
    std::vector<std::uint32_t> ring_targets_;
};

double microseconds(const std::vector<std::int64_t>& sorted, double share) {
    const auto place = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
    return static_cast<double>(sorted[place]) / 1000;
}

void keep_rings(benchmark::State& state) {
    using Clock = std::chrono::steady_clock;
    Market market;
    OnlineRings online({.edges_max = in_window, .window_s = 365 * 86'400});
    for (std::uint32_t i = 0; i < in_window; ++i) {
        online.add(market.next());
    }
    std::vector<Arrival> stream(static_cast<std::size_t>(state.max_iterations));
    std::ranges::generate(stream, [&] { return market.next(); });
    std::vector<std::int64_t> took;
    took.reserve(stream.size());
    auto edge = stream.begin();
    for (auto _ : state) {
        const auto before = Clock::now();
        online.add(*edge++);
        took.push_back((Clock::now() - before).count());
    }
    std::ranges::sort(took);
    state.SetItemsProcessed(state.iterations());
    state.counters["p50_us"] = microseconds(took, 0.5);
    state.counters["p99_us"] = microseconds(took, 0.99);
    state.counters["p999_us"] = microseconds(took, 0.999);
    state.counters["max_us"] = microseconds(took, 1);
    state.counters["searches"] = static_cast<double>(online.searches());
    state.counters["rings"] = static_cast<double>(online.rings().size());
}

BENCHMARK(keep_rings)->Iterations(2'000'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace shouxin::ring
