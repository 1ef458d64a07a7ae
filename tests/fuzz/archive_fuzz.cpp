// libFuzzer: no bytes may make the loading of state crash, or ask for memory that isn't there. What
// was altered is found by its hash before it is used, so the fuzzer's bytes are put into sound
// blocks as well: as if somebody who can write snapshots meant harm. What loads is saved and loaded
// again as it is.
//
// Built and run by tests/fuzz/run.sh (`make check`). With -DSHOUXIN_FUZZ_CANARY it holds a bug that
// the run must find.
#include "base/archive.h"
#include "base/memory_stream_test.h"
#include "base/must.h"
#include "base/string_column.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace shouxin {
namespace {

constexpr StreamLabel label{.version = "fuzz", .key = {1, 2}};

struct State {
    template <class Archive>
    void archive(Archive& a) {
        a(number, text, numbers, texts, queue, maybe, by_name, by_number, strings);
    }

    std::uint32_t number = 0;
    std::string text;
    std::vector<std::uint16_t> numbers;
    std::vector<std::string> texts;
    std::deque<std::uint64_t> queue;
    std::optional<std::string> maybe;
    std::map<std::string, std::uint32_t, std::less<>> by_name;
    std::unordered_map<std::uint16_t, std::vector<std::uint8_t>> by_number;
    StringColumn strings;
};

std::string saved(State& state) {
    StringSink sink;
    MUST(save(sink, label, state).has_value());
    return std::move(sink.bytes);
}

bool loads(std::string_view bytes, State& state) {
    StringSource source(bytes);
    const Result<void> loaded = load(source, bytes.size(), label, state);
    MUST(loaded.has_value() || !loaded.error().message.empty());
    return loaded.has_value();
}

void check(std::string_view bytes) {
    State state;
    if (!loads(bytes, state)) {
        return;
    }
#ifdef SHOUXIN_FUZZ_CANARY
    const bool canary = state.number > 0xffff && state.maybe && state.strings.size() > 0;
    MUST(!canary);
#endif
    const std::string again = saved(state);
    State other;
    MUST(loads(again, other) && saved(other) == again);
}

std::string in_sound_blocks(std::string_view payload) {
    StringSink sink;
    BlockWriter blocks(sink, label);
    blocks.put(payload.data(), payload.size());
    MUST(blocks.finish().has_value());
    return std::move(sink.bytes);
}

}  // namespace
}  // namespace shouxin

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    shouxin::check(bytes);
    shouxin::check(shouxin::in_sound_blocks(bytes));
    return 0;
}
