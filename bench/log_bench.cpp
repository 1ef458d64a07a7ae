// How many groups a second does the event log take and sync, and how fast is it written and read?
// Bound: reading >= 1.5 GB/s from the page cache. Groups are compared to the bare fdatasync of the
// same run, which they can't beat. In the folder SHOUXIN_BENCH_FOLDER, or that of temporary files.
#include "base/must.h"
#include "store/files/crc32c.h"
#include "store/files/event_log.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using shouxin::port::LogRecord;
using shouxin::port::NewRecord;
using shouxin::store::FileEventLog;

class Folder {
public:
    Folder() {
        const char* const chosen = std::getenv("SHOUXIN_BENCH_FOLDER");
        const auto parent = chosen == nullptr ? std::filesystem::temp_directory_path()
                                              : std::filesystem::path(chosen);
        std::string pattern = (parent / "shouxin-bench-XXXXXX").string();
        path = mkdtemp(pattern.data());
    }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }

    std::string path;
};

class Times {
public:
    template <class Work>
    void measure(Work work) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - start;
        microseconds_.push_back(took.count());
    }

    void report(benchmark::State& state) {
        std::ranges::sort(microseconds_);
        const auto at = [&](double part) {
            return microseconds_[static_cast<std::size_t>(
                part * static_cast<double>(microseconds_.size() - 1))];
        };
        state.counters["sync_p50_us"] = at(0.5);
        state.counters["sync_p99_us"] = at(0.99);
    }

private:
    std::vector<double> microseconds_;
};

NewRecord record_of(const std::string& payload) {
    return {.kind = shouxin::port::RecordKind::events, .at_ms = 1, .payload = payload};
}

void bare_fdatasync(benchmark::State& state) {
    const Folder folder;
    const int file = ::open((folder.path + "/bare").c_str(), O_RDWR | O_CREAT, 0600);
    const std::string bytes(static_cast<std::size_t>(state.range(0)), 'x');
    off_t end = 0;
    Times times;
    for (auto _ : state) {
        MUST(::pwrite(file, bytes.data(), bytes.size(), end) == std::ssize(bytes));
        end += std::ssize(bytes);
        times.measure([&] { MUST(::fdatasync(file) == 0); });
    }
    ::close(file);
    times.report(state);
    state.counters["groups"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void groups_synced(benchmark::State& state) {
    const Folder folder;
    auto log = *FileEventLog::open(folder.path);
    const std::string payload(static_cast<std::size_t>(state.range(0)), 'x');
    const NewRecord record = record_of(payload);
    Times times;
    for (auto _ : state) {
        MUST(log->append({&record, 1}).has_value());
        times.measure([&] { MUST(log->sync().has_value()); });
    }
    times.report(state);
    state.counters["groups"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void append(benchmark::State& state) {
    const Folder folder;
    auto log = *FileEventLog::open(folder.path);
    const std::string payload(static_cast<std::size_t>(state.range(0)), 'x');
    const NewRecord record = record_of(payload);
    for (auto _ : state) {
        MUST(log->append({&record, 1}).has_value());
    }
    state.SetBytesProcessed(state.iterations() * state.range(0));
}

void read(benchmark::State& state) {
    const Folder folder;
    auto log = *FileEventLog::open(folder.path);
    const std::string payload(static_cast<std::size_t>(state.range(0)), 'x');
    const NewRecord record = record_of(payload);
    constexpr std::int64_t bytes = std::int64_t{400} << 20;
    for (std::int64_t written = 0; written < bytes; written += state.range(0)) {
        MUST(log->append({&record, 1}).has_value());
    }
    LogRecord into;
    for (auto _ : state) {
        auto reader = *log->read(1);
        while (*reader->next(into)) {
            benchmark::DoNotOptimize(into.payload.data());
        }
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(log->bytes()));
}

void opening(benchmark::State& state) {
    const Folder folder;
    const std::string payload(300, 'x');
    const NewRecord record = record_of(payload);
    {
        auto log = *FileEventLog::open(folder.path);
        while (log->bytes() < std::uint64_t{250} << 20) {
            MUST(log->append({&record, 1}).has_value());
        }
        MUST(log->sync().has_value());
    }
    for (auto _ : state) {
        auto log = *FileEventLog::open(folder.path);
        benchmark::DoNotOptimize(log->next_number());
    }
}

void crc32c(benchmark::State& state) {
    const std::string bytes(300'000, 'x');
    for (auto _ : state) {
        benchmark::DoNotOptimize(shouxin::store::crc32c(bytes));
    }
    state.SetBytesProcessed(state.iterations() * std::ssize(bytes));
}

BENCHMARK(bare_fdatasync)->Arg(340)->Arg(300'040)->Iterations(1000)->UseRealTime();
BENCHMARK(groups_synced)->Arg(300)->Arg(300'000)->Iterations(1000)->UseRealTime();
BENCHMARK(append)->Arg(300)->Arg(300'000)->UseRealTime();
BENCHMARK(read)->Arg(300)->Arg(300'000)->UseRealTime();
BENCHMARK(opening)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(crc32c);

}  // namespace
