// libFuzzer: no bytes may make the readers of notes, checkpoints, keys, tlog-proofs and journals
// crash, take in what would be written another way, or fail without a sentence.
//
// Built and run by tests/fuzz/run.sh (`make check`). With -DSHOUXIN_FUZZ_CANARY it holds a bug that
// the run must find.
#include "base/must.h"
#include "proof/checkpoint.h"
#include "proof/checkpoint_files.h"
#include "proof/journal.h"
#include "proof/tiles.h"
#include "proof/time_stamp.h"
#include "proof/tlog_proof.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace {

namespace proof = shouxin::proof;

void check_note(std::string_view bytes) {
    const auto note = proof::parse_note(bytes);
    if (!note) {
        MUST(!note.error().message.empty());
        return;
    }
    MUST(proof::note_bytes(*note) == bytes);
    const auto checkpoint = proof::parse_checkpoint(bytes);
    MUST(checkpoint || !checkpoint.error().message.empty());
#ifdef SHOUXIN_FUZZ_CANARY
    const bool canary = note->text.size() > 90;
    MUST(!canary);
#endif
}

void check_journal(std::string_view bytes) {
    auto reader = proof::JournalReader::open(bytes);
    while (reader) {
        const auto batch = reader->next();
        if (!batch || !*batch) {
            break;
        }
    }
    MUST(!reader || reader->read_bytes() <= bytes.size());
}

void check(std::string_view bytes) {
    check_note(bytes);
    check_journal(bytes);
    if (const auto tlog = proof::parse_tlog_proof(bytes)) {
        MUST(proof::tlog_proof_text(*tlog) == bytes);
    }
    if (const auto key = proof::parse_verifier_key(bytes)) {
        MUST(key->text() == bytes);
    }
    if (const auto history = proof::parse_history(bytes)) {
        MUST(proof::history_bytes(*history) == bytes);
    }
    if (const auto leaves = proof::parse_bundle(bytes)) {
        std::string again;
        for (const std::string_view leaf : *leaves) {
            proof::put_entry(again, leaf);
        }
        MUST(again == bytes);
    }
    MUST(!proof::parse_stamped(bytes) || bytes.ends_with('\n'));
    MUST(!proof::verify_time_stamp(bytes, "text", std::nullopt));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check({reinterpret_cast<const char*>(data), size});
    return 0;
}
