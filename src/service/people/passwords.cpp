#include "service/people/passwords.h"

#include "base/must.h"
#include "intake/utf8.h"

#include <algorithm>
#include <array>
#include <set>
#include <sodium.h>

namespace shouxin::service {
namespace {

constexpr std::size_t characters_min = 12;
constexpr std::size_t bytes_max = 1024;
constexpr std::size_t different_min = 5;

// Those of 12 characters or more that head the lists of what was stolen; in lower case.
constexpr std::array<std::string_view, 48> most_used{
    "0987654321qwerty", "111222333444",     "112233445566",   "123123123123",
    "1234567890-=",     "123456789012",     "1234567890123",  "12345678901234",
    "1234567890abc",    "1234567890qwerty", "123456789abc",   "123456789qwerty",
    "123456qwerty",     "1q2w3e4r5t6y",     "1q2w3e4r5t6y7u", "1q2w3e4r5t6y7u8i",
    "1qaz2wsx3edc",     "1qaz2wsx3edc4rfv", "5201314520131",  "abc123456789",
    "abcd12345678",     "abcdef123456",     "abcdefghijkl",   "administrator",
    "administrator1",   "changeme1234",     "changemeplease", "iloveyou1234",
    "iloveyouforever",  "letmein12345",     "passw0rd1234",   "password!234",
    "password1234",     "password12345",    "password123456", "passwordpassword",
    "q1w2e3r4t5y6",     "qazwsxedcrfv",     "qwer1234asdf",   "qwerty123456",
    "qwerty12345678",   "qwertyqwerty",     "qwertyuiop12",   "qwertyuiop123",
    "qwertyuiopasdf",   "woaini1314520",    "woaini5201314",  "zaq12wsxcde3",
};
static_assert(std::ranges::is_sorted(most_used));

std::string lower(std::string_view text) {
    std::string lowered(text);
    std::ranges::transform(lowered, lowered.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lowered;
}

std::size_t characters_in(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(
        utf8, [](char c) { return (static_cast<unsigned>(c) & 0xC0U) != 0x80U; }));
}

// What is left without the name must be long enough to be a secret of its own.
bool is_around(std::string_view password, std::string_view name) {
    return password.find(name) != password.npos &&
           characters_in(password) - name.size() < characters_min / 2;
}

}  // namespace

Passwords::Passwords(PasswordCost cost)
    : passes_(crypto_pwhash_OPSLIMIT_MIN), memory_bytes_(crypto_pwhash_MEMLIMIT_MIN) {
    MUST(sodium_init() >= 0);
    if (cost == PasswordCost::interactive) {
        passes_ = crypto_pwhash_OPSLIMIT_INTERACTIVE;
        memory_bytes_ = crypto_pwhash_MEMLIMIT_INTERACTIVE;
    } else if (cost == PasswordCost::moderate) {
        passes_ = crypto_pwhash_OPSLIMIT_MODERATE;
        memory_bytes_ = crypto_pwhash_MEMLIMIT_MODERATE;
    }
}

Result<std::string> Passwords::hash(std::string_view password) const {
    std::string text(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(text.data(), password.data(), password.size(), passes_, memory_bytes_) !=
        0) {
        return fail(
            Failure::unavailable, "Try again soon: there is no memory to check a password now.");
    }
    text.resize(text.find('\0'));
    return text;
}

bool Passwords::matches(const std::string& hash, std::string_view password) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

void Passwords::take_as_long(std::string_view password) const {
    static_cast<void>(hash(password));
}

bool Passwords::outdated(const std::string& hash) const {
    return crypto_pwhash_str_needs_rehash(hash.c_str(), passes_, memory_bytes_) != 0;
}

Result<void> check_password(std::string_view password, std::string_view name) {
    if (!intake::is_utf8(password) || password.size() > bytes_max) {
        return fail(Failure::invalid, "Choose a password of at most 1,024 bytes of UTF-8.");
    }
    if (characters_in(password) < characters_min) {
        return fail(Failure::invalid, "Choose a password of at least 12 characters.");
    }
    const std::string lowered = lower(password);
    if (std::ranges::binary_search(most_used, lowered) || is_around(lowered, name) ||
        std::set(lowered.begin(), lowered.end()).size() < different_min) {
        return fail(
            Failure::invalid,
            "Choose another password: this one is among the first to be guessed.");
    }
    return {};
}

}  // namespace shouxin::service
