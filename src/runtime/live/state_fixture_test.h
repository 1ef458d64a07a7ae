// A server's state over a made-up market: its log, and how it is played, saved and loaded.
#pragma once

#include "base/archive.h"
#include "base/executor.h"
#include "base/memory_stream_test.h"
#include "live/state.h"
#include "policy/evaluate.h"
#include "world/market.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::runtime {

using live::Effects;
using live::State;
using model::RecordKind;

constexpr HashKey key{5, 6};
constexpr StreamLabel label{.version = "test", .key = key};

struct Entry {
    RecordKind kind;
    std::string payload;
};

class Epochs final : public live::EpochSource {
public:
    Result<live::EpochView> epoch(std::uint64_t number) override {
        const auto found = views.find(number);
        if (found == views.end()) {
            return fail(Failure::not_found, "no such epoch");
        }
        return found->second;
    }

    Result<std::unique_ptr<live::Successor>> successor(
        std::uint64_t from, std::uint64_t until, const live::PolicyVersion& policy) override {
        auto made = std::make_unique<live::Successor>(
            intake::Options{.key = key},
            judge::embedded_model(),
            *policy::compile(policy.text),
            key);
        for (std::uint64_t number = from; number < until; ++number) {
            const Entry& entry = (*log)[number - 1];
            TRY_DONE(made->step({number, entry.kind, 0, entry.payload, nullptr}));
        }
        return made;
    }

    std::map<std::uint64_t, live::EpochView> views;
    const std::vector<Entry>* log = nullptr;
};

inline std::vector<Entry> market(double scale, std::size_t lines_a_record) {
    class Collector final : public world::Sink {
    public:
        explicit Collector(std::size_t many) : many_(many) {}

        void event(std::string_view json_line) override {
            if (lines_++ % many_ == 0) {
                entries.push_back({RecordKind::events, {}});
            }
            (entries.back().payload += json_line) += '\n';
        }

        std::vector<Entry> entries;

    private:
        std::size_t many_;
        std::size_t lines_ = 0;
    };

    world::MarketOptions options;
    options.seed = 11;
    options.scale = scale;
    options.preset = world::Preset::mixed;
    world::Market made(world::draw_knobs(options).value());
    Collector collector(lines_a_record);
    while (made.step(collector)) {
    }
    return std::move(collector.entries);
}

inline live::StateOptions options() {
    live::StateOptions options;
    options.reading.key = key;
    options.secret = "secret";
    return options;
}

inline std::unique_ptr<State> fresh(Epochs& epochs) {
    return std::make_unique<State>(options(), epochs);
}

inline Entry first_policy() {
    live::Command command;
    command.command = live::CommandKind::propose_policy;
    command.by = "test";
    command.text = live::first_policy();
    return {RecordKind::command, live::text_of(command)};
}

inline std::string saved(State& state) {
    StringSink sink;
    EXPECT_TRUE(save(sink, label, state).has_value());
    return std::move(sink.bytes);
}

inline std::unique_ptr<State> loaded(const std::string& bytes, Epochs& epochs) {
    auto state = fresh(epochs);
    StringSource source(bytes);
    const auto done = load(source, bytes.size(), label, *state);
    EXPECT_TRUE(done) << done.error().message;
    return state;
}

// All that is told of a record, as text.
inline std::string told(const Effects& effects) {
    std::string text;
    for (const std::string& leaf : effects.leaves) {
        (text += leaf) += '\n';
    }
    for (const live::Decision& decision : effects.decisions) {
        (text += live::told(decision).text()) += '\n';
    }
    return text;
}

struct Played {
    std::string text;
    std::vector<Effects> effects;
};

inline Played play(
    State& state, const std::vector<Entry>& entries, std::size_t from, std::size_t until) {
    Played played;
    for (std::size_t i = from; i < until; ++i) {
        auto effects = state.step(
            {i + 1,
             entries[i].kind,
             1'700'000'000'000 + static_cast<std::int64_t>(i) * 1000,
             entries[i].payload,
             nullptr});
        EXPECT_TRUE(effects) << effects.error().message;
        played.text += told(*effects);
        played.effects.push_back(*std::move(effects));
    }
    return played;
}

// Takes an epoch after `from` records, settles it, and lets it count.
inline void insert_epoch(std::vector<Entry>& entries, std::size_t at) {
    const auto place = static_cast<std::ptrdiff_t>(at);
    entries.insert(entries.begin() + place, {RecordKind::epoch, "take"});
    entries.insert(entries.begin() + place + 1, {RecordKind::epoch, std::to_string(at + 1)});
}

class States : public testing::Test {
protected:
    static void SetUpTestSuite() {
        entries() = market(0.05, 200);
        entries().insert(entries().begin(), first_policy());
        const std::size_t end = entries().size();
        insert_epoch(entries(), end);
        for (int i = 0; i < 20; ++i) {
            entries().push_back({RecordKind::tick, " "});
        }
        taken() = end + 1;
    }

    static std::vector<Entry>& entries() {
        static std::vector<Entry> all;
        return all;
    }

    static std::size_t& taken() {
        static std::size_t number = 0;
        return number;
    }

    // Up to the record that takes the epoch, and settles it in a copy.
    std::unique_ptr<State> up_to_epoch(Played& played) {
        auto state = fresh(epochs);
        played = play(*state, entries(), 0, taken());
        auto copy = loaded(saved(*state), epochs);
        Inline here;
        epochs.views[taken()] = copy->settle(taken(), here);
        return state;
    }

    Epochs epochs;
};

}  // namespace shouxin::runtime
