#include "http/url.h"

#include "intake/utf8.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace shouxin::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::string encoded(const std::string& text) {
    std::string bytes;
    for (const char letter : text) {
        bytes += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return bytes;
}

TEST(Url, IsTakenApart) {
    const auto target = decode_target("/v1/%E5%AE%88%E4%BF%A1/a%2Fb?q=a+b%2B&empty=&bare&q=2&&");
    ASSERT_TRUE(target);
    EXPECT_THAT(target->segments, ElementsAre("v1", "守信", "a/b"));
    EXPECT_THAT(
        target->query,
        ElementsAre(Pair("q", "a b+"), Pair("empty", ""), Pair("bare", ""), Pair("q", "2")));
}

TEST(Url, TheRootHasNoSegments) {
    EXPECT_THAT(decode_target("/")->segments, IsEmpty());
    EXPECT_THAT(decode_target("http://example.org")->segments, IsEmpty());
    EXPECT_THAT(decode_target("https://example.org/a?b")->segments, ElementsAre("a"));
}

TEST(Url, IsBounded) {
    std::string path;
    for (std::size_t i = 0; i < segments_max; ++i) {
        path += "/s";
    }
    EXPECT_TRUE(decode_target(path));
    EXPECT_FALSE(decode_target(path + "/s"));
    std::string query = "/?";
    for (std::size_t i = 0; i < parameters_max; ++i) {
        query += "p&";
    }
    EXPECT_TRUE(decode_target(query));
    EXPECT_FALSE(decode_target(query + "p"));
}

TEST(Url, SaysWhatToDo) {
    for (const auto* target : {"", "a", "/#x", "/..", "/a/./b", "//", "/%", "/?%ff", "/\x7f"}) {
        const auto decoded = decode_target(target);
        ASSERT_FALSE(decoded) << target;
        EXPECT_EQ(decoded.error().failure, Failure::invalid);
        EXPECT_TRUE(decoded.error().message.ends_with('.'));
    }
}

RC_GTEST_PROP(Url, WhatIsEncodedComesBackOrIsRefused, (const std::string& text)) {
    RC_PRE(!text.empty());
    const auto target = decode_target("/" + encoded(text) + "?" + encoded(text));
    if (target) {
        RC_ASSERT(target->segments == std::vector<std::string>{text});
        RC_ASSERT(target->query.at(0).first == text);
        RC_ASSERT(intake::is_utf8(text));
    } else {
        const bool plain = std::all_of(
            text.begin(), text.end(), [](char letter) { return letter >= 'a' && letter <= 'z'; });
        RC_ASSERT(!plain);
    }
}

}  // namespace
}  // namespace shouxin::http
