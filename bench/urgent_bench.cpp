// How long does a tick take with 500 open jobs and 2,000 technicians? Bound: p99 <= 20 ms. And with
// what a city of the country has: 333 technicians, some 60 open jobs.
#include "base/random.h"
#include "dispatch/urgent/dispatcher.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace shouxin::dispatch::urgent {
namespace {

class City {
public:
    City(std::size_t technicians, double side_degrees) : side_(side_degrees) {
        for (std::size_t t = 0; t < technicians; ++t) {
            TechnicianCard card;
            card.at = place();
            card.shift = {0, 1000 * hour};
            for (int skill = 0; skill < 4; ++skill) {
                card.qualification.skills.set(random_.uniform_index(12));
            }
            benchmark::DoNotOptimize(city_.hire(card));
        }
    }

    // As many jobs ring as are missing; visits go as foreseen.
    void step(std::size_t open) {
        now_ += Policy{}.tick;
        for (std::uint32_t t = 0; t < technicians(); ++t) {
            finish(Technician{t});
        }
        while (city_.open_jobs() < open) {
            JobCard card;
            card.at = place();
            card.opened = now_;
            card.service = random_.uniform_int(15, 90) * minute;
            card.requirement.skill = static_cast<Kind>(random_.uniform_index(12));
            benchmark::DoNotOptimize(city_.open(card));
        }
    }

    double tick_ms() {
        decisions_.clear();
        const auto begun = std::chrono::steady_clock::now();
        city_.tick(now_, decisions_);
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - begun;
        return took.count();
    }

private:
    void finish(Technician technician) {
        while (!city_.itinerary(technician).visits().empty()) {
            const Visit first = city_.itinerary(technician).visits().front();
            if (!first.arrived && first.arrives <= now_) {
                city_.arrived(first.job, first.arrives);
            } else if (first.arrived && first.done <= now_) {
                city_.finished(first.job, first.done);
                city_.forget(first.job);
            } else {
                return;
            }
        }
    }

    [[nodiscard]] std::uint32_t technicians() const { return city_.technicians(); }

    Place place() { return {113 + random_.uniform(0, side_), 23 + random_.uniform(0, side_)}; }

    double side_;
    Random random_{1};
    Dispatcher city_{Pace(18, 1.35), minute};
    Millis now_ = 0;
    std::vector<Decision> decisions_;
};

void tick(benchmark::State& state) {
    const auto technicians = static_cast<std::size_t>(state.range(0));
    const auto open = static_cast<std::size_t>(state.range(1));
    City city(technicians, technicians > 1000 ? 0.6 : 0.25);
    std::vector<double> took;
    for (auto _ : state) {
        state.PauseTiming();
        city.step(open);
        state.ResumeTiming();
        took.push_back(city.tick_ms());
    }
    std::sort(took.begin(), took.end());
    state.counters["p50_ms"] = took[took.size() / 2];
    state.counters["p99_ms"] = took[took.size() * 99 / 100];
    state.counters["worst_ms"] = took.back();
}

BENCHMARK(tick)
    ->Args({2000, 500})
    ->Args({333, 60})
    ->Iterations(2000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace shouxin::dispatch::urgent
