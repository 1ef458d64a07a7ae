// SeenIds against a plain map with the same window, through growth, sweeps and collisions.
#include "intake/seen_ids.h"

#include "base/archive.h"
#include "base/memory_stream_test.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::intake {
namespace {

constexpr std::int64_t minute = 60'000;

TEST(SeenIds, ForgetsAfterTheWindow) {
    SeenIds seen(10 * minute);
    EXPECT_TRUE(seen.first_time({1, 1}, 0));
    EXPECT_FALSE(seen.first_time({1, 1}, 0));
    EXPECT_FALSE(seen.first_time({1, 1}, 10 * minute));
    EXPECT_TRUE(seen.first_time({1, 1}, 11 * minute));
    EXPECT_FALSE(seen.first_time({1, 1}, 21 * minute));  // counted from when it came anew
}

TEST(SeenIds, TellsIdsApartByBothHalves) {
    SeenIds seen(minute);
    for (std::uint64_t low = 0; low < 1000; ++low) {
        EXPECT_TRUE(seen.first_time({~std::uint64_t{0}, low}, 0));
        EXPECT_TRUE(seen.first_time({0, low}, 0));
    }
    for (std::uint64_t low = 0; low < 1000; ++low) {
        EXPECT_FALSE(seen.first_time({~std::uint64_t{0}, low}, 0));
        EXPECT_FALSE(seen.first_time({0, low}, 0));
    }
}

TEST(SeenIds, MemoryIsThatOfTheWindow) {
    SeenIds seen(100 * minute);
    for (std::uint64_t i = 0; i < 1'000'000; ++i) {
        const auto now = static_cast<std::int64_t>(i) * minute / 100;  // 10,000 in the window
        ASSERT_TRUE(seen.first_time(hash128(std::to_string(i), {}), now));
    }
    EXPECT_LT(seen.size(), 20'000U);
    EXPECT_LT(seen.bytes(), 20'000U * 16 * 2);
}

TEST(SeenIds, TimesFarApartAreNoTrouble) {
    SeenIds seen(minute);
    EXPECT_TRUE(seen.first_time({1, 1}, -62'167'219'200'000));
    EXPECT_TRUE(seen.first_time({1, 1}, 253'402'300'799'000));
    EXPECT_FALSE(seen.first_time({1, 1}, 253'402'300'799'000));
}

using Step = std::pair<std::uint8_t, std::uint8_t>;  // an id, and minutes that go by

RC_GTEST_PROP(SeenIds, AgreesWithAMap, (const std::vector<Step>& steps)) {
    SeenIds seen(200 * minute);
    std::map<std::uint8_t, std::int64_t> expected;
    std::int64_t now = 0;
    for (const auto& [id, passed] : steps) {
        now += passed;
        const auto found = expected.find(id);
        const bool first = found == expected.end() || now - found->second > 200;
        if (first) {
            expected[id] = now;
        }
        RC_ASSERT(seen.first_time({id % 3U, id}, now * minute) == first);
    }
}

TEST(SeenIds, GoesOnAsItWasSaved) {
    SeenIds seen(100 * minute);
    const auto first_time = [](SeenIds& ids, std::uint64_t i) {
        const auto now = static_cast<std::int64_t>(i) * minute / 100;
        return ids.first_time(hash128(std::to_string(i / 2 * 3), {}), now);
    };
    std::uint64_t i = 0;
    for (; i < 30'000; ++i) {
        first_time(seen, i);
    }
    StringSink sink;
    ASSERT_TRUE(save(sink, {}, seen).has_value());
    StringSource source(sink.bytes);
    SeenIds again(100 * minute);
    ASSERT_TRUE(load(source, sink.bytes.size(), {}, again).has_value());
    EXPECT_EQ(again.size(), seen.size());
    for (; i < 60'000; ++i) {
        ASSERT_EQ(first_time(again, i), first_time(seen, i));
    }
    EXPECT_EQ(again.size(), seen.size());
}

}  // namespace
}  // namespace shouxin::intake
