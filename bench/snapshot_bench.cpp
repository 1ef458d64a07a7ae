// How fast is a restart? The state of a made-up market of 4 M events (mixed, SHOUXIN_BENCH_SCALE 6)
// is saved and loaded, through files as a server does it, and from memory alone; beside it, what
// the same costs without a snapshot: all events are read and stepped over again.
// Bound: 10 M events are recovered within 10 s.
#include "base/archive.h"
#include "base/must.h"
#include "intake/intake.h"
#include "judge/local_tier.h"
#include "judge/model.h"
#include "model/names.h"
#include "signal/market.h"
#include "store/files/disk_files.h"
#include "store/files/file_sink.h"
#include "world/market.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin {
namespace {

constexpr HashKey key{3, 4};
constexpr StreamLabel label{.version = "bench", .key = key};

struct State {
    template <class Archive>
    void archive(Archive& a) {
        a(names, market, local);
    }

    model::Names names{key};
    signal::Market market;
    judge::LocalTier local{judge::embedded_model().local};
};

class ViewSource final : public ByteSource {
public:
    explicit ViewSource(std::string_view bytes) : rest_(bytes) {}

    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t length = std::min(into.size(), rest_.size());
        std::copy_n(rest_.data(), length, into.data());
        rest_.remove_prefix(length);
        return length;
    }

private:
    std::string_view rest_;
};

class StringSink final : public ByteSink {
public:
    Result<void> write(std::string_view more) override {
        bytes.append(more);
        return {};
    }

    std::string bytes;
};

class LineSink final : public world::Sink {
public:
    void event(std::string_view json_line) override { (text += json_line) += '\n'; }

    std::string text;
};

class NoQuarantine final : public intake::QuarantineSink {
public:
    Result<void> add(const intake::QuarantineEntry& /*entry*/) override { MUST(false); }
};

const std::string& log_text() {
    static const std::string text = [] {
        const char* const scale = std::getenv("SHOUXIN_BENCH_SCALE");
        world::MarketOptions options;
        options.scale = scale == nullptr ? 6.0 : std::stod(scale);
        world::Market market(world::draw_knobs(options).value());
        LineSink lines;
        market.run(lines);
        return std::move(lines.text);
    }();
    return text;
}

std::unique_ptr<State> replayed() {
    auto state = std::make_unique<State>();
    NoQuarantine quarantine;
    std::vector<intake::NamedSource> sources;
    sources.push_back({"log", std::make_unique<ViewSource>(log_text())});
    intake::Intake intake({.key = key}, std::move(sources), state->names, quarantine);
    for (;;) {
        const auto batch = intake.next().value();
        if (batch.empty()) {
            return state;
        }
        state->market.step(batch);
        state->local.step(batch, state->market);
    }
}

State& state_of_log() {
    static const std::unique_ptr<State> state = replayed();
    return *state;
}

std::string file_path() {
    return (std::filesystem::temp_directory_path() / "shouxin-snapshot-bench").string();
}

void write_file(State& state) {
    const auto sink = store::FileSink::open(file_path(), file_path()).value();
    MUST(save(*sink, label, state).has_value());
    MUST(sink->finish().has_value());
}

void report(benchmark::State& state, std::size_t bytes) {
    const auto times = static_cast<double>(state.iterations());
    const auto events = static_cast<double>(state_of_log().market.events);
    state.counters["events/s"] = benchmark::Counter(events * times, benchmark::Counter::kIsRate);
    state.counters["MB"] = static_cast<double>(bytes) / 1e6;
    state.counters["B/event"] = static_cast<double>(bytes) / events;
    state.counters["s_for_10M_events"] = benchmark::Counter(
        times * events / 1e7, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void replay_log(benchmark::State& state) {
    state_of_log();
    for (auto _ : state) {
        benchmark::DoNotOptimize(replayed());
    }
    report(state, log_text().size());
}

void save_to_memory(benchmark::State& state) {
    StringSink sink;
    MUST(save(sink, label, state_of_log()).has_value());
    for (auto _ : state) {
        sink.bytes.clear();
        MUST(save(sink, label, state_of_log()).has_value());
    }
    report(state, sink.bytes.size());
}

void load_from_memory(benchmark::State& state) {
    StringSink sink;
    MUST(save(sink, label, state_of_log()).has_value());
    for (auto _ : state) {
        State fresh;
        ViewSource source(sink.bytes);
        MUST(load(source, sink.bytes.size(), label, fresh).has_value());
    }
    report(state, sink.bytes.size());
}

void save_to_file(benchmark::State& state) {
    State& whole = state_of_log();
    for (auto _ : state) {
        write_file(whole);
    }
    report(state, std::filesystem::file_size(file_path()));
    std::filesystem::remove(file_path());
}

void load_from_file(benchmark::State& state) {
    write_file(state_of_log());
    const std::size_t bytes = std::filesystem::file_size(file_path());
    store::DiskFiles files;
    for (auto _ : state) {
        State fresh;
        const port::Input input = files.open(file_path()).value();
        MUST(load(*input.bytes, *input.size, label, fresh).has_value());
    }
    report(state, bytes);
    std::filesystem::remove(file_path());
}

BENCHMARK(replay_log)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(save_to_memory)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(load_from_memory)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(save_to_file)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(load_from_file)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace shouxin
