// What the marketplace reads, byte for byte.
#include "live/actions/message.h"

#include "live/actions/action_fixture_test.h"
#include "live/actions/packed_texts.h"

#include <gtest/gtest.h>

namespace shouxin::live {
namespace {

TEST(Message, is_canonical_json_that_says_all) {
    ActionBook book({});
    Wanted wanted = hold_of(5);
    wanted.reasons = {};
    const auto told = book.decide(wanted, 100);
    EXPECT_EQ(
        message_of(told[1]),
        R"({"action":{"amount":1000,"captured":0,"decided_ms":100,"en":"hold the settlement",)"
        R"("expires_ms":172800100,"grounds":[{"decision":"d-1","policy":"7",)"
        R"("reason":"the buyer got the price back","rule":"paid_back"}],"grounds_known":1,)"
        R"("id":"act-1","kind":"hold_settlement","merchant":"m-3","reasons":[],"released":0,)"
        R"("subject":{"id":"o-1","kind":"order"},"zh":"暂缓结算"},"amount":1000,"ask":"apply",)"
        R"("at_ms":100,"by":"policy","from":"decided","message":"act-1-1",)"
        R"("reason":"the buyer got the price back","sequence":1,"to":"due",)"
        R"("type":"shouxin.action"})");
}

TEST(Message, says_the_reasons_and_what_would_clear_them) {
    const model::ReasonText& text = model::text_of(model::Reason::cash_back);
    model::Reasons reasons;
    reasons.add(model::Reason::cash_back);
    const std::string json = reasons_text(reasons);
    EXPECT_NE(json.find("\"code\":\"" + std::string(text.code)), std::string::npos);
    EXPECT_NE(json.find(text.clears), std::string::npos);
}

TEST(Message, carries_any_text) {
    ActionBook book({});
    Wanted wanted = hold_of(5);
    wanted.subject_id = "o\"\\\n\x01<script>\xff";
    const std::string json = message_of(book.decide(wanted, 100).at(1));
    EXPECT_NE(json.find(R"("o\"\\\n\u0001<script>�")"), std::string::npos);
}

TEST(Message, of_what_was_braked_says_the_cap) {
    ActionBook book({});
    book.limit({.holds_per_hour = 0});
    const std::string json = text_of(book.decide(hold_of(5), 100).at(0));
    EXPECT_NE(json.find(R"("cap":"holds_per_hour")"), std::string::npos);
    EXPECT_EQ(json.find("\"id\":\"act"), std::string::npos);
}

TEST(PackedTexts, are_what_was_appended_up_to_their_bound) {
    std::string packed;
    append_text(packed, "");
    append_text(packed, std::string("a\0b", 3));
    append_text(packed, std::string(packed_text_max, 'x'));
    append_text(packed, std::string(packed_text_max - 1, 'x') + "信");
    const auto texts = texts_in(packed);
    ASSERT_EQ(texts.size(), 4U);
    EXPECT_EQ(texts[0], "");
    EXPECT_EQ(texts[1], std::string_view("a\0b", 3));
    EXPECT_EQ(texts[2].size(), packed_text_max);
    EXPECT_EQ(texts[3], std::string(packed_text_max - 1, 'x')) << "cut at a character";
}

}  // namespace
}  // namespace shouxin::live
