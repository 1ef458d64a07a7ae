#include "runtime/threads.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <vector>

namespace shouxin::runtime {
namespace {

TEST(Threads, calls_every_piece_once) {
    for (const std::size_t count : {1UL, 2UL, 3UL, 8UL}) {
        Threads threads(count);
        for (const std::size_t pieces : {0UL, 1UL, 2UL, 64UL, 1000UL}) {
            std::vector<int> calls(pieces, 0);
            threads.run(pieces, [&](std::size_t i) { ++calls[i]; });
            EXPECT_EQ(calls, std::vector<int>(pieces, 1));
        }
    }
}

TEST(Threads, returns_when_all_are_done) {
    Threads threads(3);
    for (int round = 0; round < 200; ++round) {
        std::atomic<std::size_t> sum = 0;
        threads.run(64, [&](std::size_t i) { sum += i; });
        EXPECT_EQ(sum, 64U * 63U / 2);
    }
}

TEST(Threads, helpers_take_their_share) {
    Threads threads(2);
    std::atomic<std::size_t> inside = 0;
    threads.run(2, [&](std::size_t) {  // would never end if one thread did both
        ++inside;
        while (inside < 2) {
        }
    });
    EXPECT_EQ(inside, 2U);
}

}  // namespace
}  // namespace shouxin::runtime
