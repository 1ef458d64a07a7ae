#include "proof/json.h"

#include "proof/commitment.h"
#include "proof/encoding.h"
#include "proof/journal.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace shouxin::proof {
namespace {

TEST(Json, IsWrittenInOneWay) {
    Json json = Json::object();
    json.put("b", 2).put("a", "x").put("B", Json::Array{1, Json(), Json::boolean(true)});
    json.put("", Json::object()).put("ab", Json::Array{});
    EXPECT_EQ(json.text(), R"({"":{},"B":[1,null,true],"a":"x","ab":[],"b":2})");
    EXPECT_EQ(parse_canonical(json.text()).value(), json);
    EXPECT_EQ(*json.find("b")->as_integer(), 2);
    EXPECT_EQ(json.find("c"), nullptr);
}

// RFC 8785, section 3.2.2.2.
TEST(Json, EscapesOnlyWhatItMust) {
    EXPECT_EQ(
        Json("\u20ac$\x0f\nA'B\"\\\"/\x7f\b\t\f\r").text(),
        "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\x7f\\b\\t\\f\\r\"");
    EXPECT_EQ(Json(std::string(1, '\0')).text(), "\"\\u0000\"");
}

TEST(Json, WhatIsWrittenAnotherWayIsRefused) {
    for (const std::string bad :
         {"",
          " 1",
          "1 ",
          "01",
          "-0",
          "+1",
          "1.0",
          "1e3",
          "9007199254740992",
          "-9007199254740992",
          "99999999999999999999",
          "nul",
          "True",
          "{\"a\":1,}",
          "{\"b\":1,\"a\":2}",
          "{\"a\":1,\"a\":2}",
          "{\"a\": 1}",
          "{a:1}",
          "[1,]",
          "[1 ]",
          "[",
          "{",
          "\"",
          "\"a",
          "\"\\/\"",
          "\"\\u0041\"",
          "\"\\u000A\"",
          "\"\\u001F\"",
          "\"\\u00e9\"",
          "\"\x01\"",
          "\"\xff\"",
          "\"\xed\xa0\x80\"",
          "{\"\xc3\xa9\":1}",
          "1}",
          "[1]]",
          "\"a\"b"}) {
        EXPECT_FALSE(parse_canonical(bad)) << bad;
    }
    EXPECT_EQ(parse_canonical("9007199254740991").value(), Json(integer_max));
    EXPECT_EQ(
        parse_canonical("[1, 2]").error().message,
        "not canonical JSON at byte 3: neither a value nor an integer below 2^53");
}

TEST(Json, DepthIsBounded) {
    const std::string good = std::string(16, '[') + std::string(16, ']');
    EXPECT_EQ(parse_canonical(good).value().text(), good);
    EXPECT_FALSE(parse_canonical(std::string(100'000, '[')));
    const std::string deep = std::string(17, '[') + std::string(17, ']');
    EXPECT_FALSE(parse_canonical(deep));
}

TEST(JsonDeath, WhatNoLeafMaySay) {
    EXPECT_DEATH(Json(integer_max + 1), "MUST failed");
    EXPECT_DEATH(Json(~std::uint64_t{0}), "MUST failed");
    EXPECT_DEATH(Json("\xff"), "MUST failed");
    EXPECT_DEATH(Json::object().put("\u00e9", 1), "MUST failed");
    EXPECT_DEATH(Json::object().put("a", 1).put("a", 2), "MUST failed");
}

// Another library reads the same, and writes it back alike where it can (it escapes no more).
RC_GTEST_PROP(Json, OthersReadItToo, (const std::vector<std::string>& texts, std::int32_t number)) {
    Json json = Json::object();
    Json::Array items;
    for (const std::string& text : texts) {
        std::string ascii;
        for (const char c : text) {
            ascii += static_cast<char>(c & 0x7f);
        }
        items.emplace_back(ascii);
    }
    json.put("z", std::move(items)).put("n", number);
    const auto read = nlohmann::json::parse(json.text());
    RC_ASSERT(read["n"] == number);
    RC_ASSERT(read["z"].size() == texts.size());
    RC_ASSERT(read.dump() == json.text());
    RC_ASSERT(parse_canonical(json.text()).value() == json);
}

RC_GTEST_PROP(Json, AnAlteredByteChangesTheValueOrIsRefused, (std::uint8_t flip)) {
    const std::string text =
        R"({"amount":19900,"at":1700000000000,"reasons":["ring","\u0001\n"],"shop":"m-1"})";
    const auto place = *rc::gen::inRange<std::size_t>(0, text.size());
    std::string altered = text;
    altered[place] = static_cast<char>(static_cast<std::uint8_t>(altered[place]) ^ flip);
    const auto read = parse_canonical(altered);
    RC_ASSERT(!read || read->text() == altered);
}

TEST(Hash, KnownVectors) {
    EXPECT_EQ(
        hex(sha256({"a", "bc"})),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    // RFC 4231, test cases 2 and 6.
    EXPECT_EQ(
        hex(hmac_sha256("Jefe", {"what do ya want ", "for nothing?"})),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(
        hex(hmac_sha256(
            std::string(131, '\xaa'), {"Test Using Larger Than Block-Size Key - Hash Key First"})),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Encoding, Base64IsStrict) {
    EXPECT_EQ(base64("\xfb\xff"), "+/8=");
    EXPECT_EQ(from_base64("+/8=").value(), "\xfb\xff");
    EXPECT_EQ(from_base64("").value(), "");
    for (const std::string bad :
         {"+/8", "+/9=", "-_8=", "+/8= ", "\n+/8=", "====", "A", "+/8=AAAA"}) {
        EXPECT_FALSE(from_base64(bad)) << bad;
    }
}

TEST(Commitment, OpensToItsValueAlone) {
    const Opening opening = open_commitment("secret", {17, 3}, "buyer", "13800138000");
    EXPECT_EQ(opening, open_commitment("secret", {17, 3}, "buyer", "13800138000"));
    const Hash committed = commitment(opening);
    Opening other = opening;
    other.value = "13800138001";
    EXPECT_NE(commitment(other), committed);
    for (const Opening& elsewhere :
         {open_commitment("secret2", {17, 3}, "buyer", "13800138000"),
          open_commitment("secret", {18, 3}, "buyer", "13800138000"),
          open_commitment("secret", {17, 4}, "buyer", "13800138000"),
          open_commitment("secret", {17, 3}, "payer", "13800138000")}) {
        EXPECT_NE(elsewhere.salt, opening.salt);
        EXPECT_NE(commitment(elsewhere), committed);
    }
    // What moves from the field to the value is another commitment.
    EXPECT_NE(commitment({"a", opening.salt, "b\nc"}), commitment({"a.b", opening.salt, "c"}));
    EXPECT_EQ(
        hex(commitment({"buyer", Hash{}, "x"})),
        hex(sha256({"shouxin/commitment/v1\n", std::string(64, '0'), "\nbuyer\nx"})));
}

TEST(Journal, ReadsBackAndSaysWhereItIsTorn) {
    JournalWriter writer({.size = 5, .log_number = 9, .root = leaf_hash("r")});
    std::string bytes = writer.header();
    std::vector<std::size_t> ends = {bytes.size()};
    for (int i = 0; i < 3; ++i) {
        const std::string text(static_cast<std::size_t>(20 * i), 'x');
        const std::vector<std::string_view> leaves(static_cast<std::size_t>(i), text);
        const std::string batch = writer.batch(leaves, 10 + static_cast<std::uint64_t>(i));
        writer.taken(batch);
        bytes += batch;
        ends.push_back(bytes.size());
    }
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
        auto reader = JournalReader::open(std::string_view(bytes).substr(0, length));
        ASSERT_EQ(bool(reader), length >= ends[0]);
        std::size_t batches = 0;
        while (reader && reader->next().value()) {
            ++batches;
            ASSERT_LE(ends[batches], length);
        }
        ASSERT_TRUE(!reader || batches == 3 || length < ends[batches + 1]);
        ASSERT_TRUE(!reader || reader->read_bytes() == ends[batches]);
    }
    for (std::size_t place = 0; place < ends[2]; ++place) {
        std::string altered = bytes;
        altered[place] = static_cast<char>(altered[place] ^ 1);
        auto reader = JournalReader::open(altered);
        std::size_t batches = 0;
        while (reader) {
            const auto batch = reader->next();
            if (!batch || !*batch) {
                break;
            }
            ++batches;
        }
        ASSERT_LT(batches, 2U) << place;
    }
}

TEST(Journal, OfAnotherLedgerIsNotGoneOnWith) {
    JournalWriter one({.size = 1, .log_number = 0, .root = {}});
    const JournalWriter other({.size = 2, .log_number = 0, .root = {}});
    const std::string bytes = other.header() + one.batch({}, 3);
    EXPECT_FALSE(JournalReader::open(bytes)->next().value());
}

}  // namespace
}  // namespace shouxin::proof
