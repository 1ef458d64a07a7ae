#include "service/people/secrets.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <sodium.h>
#include <vector>

namespace shouxin::service {
namespace {

constexpr std::size_t token_digits = 64;
constexpr std::size_t id_digits = 16;
constexpr std::string_view key_prefix = "sx_";

bool are_digits(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

std::string random_hex(port::Dice& dice, std::size_t bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::vector<std::uint8_t> drawn(bytes);
    dice.fill(drawn);
    std::string text;
    for (const unsigned byte : drawn) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::string random_password(port::Dice& dice) {
    constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz23456789";  // 32: no bias
    static_assert(letters.size() == 32);
    std::array<std::uint8_t, 20> drawn{};
    dice.fill(drawn);
    std::string text;
    for (std::size_t at = 0; at < drawn.size(); ++at) {
        text += at > 0 && at % 4 == 0 ? "-" : "";
        text += letters[drawn[at] % letters.size()];
    }
    return text;
}

std::optional<proof::Hash> session_id(std::string_view token) {
    if (token.size() != token_digits || !are_digits(token)) {
        return std::nullopt;
    }
    return proof::sha256({"shouxin session\n", token});
}

std::string csrf_token(std::string_view token) {
    return proof::hex(proof::sha256({"shouxin csrf\n", token}));
}

ApiKey random_key(port::Dice& dice) {
    return {random_hex(dice, id_digits / 2), random_hex(dice, token_digits / 2)};
}

std::string text_of(const ApiKey& key) {
    return std::string(key_prefix) + key.id + "_" + key.secret;
}

std::optional<ApiKey> read_key(std::string_view text) {
    if (text.size() != key_prefix.size() + id_digits + 1 + token_digits ||
        !text.starts_with(key_prefix) || text[key_prefix.size() + id_digits] != '_') {
        return std::nullopt;
    }
    const std::string_view id = text.substr(key_prefix.size(), id_digits);
    const std::string_view secret = text.substr(key_prefix.size() + id_digits + 1);
    if (!are_digits(id) || !are_digits(secret)) {
        return std::nullopt;
    }
    return ApiKey{std::string(id), std::string(secret)};
}

proof::Hash hash_of(const ApiKey& key) {
    return proof::sha256({"shouxin key\n", key.id, "\n", key.secret});
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace shouxin::service
