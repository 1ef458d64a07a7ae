// PlainLine reads a line as the full reader does, or leaves it to it.
#include "intake/plain_line.h"

#include "intake/json_line.h"
#include "intake/line_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace shouxin::intake {
namespace {

std::string padded(const std::string& line) {
    return line + std::string(line_padding, '\n');
}

bool is_plain(const std::string& line) {
    Fields fields;
    const std::string text = padded(line);
    return PlainLine().read(std::string_view(text).substr(0, line.size()), fields);
}

TEST(PlainLine, TakesTheUsualLine) {
    EXPECT_TRUE(is_plain(R"({"type":"item.viewed","id":"e1","rank":3,"dwell_s":1.5e2})"));
    EXPECT_TRUE(is_plain(R"({"type": "a", "x": null, "y": true, "text": "物美价廉"})"));
    EXPECT_TRUE(is_plain(R"({"images":["a","b"],"images_":"","stars":-0})"));
    EXPECT_TRUE(is_plain(R"({"images":[]})"));
    EXPECT_TRUE(is_plain("{\"text\":\"" + std::string(4000, 'x') + "\"}"));
}

TEST(PlainLine, LeavesTheRestToTheFullReader) {
    for (const char* const line :
         {"",
          "{",
          "{}",
          "{\"a\"",
          "{\"a\":",
          "{\"a\":\"",
          "{\"a\":\"b",
          "{\"a\":1",
          "{\"a\":1,",
          "{\"a\":1,}",
          "{\"a\":1}x",
          "{\"a\":1} ",
          "{\"a\":1}}",
          "{\"a\":01}",
          "{\"a\":1\"2\"}",
          "{\"a\":nul}",
          "{\"a\":{}}",
          "{\"a\":[1]}",
          "{\"a\":\"\\n\"}",
          "{\"a\":\"\t\"}",
          "{\"a\":\"\xff\"}",
          "{\"type\":1,\"type\":2}",
          "{\"images\":[1]}",
          "{\"images\":[\"a\",]}",
          "{\"specversion\":\"1.0\"}",
          "{\"data\":1}",
          "[1]",
          "1"}) {
        EXPECT_FALSE(is_plain(line)) << line;
    }
    EXPECT_FALSE(is_plain("{\"text\":\"" + std::string(5000, 'x') + "\"}"));
}

TEST(PlainLine, KnowsEveryField) {
    for (std::size_t i = 0; i < field_count; ++i) {
        const std::string name(name_of(static_cast<Field>(i)));
        const std::string text = padded(name);
        const std::string_view read = std::string_view(text).substr(0, name.size());
        EXPECT_EQ(field_named_readable(read, Field::type), Field(i));
        const std::string other = name + "s";
        const std::string longer = padded(other);
        EXPECT_EQ(
            field_named_readable(std::string_view(longer).substr(0, other.size()), Field(i)),
            field_named(other));
        std::string changed = name;
        changed.back() = 'X';
        const std::string padded_changed = padded(changed);
        EXPECT_EQ(
            field_named_readable(std::string_view(padded_changed).substr(0, name.size()), Field(i)),
            std::nullopt);
    }
}

// A space behind the object is left to the full reader, and means nothing.
RC_GTEST_PROP(PlainLine, ReadsAsTheFullReaderDoes, ()) {
    const std::vector<std::string> pieces{
        "{",
        "}",
        "\"",
        ":",
        ",",
        "[",
        "]",
        " ",
        "1",
        "-0.5",
        "1e9",
        "true",
        "null",
        "\"type\"",
        "\"a\"",
        "\"text\":\"物\"",
        "\"x\"",
        "\\",
        "\"id\":\"e\"",
        "\"rank\":7",
        "\"images\":[\"p\",\"q\"]",
        "\t",
        "\xe7"};
    std::string line = "{\"at\":\"now\"";
    const auto chosen = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::inRange<std::size_t>(0, pieces.size()));
    for (const std::size_t piece : chosen) {
        line += (*rc::gen::inRange(0, 2) == 0 ? "," : "") + pieces[piece];
    }
    line += "}";
    Fields plain;
    const std::string text = padded(line + " ");  // outlives the fields that view it
    if (!PlainLine().read(std::string_view(text).substr(0, line.size()), plain)) {
        return;
    }
    Fields full;
    Arena arena;
    JsonLine reader;
    const auto problem =
        reader.read(std::string_view(text).substr(0, line.size() + 1), full, arena);
    RC_ASSERT(!problem);
    RC_ASSERT(plain.images == full.images);
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto field = static_cast<Field>(i);
        RC_ASSERT(plain.has(field) == full.has(field));
        RC_ASSERT(plain[field].kind == full[field].kind);
        RC_ASSERT(plain[field].text == full[field].text);
    }
}

}  // namespace
}  // namespace shouxin::intake
