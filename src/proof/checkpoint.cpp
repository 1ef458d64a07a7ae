#include "proof/checkpoint.h"

#include "base/must.h"
#include "proof/encoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace shouxin::proof {
namespace {

constexpr std::size_t stamp_bytes = 8;

std::string cosigned_message(std::string_view text, std::uint64_t at_s) {
    return fmt::format("cosignature/v1\ntime {}\n{}", at_s, text);
}

Result<Cosignature> verify_cosignature(
    std::string_view text, const NoteSignature& signature, const VerifierKey& witness) {
    const std::string_view bytes = signature.bytes;
    const std::uint64_t at_s = from_big_endian(bytes.substr(0, stamp_bytes));
    if (bytes.size() <= stamp_bytes || at_s >> 63 != 0 ||
        !verify_ed25519(cosigned_message(text, at_s), bytes.substr(stamp_bytes), witness.key)) {
        return fail(
            Failure::forbidden,
            fmt::format("the cosignature by {} doesn't match the checkpoint", witness.name));
    }
    return Cosignature{witness.name, at_s};
}

}  // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
    return fmt::format(
        "{}\n{}\n{}\n", checkpoint.origin, checkpoint.size, base64(bytes_of(checkpoint.root)));
}

Result<Checkpoint> parse_checkpoint_text(std::string_view text) {
    const auto wrong = [] {
        return fail(
            Failure::invalid,
            "a checkpoint is three lines: the ledger's name, its size, and its root in base64");
    };
    const auto origin = take_line(text);
    const auto size = take_line(text);
    const auto root = take_line(text);
    if (!origin || origin->empty() || !size || !root) {
        return wrong();
    }
    while (const auto extension = take_line(text)) {
        if (extension->empty()) {
            return wrong();
        }
    }
    const std::optional<std::uint64_t> leaves = from_decimal(*size);
    const std::optional<std::string> bytes = from_base64(*root);
    if (!leaves || !bytes || bytes->size() != sizeof(Hash)) {
        return wrong();
    }
    return Checkpoint{std::string(*origin), *leaves, hash_of_bytes(*bytes)};
}

std::string sign_checkpoint(std::uint64_t size, const Hash& root, const SigningKey& key) {
    Note note{checkpoint_text({key.verifier().name, size, root}), {}};
    note.signatures.push_back(sign_note(note.text, key));
    return note_bytes(note);
}

Result<SignedCheckpoint> parse_checkpoint(std::string_view bytes) {
    TRY(Note note, parse_note(bytes));
    TRY(Checkpoint checkpoint, parse_checkpoint_text(note.text));
    return SignedCheckpoint{std::move(checkpoint), std::move(note)};
}

Result<SignedCheckpoint> verify_checkpoint(std::string_view bytes, const VerifierKey& key) {
    TRY(SignedCheckpoint signed_checkpoint, parse_checkpoint(bytes));
    if (signed_checkpoint.checkpoint.origin != key.name) {
        return fail(
            Failure::forbidden,
            fmt::format(
                "the checkpoint is of the ledger '{}', the key of '{}'",
                signed_checkpoint.checkpoint.origin,
                key.name));
    }
    TRY_DONE(verify_note(signed_checkpoint.note, key));
    return signed_checkpoint;
}

NoteSignature cosign(std::string_view text, std::uint64_t at_s, const SigningKey& key) {
    MUST(key.verifier().type == SignatureType::cosignature_v1);
    std::string bytes;
    put_big_endian(bytes, at_s, stamp_bytes);
    bytes += key.sign(cosigned_message(text, at_s));
    return {key.verifier().name, key.verifier().id(), bytes};
}

Result<std::vector<Cosignature>> verify_cosignatures(
    const Note& note, std::span<const VerifierKey> witnesses) {
    std::vector<Cosignature> seen;
    for (const VerifierKey& witness : witnesses) {
        MUST(witness.type == SignatureType::cosignature_v1);
        for (const NoteSignature& signature : note.signatures) {
            if (signature.is_by(witness)) {
                TRY(Cosignature cosignature, verify_cosignature(note.text, signature, witness));
                seen.push_back(std::move(cosignature));
            }
        }
    }
    return seen;
}

Result<std::string> with_cosignatures(
    std::string_view bytes, std::string_view lines, std::span<const VerifierKey> witnesses) {
    TRY(Note note, parse_note(bytes));
    while (const auto line = take_line(lines)) {
        TRY(NoteSignature signature, parse_signature_line(*line));
        const auto witness = std::ranges::find_if(
            witnesses, [&](const VerifierKey& key) { return signature.is_by(key); });
        if (witness == witnesses.end()) {
            return fail(
                Failure::forbidden,
                fmt::format(
                    "'{}' isn't a witness of this ledger; add its key to the configuration",
                    signature.name));
        }
        TRY_DONE(verify_cosignature(note.text, signature, *witness));
        std::erase_if(
            note.signatures, [&](const NoteSignature& old) { return old.is_by(*witness); });
        note.signatures.push_back(std::move(signature));
    }
    if (!lines.empty() || note.signatures.size() > note_signatures_max) {
        return fail(
            Failure::invalid,
            fmt::format(
                "cosignatures are whole lines, at most {} on a checkpoint", note_signatures_max));
    }
    return note_bytes(note);
}

}  // namespace shouxin::proof
