// Where lines end: with and without a final newline, with \r\n, a byte order mark, CSV quotes,
// and lines longer than the limit, whatever pieces the bytes come in.
#include "intake/line_reader.h"

#include "intake/memory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace shouxin::intake {
namespace {

using testing::ElementsAre;

struct Taken {
    std::string text;
    std::uint64_t number;
    bool too_long;
    friend bool operator==(const Taken&, const Taken&) = default;
};

std::ostream& operator<<(std::ostream& out, const Taken& line) {
    return out << line.number << ": " << line.text << (line.too_long ? " ..." : "");
}

std::vector<Taken> lines_of(std::string bytes, std::size_t piece = 1 << 16, bool csv = false) {
    MemorySource source(std::move(bytes), piece);
    LineReader reader(source);
    if (csv) {
        reader.expect_csv();
    }
    std::vector<Taken> lines;
    bool more = true;
    while (more) {
        more = reader.refill().value();
        while (const auto line = reader.next()) {
            lines.push_back({std::string(line->text), line->number, line->too_long});
        }
    }
    return lines;
}

std::vector<std::string> texts_of(const std::vector<Taken>& lines) {
    std::vector<std::string> texts;
    for (const Taken& line : lines) {
        texts.push_back(line.text);
    }
    return texts;
}

TEST(LineReader, AFinalNewlineIsOptional) {
    EXPECT_TRUE(lines_of("").empty());
    EXPECT_THAT(texts_of(lines_of("a\nb")), ElementsAre("a", "b"));
    EXPECT_THAT(texts_of(lines_of("a\nb\n")), ElementsAre("a", "b"));
    EXPECT_THAT(texts_of(lines_of("\n\na")), ElementsAre("", "", "a"));
}

TEST(LineReader, CarriageReturnsAndByteOrderMarksAreNotText) {
    EXPECT_THAT(
        texts_of(lines_of("\xEF\xBB\xBF"
                          "a\r\nb\r\n")),
        ElementsAre("a", "b"));
    EXPECT_THAT(
        texts_of(lines_of(
            "\xEF\xBB\xBF"
            "a",
            1)),
        ElementsAre("a"));
    EXPECT_THAT(
        texts_of(lines_of("a\n\xEF\xBB\xBF"
                          "b")),
        ElementsAre(
            "a",
            "\xEF\xBB\xBF"
            "b"));
    EXPECT_TRUE(lines_of("\xEF\xBB\xBF").empty());
}

TEST(LineReader, ALineOfTheLimitIsReadAndALongerOneSkipped) {
    const std::string longest(line_bytes_max, 'x');
    const auto lines = lines_of(longest + "\n" + longest + "y\nnext\n");
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0], (Taken{longest, 1, false}));
    EXPECT_EQ(lines[1].number, 2U);
    EXPECT_TRUE(lines[1].too_long);
    EXPECT_LT(lines[1].text.size(), 2000U);
    EXPECT_EQ(lines[2], (Taken{"next", 3, false}));
}

TEST(LineReader, TenMebibytesOnALineAreSkippedToItsEnd) {
    for (const bool csv : {false, true}) {
        const std::string huge(10 << 20, 'x');
        const auto lines = lines_of("first\n" + huge + "\nlast", 4096, csv);
        ASSERT_EQ(lines.size(), 3U);
        EXPECT_TRUE(lines[1].too_long);
        EXPECT_EQ(lines[2], (Taken{"last", 3, false}));
        EXPECT_EQ(lines_of(huge).size(), 1U);
    }
}

TEST(LineReader, CsvQuotesHoldNewlines) {
    const std::string csv = "a,\"x\ny\",b\nc,\"d\"\"\n\"\"\",e\n\"\n\"";
    for (const std::size_t piece : {1U, 3U, 1000U}) {
        EXPECT_THAT(
            lines_of(csv, piece, true),
            ElementsAre(
                Taken{"a,\"x\ny\",b", 1, false},
                Taken{"c,\"d\"\"\n\"\"\",e", 3, false},
                Taken{"\"\n\"", 5, false}));
    }
}

TEST(LineReader, AQuoteWithinAPlainCellIsText) {
    EXPECT_THAT(texts_of(lines_of("a\",b\nc\n", 100, true)), ElementsAre("a\",b", "c"));
}

TEST(LineReader, AQuoteThatNeverClosesCostsOneLineOnly) {
    EXPECT_THAT(texts_of(lines_of("a,\"x\nb\nc\n", 100, true)), ElementsAre("a,\"x", "b", "c"));
    std::string long_tail = "a,\"x\n";
    for (int i = 0; i < 300'000; ++i) {
        long_tail += "b,c,d\n";
    }
    EXPECT_EQ(lines_of(long_tail, 1 << 16, true).size(), 300'001U);
}

TEST(LineReader, AnErrorComesAfterTheLinesBeforeIt) {
    MemorySource source("a\nb\nhalf");
    source.error = Error{Failure::corrupt, "damaged"};
    LineReader reader(source);
    ASSERT_TRUE(reader.refill().value());
    EXPECT_EQ(reader.next()->text, "a");
    EXPECT_EQ(reader.next()->text, "b");
    EXPECT_FALSE(reader.next().has_value());
    EXPECT_FALSE(reader.refill().has_value());
    EXPECT_EQ(reader.line_number(), 3U);
    EXPECT_FALSE(reader.next().has_value());  // half a line is no line
    EXPECT_FALSE(reader.refill().value());
}

RC_GTEST_PROP(LineReader, PiecesDoNotMatter, ()) {
    const auto bytes = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("ab,\"\r\n\n\xEF\xBB\xBF")));
    const bool csv = *rc::gen::arbitrary<bool>();
    const auto piece = *rc::gen::inRange<std::size_t>(1, 10);
    RC_ASSERT(lines_of(bytes, piece, csv) == lines_of(bytes, 1 << 16, csv));
}

}  // namespace
}  // namespace shouxin::intake
