// How many events a second does intake alone read on one core, and what does a name cost?
//
// all_ids_distinct: 2 M lines (SHOUXIN_BENCH_LINES) in memory, no identifier ever seen twice, so
// that every look-up misses every cache. file: the plain event file named by SHOUXIN_EVENTS, read
// into memory first.
#include "base/random.h"
#include "intake/intake.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::intake {
namespace {

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

class CountingQuarantine final : public QuarantineSink {
public:
    Result<void> add(const QuarantineEntry& /*entry*/) override {
        ++count;
        return {};
    }

    std::uint64_t count = 0;
};

// Lines as shared/data has them, a tenth views of items, the rest what becomes of orders.
class Lines {
public:
    std::string make(std::size_t count) {
        std::string text;
        text.reserve(count * 230);
        for (std::size_t i = 0; i < count; ++i) {
            const auto at = fmt::format(
                "2026-10-{:02}T{:02}:{:02}:{:02}.{:03}+08:00",
                1 + i * 28 / count,
                i % 24,
                i % 60,
                i % 59,
                i % 1000);
            add(text, i, at);
        }
        return text;
    }

private:
    std::string name(char kind) {
        return fmt::format("{}-{:010x}", kind, random_.next_u64() & 0xffffffffff);
    }

    std::string ip() {
        const std::uint64_t bits = random_.next_u64();
        return fmt::format(
            "{}.{}.{}.{}", bits & 255, bits >> 8 & 255, bits >> 16 & 255, bits >> 24 & 255);
    }

    void add(std::string& text, std::size_t i, const std::string& at) {
        const auto begin = [&](std::string_view type) {
            text += fmt::format(R"({{"type":"{}","id":"e{}","at":"{}")", type, i, at);
        };
        const auto end = [&](const std::string& fields) { text += fields + "}\n"; };
        switch (i % 6) {
            case 0:
                begin("item.viewed");
                return end(fmt::format(
                    R"(,"account":"{}","device":"{}","ip":"{}","merchant":"{}","item":"{}",)"
                    R"("keyword":"饼干","rank":9,"dwell_s":817.4)",
                    name('u'),
                    name('d'),
                    ip(),
                    name('m'),
                    name('i')));
            case 1:
                begin("order.placed");
                return end(fmt::format(
                    R"(,"order":"{}","buyer":"{}","merchant":"{}","item":"{}",)"
                    R"("category":"shoes","quantity":1,"amount":6572,"subsidy":0,"device":"{}",)"
                    R"("ip":"{}","address":"{}","region":"150102","payer":"{}")",
                    name('o'),
                    name('u'),
                    name('m'),
                    name('i'),
                    name('d'),
                    ip(),
                    name('a'),
                    name('p')));
            case 2:
                begin("order.paid");
                return end(fmt::format(
                    R"(,"order":"{}","payer":"{}","amount":6572)", name('o'), name('p')));
            case 3:
                begin("parcel.shipped");
                return end(fmt::format(
                    R"(,"order":"{}","parcel":"{}","carrier":"sto","weight_g":1263,)"
                    R"("origin":"440111")",
                    name('o'),
                    name('k')));
            case 4:
                begin("parcel.scanned");
                return end(fmt::format(R"(,"parcel":"{}","place":"370102")", name('k')));
            default:
                begin("review.posted");
                return end(fmt::format(
                    R"(,"review":"{}","order":"{}","account":"{}","merchant":"{}","item":"{}",)"
                    R"("stars":5,"text":"服务员很耐用，环境跟描述不符，给孩子买的",)"
                    R"("images":["{}","{}"],"device":"{}","ip":"{}")",
                    name('v'),
                    name('o'),
                    name('u'),
                    name('m'),
                    name('i'),
                    name('g'),
                    name('g'),
                    name('d'),
                    ip()));
        }
    }

    Random random_{1};
};

void read_all(benchmark::State& state, const std::string& text) {
    double events = 0;
    double names = 0;
    double name_bytes = 0;
    for (auto _ : state) {
        model::Names interners(HashKey{1, 2});
        CountingQuarantine quarantine;
        std::vector<NamedSource> sources;
        sources.push_back({"memory", std::make_unique<ViewSource>(text)});
        Intake intake({.key = HashKey{3, 4}}, std::move(sources), interners, quarantine);
        while (!intake.next().value().empty()) {
        }
        if (quarantine.count > 0) {
            state.SkipWithError("lines were quarantined");
        }
        events += static_cast<double>(intake.totals().counts.accepted);
        names = name_bytes = 0;
        for (const Interner* strings :
             {&interners.accounts.strings(),
              &interners.orders.strings(),
              &interners.merchants.strings(),
              &interners.items.strings(),
              &interners.devices.strings(),
              &interners.parcels.strings(),
              &interners.wallets.strings(),
              &interners.reviews.strings()}) {
            names += strings->size();
            name_bytes += static_cast<double>(strings->bytes());
        }
    }
    state.counters["events/s"] = benchmark::Counter(events, benchmark::Counter::kIsRate);
    state.counters["names"] = names;
    state.counters["bytes/name"] = name_bytes / names;
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void all_ids_distinct(benchmark::State& state) {
    const char* const lines = std::getenv("SHOUXIN_BENCH_LINES");
    read_all(state, Lines().make(lines == nullptr ? 2'000'000 : std::stoul(lines)));
}

BENCHMARK(all_ids_distinct)->Unit(benchmark::kMillisecond);

void file(benchmark::State& state) {
    const char* const path = std::getenv("SHOUXIN_EVENTS");
    if (path == nullptr) {
        state.SkipWithError("set SHOUXIN_EVENTS to a plain event file");
        return;
    }
    std::ifstream stream(path, std::ios::binary);
    read_all(state, std::string(std::istreambuf_iterator<char>(stream), {}));
}

BENCHMARK(file)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace shouxin::intake
