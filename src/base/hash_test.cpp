// The hashes: SipHash against its authors' vectors, the table hashes against what would break a
// table: bytes that don't count, keys that don't matter, crowded tags.
#include "base/hash.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>

namespace shouxin {
namespace {

TEST(Hash, SipHashGivesThePublishedVectors) {
    const HashKey key{0x0706050403020100, 0x0f0e0d0c0b0a0908};
    std::string text;
    EXPECT_EQ(siphash(text, key), 0x726fdb47dd0e0e31);
    for (char c = 0; c < 15; ++c) {
        text += c;
    }
    EXPECT_EQ(siphash(text, key), 0xa129ca6149be45e5);
}

TEST(Hash, EveryByteOfEveryLengthCounts) {
    const HashKey key{1, 2};
    for (std::size_t length = 1; length <= 70; ++length) {
        const std::string text(length, 'a');
        std::set<std::uint64_t> hashes{hash64(text, key)};
        for (std::size_t i = 0; i < length; ++i) {
            std::string changed = text;
            changed[i] = 'b';
            hashes.insert(hash64(changed, key));
        }
        EXPECT_EQ(hashes.size(), length + 1);
    }
}

TEST(Hash, LengthCountsWhereBytesAreZero) {
    std::set<std::uint64_t> hashes;
    for (std::size_t length = 0; length <= 64; ++length) {
        hashes.insert(hash64(std::string(length, '\0'), {}));
    }
    EXPECT_EQ(hashes.size(), 65U);
}

TEST(Hash, TheKeyMatters) {
    EXPECT_NE(hash64("u-1", {1, 2}), hash64("u-1", {1, 3}));
    EXPECT_NE(hash64("u-1", {1, 2}), hash64("u-1", {2, 2}));
    EXPECT_NE(hash128("u-1", {1, 2}), hash128("u-1", {1, 3}));
}

TEST(Hash, CountedNamesSpreadOverTags) {
    std::set<std::uint64_t> tags;
    constexpr std::size_t names = 100'000;
    for (std::size_t i = 0; i < names; ++i) {
        tags.insert(hash64("e" + std::to_string(i), {}) >> 32);
    }
    // A random function would lose about one (n^2 / 2^33).
    EXPECT_GT(tags.size(), names - 10);
}

}  // namespace
}  // namespace shouxin
