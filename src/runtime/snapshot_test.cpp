// All that reading builds up, saved in the middle and loaded: what follows is the same to the byte
// as if nobody had stopped, on a made-up market of every kind.
#include "base/archive.h"
#include "base/memory_stream_test.h"
#include "intake/intake.h"
#include "intake/quarantine.h"
#include "judge/judge.h"
#include "judge/local_tier.h"
#include "model/names.h"
#include "runtime/results.h"
#include "signal/groups.h"
#include "signal/market.h"
#include "world/market.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::runtime {
namespace {

constexpr HashKey key{3, 4};
constexpr StreamLabel label{.version = "test", .key = key};

const judge::Options& judging() {
    static const judge::Options options;
    return options;
}

struct State {
    template <class Archive>
    void archive(Archive& a) {
        a(names, market, local);
    }

    model::Names names{key};
    signal::Market market;
    judge::LocalTier local{judging().model.local};
};

class NoQuarantine final : public intake::QuarantineSink {
public:
    Result<void> add(const intake::QuarantineEntry& entry) override {
        ADD_FAILURE() << entry.reason;
        return {};
    }
};

void read(State& state, std::string_view lines, std::uint32_t batch_events = 1024) {
    NoQuarantine quarantine;
    std::vector<intake::NamedSource> sources;
    sources.push_back({"market", std::make_unique<StringSource>(lines)});
    intake::Intake intake(
        {.key = key, .batch_events = batch_events}, std::move(sources), state.names, quarantine);
    for (;;) {
        const auto batch = intake.next().value();
        if (batch.empty()) {
            return;
        }
        state.market.step(batch);
        state.local.step(batch, state.market);
    }
}

std::string saved(State& state) {
    StringSink sink;
    EXPECT_TRUE(save(sink, label, state).has_value());
    return std::move(sink.bytes);
}

Result<void> load_into(State& state, std::string_view bytes) {
    StringSource source(bytes);
    return load(source, bytes.size(), label, state);
}

class MemoryFolder final : public port::OutputFolder {
public:
    Result<ByteSink*> create(std::string_view name) override { return &files[std::string(name)]; }

    Result<void> commit(Survives /*survives*/) override { return {}; }

    std::map<std::string, StringSink> files;
};

// All files of a scan, as runtime::Scan makes them of what it read.
MemoryFolder settled(State& state) {
    Inline here;
    state.market.views.close();
    state.local.close(state.market);
    state.names.seal();
    const judge::Epoch epoch = judge::settle(state.market, state.names, judging());
    judge::Judgement judgement = judge::conclude(state.market, state.names, epoch, judging());
    judgement.early = state.local.take_answers();
    judgement.groups = signal::groups_of(state.market, epoch.links);
    judge::compare_first_answers(epoch.links, judgement);
    MemoryFolder folder;
    EXPECT_TRUE(write_results(folder, {judgement, state.market, state.names}, {}, here));
    return folder;
}

class LineCollector final : public world::Sink {
public:
    void event(std::string_view json_line) override {
        (text += json_line) += '\n';
        ends.push_back(text.size());
    }

    std::string text;
    std::vector<std::size_t> ends;
};

struct Halves {
    std::string text;
    std::size_t middle = 0;

    [[nodiscard]] std::string_view first() const {
        return std::string_view(text).substr(0, middle);
    }

    [[nodiscard]] std::string_view second() const { return std::string_view(text).substr(middle); }
};

Halves make(world::Preset preset, std::uint64_t seed, double scale) {
    world::MarketOptions options;
    options.seed = seed;
    options.scale = scale;
    options.preset = preset;
    world::Market market(world::draw_knobs(options).value());
    LineCollector lines;
    constexpr std::size_t enough = 60'000;
    while (lines.ends.size() < enough && market.step(lines)) {
    }
    return {std::move(lines.text), lines.ends[lines.ends.size() / 2]};
}

void expect_same_files(const MemoryFolder& one, const MemoryFolder& other) {
    ASSERT_EQ(one.files.size(), other.files.size());
    for (const auto& [name, file] : one.files) {
        EXPECT_TRUE(file.bytes == other.files.at(name).bytes) << name << " differs";
    }
}

class Snapshot : public testing::TestWithParam<world::Preset> {};

TEST_P(Snapshot, GoesOnAsIfNeverStopped) {
    const double scale = GetParam() == world::Preset::yunhe ? 0.002 : 0.04;
    const Halves events = make(GetParam(), 7, scale);
    State running;
    read(running, events.first());
    const std::string middle = saved(running);
    State resumed;
    ASSERT_TRUE(load_into(resumed, middle).has_value());
    EXPECT_TRUE(saved(resumed) == middle);
    read(running, events.second());
    read(resumed, events.second(), 97);
    EXPECT_TRUE(saved(resumed) == saved(running));
    const MemoryFolder files = settled(running);
    EXPECT_GT(files.files.at("orders.csv").bytes.size(), 1000U);
    expect_same_files(files, settled(resumed));
}

INSTANTIATE_TEST_SUITE_P(
    EveryPreset,
    Snapshot,
    testing::Values(
        world::Preset::mixed,
        world::Preset::stealth,
        world::Preset::quiet,
        world::Preset::festival,
        world::Preset::wild,
        world::Preset::yunhe));

TEST(Snapshot, OfNothingIsAFreshState) {
    State fresh;
    const std::string bytes = saved(fresh);
    State loaded;
    ASSERT_TRUE(load_into(loaded, bytes).has_value());
    EXPECT_TRUE(saved(loaded) == bytes);
    const Halves events = make(world::Preset::quiet, 1, 0.01);
    read(fresh, events.first());
    read(loaded, events.first());
    EXPECT_TRUE(saved(loaded) == saved(fresh));
}

// What stood there before is replaced: nothing of it is left.
TEST(Snapshot, IsLoadedOverAnything) {
    const Halves events = make(world::Preset::quiet, 2, 0.01);
    State one;
    read(one, events.first());
    State other;
    read(other, make(world::Preset::mixed, 3, 0.01).text);
    ASSERT_TRUE(load_into(other, saved(one)).has_value());
    EXPECT_TRUE(saved(other) == saved(one));
    read(one, events.second());
    read(other, events.second());
    EXPECT_TRUE(saved(other) == saved(one));
}

TEST(Snapshot, ThatIsTornOrAlteredIsRefused) {
    State state;
    read(state, make(world::Preset::mixed, 1, 0.02).first());
    const std::string bytes = saved(state);
    EXPECT_GT(bytes.size(), BlockWriter::block_bytes);
    State into;
    for (std::size_t cut = 0; cut < bytes.size(); cut += 997) {
        const Result<void> torn = load_into(into, std::string_view(bytes).substr(0, cut));
        ASSERT_FALSE(torn.has_value()) << cut;
        EXPECT_EQ(torn.error().failure, Failure::corrupt);
    }
    for (std::size_t place = 0; place < bytes.size(); place += 1009) {
        std::string altered = bytes;
        altered[place] = static_cast<char>(altered[place] ^ (1 << place % 8));
        ASSERT_FALSE(load_into(into, altered).has_value()) << place;
    }
    ASSERT_TRUE(load_into(into, bytes).has_value());
    EXPECT_TRUE(saved(into) == bytes);
}

}  // namespace
}  // namespace shouxin::runtime
