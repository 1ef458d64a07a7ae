#include "base/hash.h"

#include <array>
#include <bit>

namespace shouxin {
namespace {

using State = std::array<std::uint64_t, 4>;

void round(State& v) {
    v[0] += v[1];
    v[1] = std::rotl(v[1], 13) ^ v[0];
    v[0] = std::rotl(v[0], 32);
    v[2] += v[3];
    v[3] = std::rotl(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = std::rotl(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = std::rotl(v[1], 17) ^ v[2];
    v[2] = std::rotl(v[2], 32);
}

void absorb(State& v, std::uint64_t word) {
    v[3] ^= word;
    round(v);
    round(v);
    v[0] ^= word;
}

}  // namespace

std::uint64_t siphash(std::string_view text, HashKey key) {
    State v = {
        key.a ^ 0x736f6d6570736575,
        key.b ^ 0x646f72616e646f6d,
        key.a ^ 0x6c7967656e657261,
        key.b ^ 0x7465646279746573};
    const char* p = text.data();
    std::size_t left = text.size();
    for (; left >= 8; left -= 8, p += 8) {
        absorb(v, hash_detail::load64(p));
    }
    std::uint64_t last = static_cast<std::uint64_t>(text.size()) << 56;
    for (std::size_t i = 0; i < left; ++i) {
        last |= static_cast<std::uint64_t>(static_cast<unsigned char>(p[i])) << (8 * i);
    }
    absorb(v, last);
    v[2] ^= 0xff;
    for (int i = 0; i < 4; ++i) {
        round(v);
    }
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

}  // namespace shouxin
