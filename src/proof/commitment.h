// How can a leaf bind us to a value without showing it? A salted hash stands in the leaf; who is
// shown salt and value checks that they are what was committed to; once the value and the secret
// are destroyed, nobody can tell what it was. Pure.
#pragma once

#include "base/result.h"
#include "proof/hash.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace shouxin::proof {

// Of which leaf: the log record that it came from, and the how-manieth leaf of that record it is.
// Two leaves must never share a salt, or opening one would help to guess the other.
struct LeafOrigin {
    std::uint64_t log_number = 0;
    std::uint64_t ordinal = 0;
};

// Shown to who may know the value.
struct Opening {
    std::string field;  // no line feed
    Hash salt{};
    std::string value;

    friend bool operator==(const Opening&, const Opening&) = default;
};

// HMAC-SHA256 under the secret: replaying the log gives the same salt, guessing it needs the
// secret.
Hash commitment_salt(std::string_view secret, LeafOrigin origin, std::string_view field);

// SHA-256 over "shouxin/commitment/v1", the salt in hexadecimal, the field, and the value, with a
// line feed between. REQUIRES: no line feed in opening.field.
Hash commitment(const Opening& opening);

Opening open_commitment(
    std::string_view secret, LeafOrigin origin, std::string field, std::string value);

}  // namespace shouxin::proof
