// How do session tokens and API keys look, and what is kept of them? Only their SHA-256: 256 random
// bits need no salt and no slow hash. Thread-safe if the dice are.
#pragma once

#include "port/dice.h"
#include "proof/hash.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::service {

// Twice as many lower-case hexadecimal digits.
std::string random_hex(port::Dice& dice, std::size_t bytes);

// 20 letters and digits that nobody takes for one another, in fours: 100 bits, to be typed once.
std::string random_password(port::Dice& dice);

// A session's token is 64 digits; nothing for what can't be one.
std::optional<proof::Hash> session_id(std::string_view token);

// What X-CSRF-Token must say: follows from the token, but not from what is kept of it.
std::string csrf_token(std::string_view token);

// "sx_<id: 16 digits>_<secret: 64 digits>".
struct ApiKey {
    std::string id;
    std::string secret;
};

ApiKey random_key(port::Dice& dice);
std::string text_of(const ApiKey& key);
std::optional<ApiKey> read_key(std::string_view text);
proof::Hash hash_of(const ApiKey& key);

// In a time that doesn't depend on where they differ; that of the lengths may show.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace shouxin::service
