#include "cli/trust.h"

#include "cli/options.h"
#include "proof/encoding.h"

#include <fmt/format.h>

#include <chrono>
#include <cstddef>

namespace shouxin::cli {
namespace {

constexpr std::size_t file_bytes_max = std::size_t{1} << 20;

// The key itself, or the first line of the file of that name.
Result<proof::VerifierKey> key_of(
    port::Files& files, const std::string& text, proof::SignatureType type) {
    auto key = proof::parse_verifier_key(text);
    if (!key) {
        const auto file = files.read_all(text, file_bytes_max);
        if (!file) {
            return fail(
                Failure::invalid,
                fmt::format(
                    "'{}' is neither a verifier key (name+id+base64) nor a file with one", text));
        }
        key = proof::parse_verifier_key(file->substr(0, file->find_first_of("\r\n")));
        if (!key) {
            return fail(Failure::invalid, fmt::format("{}: {}", text, key.error().message));
        }
    }
    if (key->type != type) {
        return fail(
            Failure::invalid,
            fmt::format(
                "{} is a key for {}",
                key->text(),
                type == proof::SignatureType::ed25519 ? "cosignatures, not for checkpoints"
                                                      : "checkpoints, not for cosignatures"));
    }
    return key;
}

}  // namespace

void TrustOptions::declare(Options& options) {
    options.add("--key", key_, "the ledger's verifier key that you trust, or a file with it");
    options.add(
        "--witness", witnesses_, "a witness's verifier key that you trust, or a file with it");
    options.add(
        "--tsa", authorities_, "certificates (PEM) of the time-stamping authorities you trust");
}

Result<proof::Trust> TrustOptions::read(port::Files& files) const {
    proof::Trust trust;
    if (key_) {
        TRY(trust.key, key_of(files, *key_, proof::SignatureType::ed25519));
    }
    for (const std::string& witness : witnesses_) {
        TRY(proof::VerifierKey key, key_of(files, witness, proof::SignatureType::cosignature_v1));
        trust.witnesses.push_back(std::move(key));
    }
    if (authorities_) {
        TRY(trust.authorities, files.read_all(*authorities_, file_bytes_max));
    }
    return trust;
}

std::string shown(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
        if (byte < 0x20 || byte == 0x7f) {
            out += fmt::format("\\u{:04x}", byte);
        } else if (byte == 0xc2 && next < 0xa0) {  // U+0080 ... U+009F
            out += fmt::format("\\u{:04x}", next);
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string shown_moment(std::int64_t unix_s) {
    const std::chrono::sys_seconds moment{std::chrono::seconds(unix_s)};
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(moment - day);
    return fmt::format(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        clock.hours().count(),
        clock.minutes().count(),
        clock.seconds().count());
}

}  // namespace shouxin::cli
