// Edge files: cells as written, bad lines named.
#include "runtime/edge_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace shouxin::runtime {
namespace {

// Hands out a few bytes at a time.
class Text final : public ByteSource {
public:
    Text(std::string text, std::size_t at_once) : text_(std::move(text)), at_once_(at_once) {}

    Result<std::size_t> read(std::span<char> into) override {
        const std::size_t length = std::min({into.size(), at_once_, text_.size() - at_});
        std::copy_n(text_.data() + at_, length, into.data());
        at_ += length;
        return length;
    }

private:
    std::string text_;
    std::size_t at_once_;
    std::size_t at_ = 0;
};

Result<EdgeFile> read(const std::string& text, std::size_t at_once = 1000) {
    Text source(text, at_once);
    return read_edges(source, [](std::uint64_t) { return true; });
}

TEST(EdgeFile, cells_as_written) {
    for (const std::size_t at_once : {1UL, 7UL, 1000UL}) {
        const auto file = read("source,target,time\na,x,5\r\n\"b,\"\"1\",y,-7\n\nb,x,0", at_once);
        ASSERT_TRUE(file);
        EXPECT_EQ(file->edges.times, (std::vector<std::int64_t>{5, -7, 0}));
        EXPECT_EQ(file->edges.sources, 3U);
        EXPECT_EQ(file->edges.targets, 2U);
        EXPECT_EQ(file->sources.at(1), "b,\"1");
        EXPECT_EQ(file->edges.target, (std::vector<std::uint32_t>{0, 1, 0}));
        EXPECT_EQ(file->bad_lines, 0U);
    }
}

TEST(EdgeFile, columns_that_are_not_there) {
    const auto file = read("source,target\na,x\n");
    ASSERT_TRUE(file);
    EXPECT_TRUE(file->edges.times.empty());
    EXPECT_EQ(file->edges.source.size(), 1U);
}

TEST(EdgeFile, bad_lines_are_counted_and_the_first_named) {
    const auto file = read(
        "source,target,time,weight\na,x,1,1\na,x,1\n,x,1,1\na,x,1.0,1\na,x,,1\na,x,1,-1\n\"a,x,1,"
        "1\n"
        "\"a\"b,x,1,1\n" +
        std::string(129, 'a') + ",x,1,1\n\xff,x,1,1\nb,x,1,0\nc,x,2,0.5\n");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->lines, 12U);
    EXPECT_EQ(file->bad_lines, 9U);
    EXPECT_EQ(file->edges.source.size(), 2U);  // without the one of no weight
    ASSERT_EQ(file->first_bad.size(), 3U);
    EXPECT_EQ(file->first_bad[0].number, 3U);
    EXPECT_EQ(file->first_bad[1].number, 4U);
}

TEST(EdgeFile, no_header_is_an_error) {
    for (const char* text :
         {"", "\n", "a,b\n", "source\n", "source,target,weight\n", "\"source,target\n"}) {
        EXPECT_FALSE(read(text)) << text;
    }
}

TEST(EdgeFile, more_rows_than_a_batch) {
    std::string text = "source,target\n";
    for (int i = 0; i < 1000; ++i) {
        text += "s" + std::to_string(i % 300) + ",t" + std::to_string(i % 7) + "\n";
    }
    const auto file = read(text, 333);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->edges.sources, 300U);
    EXPECT_EQ(file->edges.targets, 7U);
    for (std::size_t i = 0; i < 1000; ++i) {
        EXPECT_EQ(file->sources.at(file->edges.source[i]), "s" + std::to_string(i % 300));
    }
}

}  // namespace
}  // namespace shouxin::runtime
