#include "proof/note.h"

#include "base/must.h"
#include "proof/encoding.h"
#include "proof/hash.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sodium.h>

namespace shouxin::proof {
namespace {

constexpr std::string_view dash = "\xe2\x80\x94 ";  // U+2014 and a space
constexpr std::size_t id_bytes = 4;

std::string_view view(const PublicKey& key) {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

// Unicode's spaces (White_Space) have no place in a name.
bool has_space(std::string_view name) {
    constexpr std::array<std::string_view, 20> spaces = {
        "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81",
        "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86",
        "\xe2\x80\x87", "\xe2\x80\x88", "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8",
        "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80", " "};
    return std::ranges::any_of(
        spaces, [&](std::string_view space) { return name.find(space) != std::string_view::npos; });
}

bool is_name(std::string_view name) {
    const bool plain = std::ranges::none_of(
        name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '+'; });
    return !name.empty() && plain && is_utf8(name) && !has_space(name);
}

bool is_plain_text(std::string_view text) {
    const bool control = std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
    return !control && is_utf8(text);
}

bool is_type(char type) {
    return type == static_cast<char>(SignatureType::ed25519) ||
           type == static_cast<char>(SignatureType::cosignature_v1);
}

}  // namespace

std::uint32_t VerifierKey::id() const {
    const char type_byte = static_cast<char>(type);
    const Hash hash = sha256({name, "\n", {&type_byte, 1}, view(key)});
    return static_cast<std::uint32_t>(from_big_endian(bytes_of(hash).substr(0, id_bytes)));
}

std::string VerifierKey::text() const {
    const std::string typed = static_cast<char>(type) + std::string(view(key));
    return fmt::format("{}+{:08x}+{}", name, id(), base64(typed));
}

Result<VerifierKey> parse_verifier_key(std::string_view text) {
    const auto wrong = [] {
        return fail(
            Failure::invalid,
            "a verifier key is written name+id+base64, as 'example.com/log+4e1c9a70+AU...'");
    };
    const std::size_t first = text.find('+');
    const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos || !is_name(text.substr(0, first))) {
        return wrong();
    }
    const std::optional<std::string> typed = from_base64(text.substr(second + 1));
    VerifierKey key;
    if (!typed || typed->size() != 1 + key.key.size() || !is_type(typed->front())) {
        return wrong();
    }
    key.name = text.substr(0, first);
    key.type = static_cast<SignatureType>(typed->front());
    std::copy(typed->begin() + 1, typed->end(), key.key.begin());
    if (text.substr(first + 1, second - first - 1) != fmt::format("{:08x}", key.id())) {
        return fail(Failure::invalid, "the verifier key's id isn't that of its name and key");
    }
    return key;
}

Result<SigningKey> SigningKey::from_seed(std::string name, const Seed& seed, SignatureType type) {
    if (!is_name(name)) {
        return fail(
            Failure::invalid,
            "a ledger's name must not be empty and has neither spaces nor '+', as "
            "'example.com/ledger'");
    }
    SigningKey key;
    key.verifier_.name = std::move(name);
    key.verifier_.type = type;
    crypto_sign_seed_keypair(key.verifier_.key.data(), key.secret_.data(), seed.data());
    return key;
}

std::string SigningKey::sign(std::string_view message) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(
        reinterpret_cast<unsigned char*>(signature.data()),
        nullptr,
        reinterpret_cast<const unsigned char*>(message.data()),
        message.size(),
        secret_.data());
    return signature;
}

bool verify_ed25519(std::string_view message, std::string_view signature, const PublicKey& key) {
    return signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(
               reinterpret_cast<const unsigned char*>(signature.data()),
               reinterpret_cast<const unsigned char*>(message.data()),
               message.size(),
               key.data()) == 0;
}

std::string signature_line(const NoteSignature& signature) {
    std::string bytes;
    put_big_endian(bytes, signature.key_id, id_bytes);
    return fmt::format("{}{} {}\n", dash, signature.name, base64(bytes + signature.bytes));
}

Result<NoteSignature> parse_signature_line(std::string_view line) {
    const auto wrong = [] {
        return fail(Failure::invalid, "a signature is a line '\u2014 name base64'");
    };
    const std::size_t space = line.rfind(' ');
    if (!line.starts_with(dash) || space < dash.size()) {
        return wrong();
    }
    const std::string_view name = line.substr(dash.size(), space - dash.size());
    const std::optional<std::string> bytes = from_base64(line.substr(space + 1));
    if (!is_name(name) || !bytes || bytes->size() <= id_bytes) {
        return wrong();
    }
    const auto id = from_big_endian(std::string_view(*bytes).substr(0, id_bytes));
    return NoteSignature{
        std::string(name), static_cast<std::uint32_t>(id), bytes->substr(id_bytes)};
}

Result<Note> parse_note(std::string_view bytes) {
    if (bytes.size() > note_bytes_max) {
        return fail(Failure::invalid, "the signed note is longer than 64 KiB");
    }
    const std::size_t blank = bytes.rfind("\n\n");
    if (!is_plain_text(bytes) || blank == std::string_view::npos || !bytes.ends_with('\n')) {
        return fail(
            Failure::invalid,
            "a signed note is text in UTF-8, a blank line, and lines of signatures");
    }
    Note note{std::string(bytes.substr(0, blank + 1)), {}};
    std::string_view rest = bytes.substr(blank + 2);
    while (const auto line = take_line(rest)) {
        TRY(NoteSignature signature, parse_signature_line(*line));
        note.signatures.push_back(std::move(signature));
    }
    if (note.signatures.empty() || note.signatures.size() > note_signatures_max) {
        return fail(
            Failure::invalid,
            fmt::format(
                "a signed note has 1 to {} signatures, not {}",
                note_signatures_max,
                note.signatures.size()));
    }
    return note;
}

std::string note_bytes(const Note& note) {
    std::string bytes = note.text + '\n';
    for (const NoteSignature& signature : note.signatures) {
        bytes += signature_line(signature);
    }
    return bytes;
}

NoteSignature sign_note(std::string_view text, const SigningKey& key) {
    MUST(key.verifier().type == SignatureType::ed25519);
    return {key.verifier().name, key.verifier().id(), key.sign(text)};
}

Result<void> verify_note(const Note& note, const VerifierKey& key) {
    MUST(key.type == SignatureType::ed25519);
    bool found = false;
    for (const NoteSignature& signature : note.signatures) {
        if (signature.is_by(key)) {
            found = true;
            if (!verify_ed25519(note.text, signature.bytes, key.key)) {
                return fail(
                    Failure::forbidden,
                    fmt::format("the signature by {} doesn't match the checkpoint", key.name));
            }
        }
    }
    if (!found) {
        return fail(
            Failure::forbidden,
            fmt::format("the checkpoint isn't signed by the key {}", key.text()));
    }
    return {};
}

}  // namespace shouxin::proof
