// Does this text tell how to meet elsewhere? Phone and ID numbers, WeChat ids and hotlines in
// free text become tokens, `[phone:0123456789abcdef]`: the same number gives the same token
// under the same key, and nobody without the key gets the number back. What is such a token already
// stays one and counts as one, so that filtered text can be filtered again. Not thread-safe.
#pragma once

#include "base/hash.h"
#include "intake/arena.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace shouxin::intake {

class ContactFilter {
public:
    explicit ContactFilter(HashKey key) : key_(key) {}

    // `text` itself if it holds no contact, else a copy in `arena` with tokens instead.
    // Adds what it found to `count`.
    std::string_view replace(std::string_view text, Arena& arena, std::uint32_t& count);

    // The same, as a string.
    std::string replaced(std::string_view text);

private:
    std::uint32_t rewrite(std::string_view text);
    void append_token(std::string_view kind, std::string_view contact);

    HashKey key_;
    std::string rewritten_;  // reused
};

}  // namespace shouxin::intake
