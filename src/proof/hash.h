// What is the fingerprint of these bytes? SHA-256 (FIPS 180-4), alone, in an RFC 6962 tree, and
// as HMAC (RFC 2104). Pure functions.
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace shouxin::proof {

using Hash = std::array<std::uint8_t, 32>;

// Of the parts one behind the other, as if they were one text.
Hash sha256(std::initializer_list<std::string_view> parts);

Hash hmac_sha256(std::string_view secret, std::initializer_list<std::string_view> parts);

// RFC 6962, section 2.1: a leaf's bytes behind 0x00, two children behind 0x01, so that no leaf can
// pass for a node.
Hash leaf_hash(std::string_view leaf);
Hash node_hash(const Hash& left, const Hash& right);

// The root of the tree without leaves: SHA-256 of nothing.
Hash empty_root();

std::string_view bytes_of(const Hash& hash);

// REQUIRES: bytes.size() == 32.
Hash hash_of_bytes(std::string_view bytes);

// 64 lower-case digits.
std::string hex(const Hash& hash);
Result<Hash> hash_of_hex(std::string_view text);

}  // namespace shouxin::proof
