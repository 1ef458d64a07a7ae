// Is this the password? Argon2id (RFC 9106) as libsodium writes it, "$argon2id$...". Slow on
// purpose: not for I/O threads. Thread-safe.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace shouxin::service {

enum class PasswordCost : std::uint8_t {
    minimum,      // for tests: 8 KiB, one pass
    interactive,  // 64 MiB, two passes
    moderate,     // 256 MiB, three passes
};

class Passwords {
public:
    explicit Passwords(PasswordCost cost);

    // `unavailable` if there is no memory for it.
    [[nodiscard]] Result<std::string> hash(std::string_view password) const;

    [[nodiscard]] static bool matches(const std::string& hash, std::string_view password);

    // Takes as long as matches(), for a name that nobody has.
    void take_as_long(std::string_view password) const;

    // Whether it was made at another cost than ours.
    [[nodiscard]] bool outdated(const std::string& hash) const;

private:
    unsigned long long passes_;
    std::size_t memory_bytes_;
};

// `invalid`, saying why, unless it has 12 characters or more, 1,024 bytes or less, is UTF-8, is
// none of the most used ones, has five different characters, and isn't built around the name.
Result<void> check_password(std::string_view password, std::string_view name);

}  // namespace shouxin::service
