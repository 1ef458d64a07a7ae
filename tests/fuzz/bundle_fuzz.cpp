// libFuzzer: no bytes may make the checking of a proof bundle crash, pass for a bundle that is
// written another way, or be refused without a sentence.
//
// Built and run by tests/fuzz/run.sh (`make check`). With -DSHOUXIN_FUZZ_CANARY it holds a bug that
// the run must find.
#include "base/must.h"
#include "proof/bundle.h"

#include <cstdint>
#include <string_view>

namespace {

void check(std::string_view text) {
    const auto bundle = shouxin::proof::parse_bundle_text(text);
    const auto verified = shouxin::proof::verify_bundle(text);
    MUST(bundle || !verified);
    MUST(verified || !verified.error().message.empty());
    if (bundle) {
        MUST(shouxin::proof::bundle_text(*bundle) == text);
#ifdef SHOUXIN_FUZZ_CANARY
        const bool canary = bundle->proof.index > 5;
        MUST(!canary);
#endif
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check({reinterpret_cast<const char*>(data), size});
    return 0;
}
