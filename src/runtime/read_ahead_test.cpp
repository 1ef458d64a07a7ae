#include "runtime/read_ahead.h"

#include "runtime/text_source_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace shouxin::runtime {
namespace {

std::string some_text(std::size_t size) {
    std::string text(size, ' ');
    for (std::size_t i = 0; i < size; ++i) {
        text[i] = static_cast<char>('a' + i * i % 23);
    }
    return text;
}

struct Outcome {
    std::string text;
    std::string error;
};

Outcome read_all(ByteSource& source, std::size_t piece) {
    Outcome outcome;
    std::string buffer(piece, ' ');
    for (;;) {
        const Result<std::size_t> got = source.read(buffer);
        if (!got) {
            outcome.error = got.error().message;
        }
        if (!got || *got == 0) {
            return outcome;
        }
        outcome.text.append(buffer, 0, *got);
    }
}

TEST(ReadAhead, gives_the_same_bytes_whatever_the_pieces) {
    for (const std::size_t size : {0UL, 1UL, 262'143UL, 262'144UL, 262'145UL, 3'000'000UL}) {
        const std::string text = some_text(size);
        for (const std::size_t piece : {999UL, 262'144UL, 5'000'000UL}) {
            ReadAhead ahead(std::make_unique<TextSource>(text, 70'001, false));
            const Outcome outcome = read_all(ahead, piece);
            EXPECT_EQ(outcome.text, text);
            EXPECT_EQ(outcome.error, "");
        }
    }
}

TEST(ReadAhead, passes_an_error_on_behind_what_came_before_it) {
    ReadAhead ahead(std::make_unique<TextSource>(some_text(700'000), 4096, true));
    const Outcome outcome = read_all(ahead, 1000);
    EXPECT_EQ(outcome.text, some_text(700'000));
    EXPECT_EQ(outcome.error, "torn");
}

TEST(ReadAhead, may_be_left_in_the_middle) {
    ReadAhead ahead(std::make_unique<TextSource>(some_text(9'000'000), 4096, false));
    std::string piece(10, ' ');
    EXPECT_EQ(ahead.read(piece).value(), 10U);
}

}  // namespace
}  // namespace shouxin::runtime
