// The streaming functions of OpenSSL 3 are deprecated for EVP, which costs two to three times the
// time of hashing so little; they use the processor's SHA instructions all the same.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "proof/hash.h"

#include "base/must.h"

#include <openssl/sha.h>

#include <algorithm>
#include <cstddef>

namespace shouxin::proof {
namespace {

constexpr std::size_t block_bytes = 64;  // of SHA-256

std::string_view view(const std::array<char, block_bytes>& block) {
    return {block.data(), block.size()};
}

// Of a lower-case digit; 16 for anything else.
unsigned value_of(char digit) {
    if (digit >= '0' && digit <= '9') {
        return static_cast<unsigned>(digit - '0');
    }
    return digit >= 'a' && digit <= 'f' ? static_cast<unsigned>(digit - 'a') + 10 : 16;
}

}  // namespace

Hash sha256(std::initializer_list<std::string_view> parts) {
    SHA256_CTX context;
    SHA256_Init(&context);
    for (const std::string_view part : parts) {
        SHA256_Update(&context, part.data(), part.size());
    }
    Hash hash;
    SHA256_Final(hash.data(), &context);
    return hash;
}

Hash hmac_sha256(std::string_view secret, std::initializer_list<std::string_view> parts) {
    const Hash short_secret = sha256({secret});
    const std::string_view key = secret.size() > block_bytes ? bytes_of(short_secret) : secret;
    std::array<char, block_bytes> inner{};
    std::ranges::copy(key, inner.begin());
    std::array<char, block_bytes> outer = inner;
    for (std::size_t i = 0; i < block_bytes; ++i) {
        inner[i] = static_cast<char>(inner[i] ^ 0x36);
        outer[i] = static_cast<char>(outer[i] ^ 0x5c);
    }
    std::string message(view(inner));
    for (const std::string_view part : parts) {
        message += part;
    }
    return sha256({view(outer), bytes_of(sha256({message}))});
}

Hash leaf_hash(std::string_view leaf) {
    return sha256({std::string_view("\0", 1), leaf});
}

Hash node_hash(const Hash& left, const Hash& right) {
    return sha256({"\1", bytes_of(left), bytes_of(right)});
}

Hash empty_root() {
    return sha256({});
}

std::string_view bytes_of(const Hash& hash) {
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Hash hash_of_bytes(std::string_view bytes) {
    Hash hash;
    MUST(bytes.size() == hash.size());
    std::ranges::transform(
        bytes, hash.begin(), [](char byte) { return static_cast<std::uint8_t>(byte); });
    return hash;
}

std::string hex(const Hash& hash) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * hash.size());
    for (const std::uint8_t byte : hash) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

Result<Hash> hash_of_hex(std::string_view text) {
    Hash hash;
    if (text.size() != 2 * hash.size() ||
        !std::ranges::all_of(text, [](char digit) { return value_of(digit) < 16; })) {
        return fail(Failure::invalid, "a hash is 64 digits from 0 to 9 and a to f");
    }
    for (std::size_t i = 0; i < hash.size(); ++i) {
        hash[i] = static_cast<std::uint8_t>(value_of(text[2 * i]) * 16 + value_of(text[2 * i + 1]));
    }
    return hash;
}

}  // namespace shouxin::proof
