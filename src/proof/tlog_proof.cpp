#include "proof/tlog_proof.h"

#include "proof/encoding.h"

#include <fmt/format.h>

#include <cstddef>

namespace shouxin::proof {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::size_t hashes_max = 64;  // the height of the largest tree

// What follows the word and a space.
std::optional<std::string_view> after(std::string_view word, std::string_view line) {
    const bool is_it = line.starts_with(word) && line.substr(word.size()).starts_with(' ');
    return is_it ? std::optional(line.substr(word.size() + 1)) : std::nullopt;
}

tl::unexpected<Error> wrong(std::string_view what) {
    return fail(Failure::invalid, fmt::format("the tlog-proof {}", what));
}

// Up to the blank line, and it.
Result<std::vector<Hash>> take_hashes(std::string_view& text) {
    std::vector<Hash> hashes;
    while (true) {
        const auto line = take_line(text);
        if (line && line->empty()) {
            return hashes;
        }
        const auto bytes = line ? from_base64(*line) : std::nullopt;
        if (!bytes || bytes->size() != sizeof(Hash) || hashes.size() == hashes_max) {
            return wrong("must list at most 64 hashes in base64, one a line, and a blank line");
        }
        hashes.push_back(hash_of_bytes(*bytes));
    }
}

}  // namespace

std::string tlog_proof_text(const TlogProof& proof) {
    std::string text = fmt::format("{}\n", first_line);
    if (proof.extra) {
        text += fmt::format("extra {}\n", base64(*proof.extra));
    }
    text += fmt::format("index {}\n", proof.index);
    for (const Hash& hash : proof.hashes) {
        text += base64(bytes_of(hash)) + '\n';
    }
    return text + '\n' + proof.checkpoint;
}

Result<TlogProof> parse_tlog_proof(std::string_view text) {
    if (take_line(text) != first_line) {
        return wrong(fmt::format("must begin with the line '{}'", first_line));
    }
    TlogProof proof;
    std::string_view line = take_line(text).value_or("");
    if (const auto extra = after("extra", line)) {
        proof.extra = from_base64(*extra);
        if (!proof.extra) {
            return wrong("has extra data that isn't base64");
        }
        line = take_line(text).value_or("");
    }
    const auto index = from_decimal(after("index", line).value_or(""));
    if (!index) {
        return wrong("must name the leaf's index, as 'index 17'");
    }
    proof.index = *index;
    TRY(proof.hashes, take_hashes(text));
    if (text.empty()) {
        return wrong("ends before its checkpoint");
    }
    proof.checkpoint = text;
    return proof;
}

}  // namespace shouxin::proof
