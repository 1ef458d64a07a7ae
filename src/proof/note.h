// Who signed this text? C2SP signed notes with Ed25519 keys. Pure: keys are arguments.
// https://c2sp.org/signed-note
#pragma once

#include "base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::proof {

// The algorithm of a key; the numbers are part of the key's id.
enum class SignatureType : std::uint8_t {
    ed25519 = 1,         // over the note's text
    cosignature_v1 = 4,  // Ed25519 over the moment and the text: https://c2sp.org/tlog-cosignature
};

using PublicKey = std::array<std::uint8_t, 32>;
using Seed = std::array<std::uint8_t, 32>;

// Whom to believe. As text: name+id+base64(type, key)
struct VerifierKey {
    std::string name;
    SignatureType type = SignatureType::ed25519;
    PublicKey key{};

    [[nodiscard]] std::uint32_t id() const;
    [[nodiscard]] std::string text() const;

    friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

Result<VerifierKey> parse_verifier_key(std::string_view text);

// Signs notes under a name: not empty, neither spaces nor '+'. Whoever has the seed is the log.
class SigningKey {
public:
    static Result<SigningKey> from_seed(
        std::string name, const Seed& seed, SignatureType type = SignatureType::ed25519);

    [[nodiscard]] const VerifierKey& verifier() const { return verifier_; }

    // Ed25519 (RFC 8032).
    [[nodiscard]] std::string sign(std::string_view message) const;

private:
    VerifierKey verifier_;
    std::array<std::uint8_t, 64> secret_{};
};

struct NoteSignature {
    std::string name;
    std::uint32_t key_id = 0;
    std::string bytes;

    [[nodiscard]] bool is_by(const VerifierKey& key) const {
        return name == key.name && key_id == key.id();
    }
};

struct Note {
    std::string text;  // ends in a line feed
    std::vector<NoteSignature> signatures;
};

constexpr std::size_t note_bytes_max = std::size_t{64} << 10;
constexpr std::size_t note_signatures_max = 64;

// The form alone; nothing is believed yet.
Result<Note> parse_note(std::string_view bytes);
std::string note_bytes(const Note& note);

// One line "— name base64", with its line feed.
std::string signature_line(const NoteSignature& signature);
Result<NoteSignature> parse_signature_line(std::string_view line);

// Ed25519 over the text. REQUIRES: a key of type ed25519.
NoteSignature sign_note(std::string_view text, const SigningKey& key);

// `forbidden`, with the reason, unless a signature by that key is there and right. REQUIRES: a key
// of type ed25519.
Result<void> verify_note(const Note& note, const VerifierKey& key);

// Ed25519 alone, for all who sign something else.
bool verify_ed25519(std::string_view message, std::string_view signature, const PublicKey& key);

}  // namespace shouxin::proof
