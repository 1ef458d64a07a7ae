// Whoever cuts and parses: the same chunks, in order.
#include "runtime/chunk_threads.h"

#include "runtime/text_source_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace shouxin::runtime {
namespace {

std::string lines(int first, int count) {
    std::string text;
    for (int i = first; i < first + count; ++i) {
        text += i % 97 == 0 ? "not json\n"
                            : R"({"type":"order.cancelled","id":"e)" + std::to_string(i) +
                                  R"(","at":"2026-11-01T00:00:00Z","order":"o)" +
                                  std::to_string(i) + "\"}\n";
    }
    return text;
}

struct Shape {
    std::size_t helpers;
    std::size_t read_bytes = 1'000'000;
    bool may_wait = false;
};

// What comes of three inputs, one with an error at its end, asked for in turns.
std::string all_of(Shape shape) {
    const model::Names names(HashKey{});
    std::vector<ChunkThreads::Source> sources;
    for (const int many : {20'000, 3, 7'000}) {
        sources.push_back(
            {std::make_unique<TextSource>(lines(many, many), shape.read_bytes, many == 7'000),
             shape.may_wait});
    }
    ChunkThreads threads(std::move(sources), HashKey{}, names, shape.helpers, [] { return true; });
    std::string all;
    std::vector<bool> ended(3, false);
    std::vector<intake::Chunk> chunks(3);
    for (std::size_t turn = 0; std::ranges::count(ended, false) > 0; ++turn) {
        const std::size_t input = turn % 5 % 3;
        if (ended[input]) {
            continue;
        }
        intake::Chunk& chunk = chunks[input];
        threads.next(input, chunk);
        all += std::to_string(input) + ":";
        for (const intake::Record& record : chunk.records) {
            all += std::string(record.event.id) + ",";
        }
        for (const intake::Rejected& rejected : chunk.rejected) {
            all += std::to_string(rejected.line) + rejected.reason + ",";
        }
        all += chunk.broken ? chunk.broken->reason : "";
        all += "\n";
        ended[input] = chunk.last;
    }
    return all;
}

TEST(ChunkThreads, hand_out_the_same_whoever_works) {
    const std::string alone = all_of({.helpers = 0});
    EXPECT_NE(alone.find("e39999,"), std::string::npos);
    EXPECT_NE(alone.find("torn"), std::string::npos);
    for (const std::size_t helpers : {1UL, 2UL, 7UL}) {
        for (const bool may_wait : {false, true}) {
            EXPECT_EQ(all_of({helpers, 1'000'000, may_wait}), alone) << helpers;
            EXPECT_EQ(all_of({helpers, 777, may_wait}), alone) << helpers;
        }
    }
}

TEST(ChunkThreads, end_when_they_are_told_and_may_be_left_in_the_middle) {
    const model::Names names(HashKey{});
    std::vector<ChunkThreads::Source> sources;
    sources.push_back({std::make_unique<TextSource>(lines(0, 50'000), 4096, false)});
    int asked = 0;
    ChunkThreads threads(std::move(sources), HashKey{}, names, 3, [&] { return ++asked < 3; });
    intake::Chunk chunk;
    for (const bool last : {false, false, true, true}) {
        threads.next(0, chunk);
        EXPECT_EQ(chunk.last, last);
        EXPECT_EQ(chunk.records.empty(), last);
    }
}

TEST(ChunkThreads, do_what_is_given_beside_one_at_a_time_in_order) {
    const model::Names names(HashKey{});
    for (const std::size_t helpers : {0UL, 1UL, 3UL}) {
        std::vector<ChunkThreads::Source> sources;
        sources.push_back({std::make_unique<TextSource>(lines(0, 50'000), 4096, false)});
        ChunkThreads threads(std::move(sources), HashKey{}, names, helpers, [] { return true; });
        std::vector<std::size_t> done;
        std::size_t given = 0;
        for (intake::Chunk chunk; !chunk.last; ++given) {
            threads.next(0, chunk);
            threads.beside([&done, given] { done.push_back(given); });
        }
        threads.finish();
        ASSERT_EQ(done.size(), given);
        EXPECT_GT(given, 20U);
        EXPECT_TRUE(std::ranges::is_sorted(done));
    }
}

}  // namespace
}  // namespace shouxin::runtime
