// Hashes of strings under a key that only this server knows, so that nobody can
// choose names that collide. hash64 and hash128 are for tables (fast, not secret);
// siphash is a pseudo-random function, for tokens that leave the process.
// Pure functions; the same bytes on every x86-64 CPU.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace shouxin {

struct HashKey {
    std::uint64_t a = 0x9e3779b97f4a7c15;
    std::uint64_t b = 0xd1b54a32d192ed03;
};

struct Hash128 {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    friend bool operator==(const Hash128&, const Hash128&) = default;
};

namespace hash_detail {

__extension__ using Uint128 = unsigned __int128;

inline std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
    const Uint128 product = static_cast<Uint128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t load64(const char* p) {
    std::uint64_t value = 0;
    std::memcpy(&value, p, sizeof value);
    return value;
}

inline std::uint64_t load32(const char* p) {
    std::uint32_t value = 0;
    std::memcpy(&value, p, sizeof value);
    return value;
}

inline std::uint64_t load_up_to_3(const char* p, std::size_t length) {
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint64_t>(static_cast<unsigned char>(p[i]));
    };
    return byte(0) << 16 | byte(length / 2) << 8 | byte(length - 1);
}

}  // namespace hash_detail

// After wyhash and rapidhash: 16 bytes a step, a 64x64 multiplication folded in half.
inline std::uint64_t hash64(std::string_view text, HashKey key) {
    using hash_detail::fold, hash_detail::load32, hash_detail::load64;
    constexpr std::uint64_t secret = 0x8bb84b93962eacc9;
    const char* p = text.data();
    std::size_t left = text.size();
    std::uint64_t state = key.a ^ secret;
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    if (left > 16) {
        for (; left > 16; left -= 16, p += 16) {
            state = fold(load64(p) ^ key.b, load64(p + 8) ^ state);
        }
        a = load64(p + left - 16);
        b = load64(p + left - 8);
    } else if (left >= 8) {
        a = load64(p);
        b = load64(p + left - 8);
    } else if (left >= 4) {
        a = load32(p);
        b = load32(p + left - 4);
    } else if (left > 0) {
        a = hash_detail::load_up_to_3(p, left);
    }
    state ^= text.size();
    return fold(key.b ^ secret ^ text.size(), fold(a ^ key.b, b ^ state));
}

inline Hash128 hash128(std::string_view text, HashKey key) {
    return {hash64(text, key), hash64(text, {key.b ^ 0x4b33a62ed433d4a3, key.a})};
}

// SipHash-2-4 (Aumasson and Bernstein 2012).
std::uint64_t siphash(std::string_view text, HashKey key);

}  // namespace shouxin
