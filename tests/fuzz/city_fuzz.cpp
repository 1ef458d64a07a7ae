// libFuzzer: no bytes may make the reader of city files crash, let a value in that the dispatcher
// can't bear, or fail without a sentence. A day that is small enough is played to its end.
//
// Built and run by tests/fuzz/run.sh (`make check`). With -DSHOUXIN_FUZZ_CANARY it holds a bug that
// the run must find.
#include "base/must.h"
#include "dispatch/city/figures.h"
#include "dispatch/city/read.h"
#include "dispatch/city/simulate.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace {

void check(std::string_view text) {
    const auto document = shouxin::dispatch::JsonDocument::parse(std::string(text));
    if (!document) {
        MUST(!document.error().message.empty());
        return;
    }
    const auto day = shouxin::dispatch::city::read(*document);
    if (!day) {
        MUST(!day.error().message.empty());
        return;
    }
#ifdef SHOUXIN_FUZZ_CANARY
    const bool canary = day->detour < 1.3 || day->detour > 1.4;
    MUST(!canary);
#endif
    std::uint64_t ticks = 0;
    const auto played =
        shouxin::dispatch::city::simulate(*day, {}, [&](std::size_t) { return ++ticks < 2000; });
    if (!played.stopped) {
        const auto figures = shouxin::dispatch::city::figures_of(*day, played.outcomes);
        MUST(figures.in_time + figures.refused <= figures.jobs);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check({reinterpret_cast<const char*>(data), size});
    return 0;
}
