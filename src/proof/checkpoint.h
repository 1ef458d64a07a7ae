// Which tree did the ledger stand for, and who else saw it? C2SP checkpoints and the cosignatures
// of witnesses. Pure. https://c2sp.org/tlog-checkpoint, https://c2sp.org/tlog-cosignature
#pragma once

#include "base/result.h"
#include "proof/hash.h"
#include "proof/note.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::proof {

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Hash root{};

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// The note's text: three lines. Ours have no extension lines; others' are passed over.
std::string checkpoint_text(const Checkpoint& checkpoint);
Result<Checkpoint> parse_checkpoint_text(std::string_view text);

// A whole signed note; its origin is the key's name.
std::string sign_checkpoint(std::uint64_t size, const Hash& root, const SigningKey& key);

struct SignedCheckpoint {
    Checkpoint checkpoint;
    Note note;
};

// The form alone.
Result<SignedCheckpoint> parse_checkpoint(std::string_view note);

// The form, the origin, which must be the key's name, and the signature.
Result<SignedCheckpoint> verify_checkpoint(std::string_view note, const VerifierKey& key);

struct Cosignature {
    std::string witness;
    std::uint64_t at_s = 0;  // Unix seconds, by the witness's clock
};

// What a witness signs: its key is of type cosignature_v1.
NoteSignature cosign(std::string_view text, std::uint64_t at_s, const SigningKey& key);

// The cosignatures by these witnesses, in their order; an unknown signer is passed over.
// `forbidden` if one that names a known key is wrong.
Result<std::vector<Cosignature>> verify_cosignatures(
    const Note& note, std::span<const VerifierKey> witnesses);

// The note with more signature lines (what a witness answers), those that verify under one of
// `witnesses`; a newer cosignature takes the place of an older one of the same key. `forbidden` for
// any other line, and the note stays as it was.
Result<std::string> with_cosignatures(
    std::string_view note, std::string_view lines, std::span<const VerifierKey> witnesses);

}  // namespace shouxin::proof
