#include "http/json_body.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>

namespace shouxin::http {
namespace {

// Nothing, if it is refused.
std::optional<std::int64_t> amount_of(const std::string& number) {
    const auto body = JsonBody::read(R"({"amount":)" + number + "}", {"amount"});
    return body ? std::optional(*body->integer("amount")) : std::nullopt;
}

// A greater one can't be written into the log.
TEST(JsonBodies, HoldIntegersThatEveryReaderKeeps) {
    EXPECT_EQ(amount_of("9007199254740991"), 9007199254740991);
    EXPECT_EQ(amount_of("-9007199254740991"), -9007199254740991);
    for (const std::string number :
         {"9007199254740992",
          "-9007199254740992",
          "9223372036854775807",
          "-9223372036854775808",
          "18446744073709551615",
          "1e3"}) {
        EXPECT_FALSE(amount_of(number).has_value()) << number;
    }
}

TEST(JsonBodies, RefuseWhatIsNoUtf8) {
    EXPECT_FALSE(JsonBody::read("{\"amount\":\"\xff\"}", {"amount"}));
}

TEST(JsonBodies, HoldListsOfObjectsOfStrings) {
    const auto rows_of = [](const std::string& list) {
        const auto body = JsonBody::read(R"({"who":)" + list + "}", {"who"});
        return body ? body->rows("who", {"id", "kind"}) : tl::unexpected(body.error());
    };
    const auto two = rows_of(R"([{"id":"o-1","kind":"order"},{"kind":"order","id":"o-2"}])");
    ASSERT_TRUE(two);
    ASSERT_EQ(two->size(), 2U);
    EXPECT_EQ((*two)[1].find("id")->second, "o-2");
    EXPECT_TRUE(rows_of("[]")->empty());
    EXPECT_TRUE(rows_of("null")->empty());
    for (const char* const wrong :
         {"1",
          R"(["o-1"])",
          R"([{"id":"o-1"}])",
          R"([{"id":"o-1","kind":1}])",
          R"([{"id":"o-1","kind":"order","more":"x"}])",
          R"([[{"id":"o-1"}]])"}) {
        EXPECT_FALSE(rows_of(wrong)) << wrong;
    }
}

TEST(JsonBodies, AreReadInTimeThatGrowsWithTheirLength) {
    std::string many = R"({"subjects":[{})";
    for (int i = 0; i < 300'000; ++i) {
        many += ",{}";
    }
    EXPECT_TRUE(JsonBody::read(many + "]}", {"subjects"}));
}

TEST(JsonBodies, TellUnknownFieldsAndOtherTypes) {
    EXPECT_FALSE(JsonBody::read(R"({"amuont":1})", {"amount"}));
    EXPECT_FALSE(JsonBody::read(R"({"amount":1,"amount":2})", {"amount"}));
    const auto body = JsonBody::read(R"({"amount":"1"})", {"amount"});
    ASSERT_TRUE(body);
    EXPECT_FALSE(body->integer("amount"));
    EXPECT_EQ(*body->text("amount"), "1");
}

}  // namespace
}  // namespace shouxin::http
