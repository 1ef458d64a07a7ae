// Interner against std::map: same names, same numbers, dense from 0, whatever collides.
#include "base/interner.h"

#include "base/archive.h"
#include "base/memory_stream_test.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace shouxin {
namespace {

RC_GTEST_PROP(Interner, AgreesWithAMap, (const std::vector<std::string>& names)) {
    Interner interner({3, 4});
    std::map<std::string, std::uint32_t> expected;
    for (const std::string& name : names) {
        const auto next = static_cast<std::uint32_t>(expected.size());
        const std::uint32_t index = expected.emplace(name, next).first->second;
        RC_ASSERT(interner.intern(name) == index);
    }
    RC_ASSERT(interner.size() == expected.size());
    for (const auto& [name, index] : expected) {
        RC_ASSERT(interner.at(index) == name);
        RC_ASSERT(interner.find(name) == index);
    }
}

TEST(Interner, FindsNothingThatWasNotInterned) {
    Interner interner({});
    EXPECT_EQ(interner.find("x"), std::nullopt);
    interner.intern("x");
    EXPECT_EQ(interner.find("y"), std::nullopt);
    EXPECT_EQ(interner.find(""), std::nullopt);
}

// Names whose hashes agree must stay two names: whole strings are compared. The hash is given
// here, which is what an attacker who knew the key could choose.
TEST(Interner, NamesOfOneHashStayApart) {
    for (const std::uint64_t hash : {std::uint64_t{0}, std::uint64_t{7} << 32, ~std::uint64_t{0}}) {
        Interner interner({});
        for (std::uint32_t i = 0; i < 500; ++i) {
            EXPECT_EQ(interner.intern_hashed(std::to_string(i), hash), i);
        }
        for (std::uint32_t i = 0; i < 500; ++i) {
            interner.prefetch(hash);
            interner.prefetch_name(hash);
            EXPECT_EQ(interner.intern_hashed(std::to_string(i), hash), i);
        }
    }
}

TEST(Interner, AMillionNamesStaySmallAndFindable) {
    Interner interner({});
    constexpr std::uint32_t names = 1'000'000;
    for (std::uint32_t i = 0; i < names; ++i) {
        ASSERT_EQ(interner.intern("o-" + std::to_string(1'000'000'000 + i)), i);
    }
    for (std::uint32_t i = 0; i < names; i += 97) {
        ASSERT_EQ(interner.find("o-" + std::to_string(1'000'000'000 + i)), i);
    }
    EXPECT_LE(interner.bytes() / names, 30U);
}

RC_GTEST_PROP(
    Interner,
    GoesOnAsItWasSaved,
    (const std::vector<std::string>& before, const std::vector<std::string>& after)) {
    Interner interner({1, 2}, StringColumn::longest);
    const auto intern = [](Interner& into, const std::string& name) {
        return into.intern(name.substr(0, StringColumn::longest));
    };
    for (const std::string& name : before) {
        intern(interner, name);
    }
    StringSink sink;
    RC_ASSERT(save(sink, {}, interner).has_value());
    StringSource source(sink.bytes);
    Interner again({1, 2}, StringColumn::longest);
    RC_ASSERT(load(source, sink.bytes.size(), {}, again).has_value());
    for (const std::vector<std::string>& names : {after, before}) {
        for (const std::string& name : names) {
            RC_ASSERT(intern(again, name) == intern(interner, name));
        }
    }
}

}  // namespace
}  // namespace shouxin
