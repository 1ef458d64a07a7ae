// libFuzzer: the strict reader of canonical JSON takes in only what the writer would write.
//
// Built and run by tests/fuzz/run.sh (`make check`). With -DSHOUXIN_FUZZ_CANARY it holds a bug that
// the run must find.
#include "base/must.h"
#include "proof/json.h"

#include <cstdint>
#include <string_view>

namespace {

void check(std::string_view text) {
    const auto json = shouxin::proof::parse_canonical(text);
    if (!json) {
        MUST(json.error().message.starts_with("not canonical JSON at byte "));
        return;
    }
    MUST(json->text() == text);
#ifdef SHOUXIN_FUZZ_CANARY
    const bool canary = json->as_object() != nullptr && json->as_object()->size() == 2;
    MUST(!canary);
#endif
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check({reinterpret_cast<const char*>(data), size});
    return 0;
}
