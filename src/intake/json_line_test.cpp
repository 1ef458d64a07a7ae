// Lines of JSON: what is taken apart, what is refused, and why, through the front door.
#include "intake/memory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace shouxin::intake {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

std::string reason_for(const std::string& line) {
    const Reading reading = read_text(line);
    EXPECT_EQ(reading.totals.counts.read, 1U);
    return reading.quarantine.empty() ? "" : reading.quarantine[0].reason;
}

std::string with(std::string_view fields) {
    return event_of("order.cancelled", R"("order":"o-1",)" + std::string(fields));
}

TEST(JsonLine, UnknownFieldsAreIgnoredButMustBeJson) {
    EXPECT_EQ(reason_for(with(R"("x":1)")), "");
    EXPECT_EQ(reason_for(with(R"("x":{"a":[1,2.5e3,"b",null,true,false,{}],"c":[]} )")), "");
    EXPECT_EQ(reason_for(with(R"("stars":"not looked at","data":[1])")), "");
    for (const char* broken : {R"("x":tru)",     R"("x":nul)",      R"("x":01)",
                               R"("x":1.)",      R"("x":+1)",       R"("x":{"a":})",
                               R"("x":{"a" 1})", R"("x":[1,2)",     R"("x":[1 2])",
                               R"("x":[1,])",    R"("x":{"a":1]})", R"("x":[}])",
                               R"("x":"\q")",    R"("x":"\ud800")", R"("\ud800":1)",
                               R"("x")",         R"(x:1)",          R"("x":1,)",
                               R"("x":1 "y":2)", R"("x":'1')",      "\"x\":\"tab\there\"",
                               R"("x":NaN)"}) {
        EXPECT_THAT(reason_for(with(broken)), StartsWith("not valid JSON")) << broken;
    }
}

TEST(JsonLine, ALineIsOneObject) {
    const std::string good = event_of("order.cancelled", R"("order":"o-1")");
    const std::string line = good.substr(0, good.size() - 1);
    EXPECT_EQ(reason_for(" \t" + line + " \r\n"), "");
    EXPECT_THAT(reason_for(line + "}"), StartsWith("not valid JSON"));
    EXPECT_THAT(reason_for(line + " " + line), StartsWith("not valid JSON"));
    EXPECT_THAT(reason_for(line.substr(0, line.size() - 1)), StartsWith("not valid JSON"));
    EXPECT_EQ(reason_for("[" + line + "]"), "not a JSON object");
    EXPECT_EQ(reason_for("[]"), "not a JSON object");
    EXPECT_EQ(reason_for("1"), "not a JSON object");
    EXPECT_EQ(reason_for("\"x\""), "not a JSON object");
    EXPECT_EQ(reason_for("null"), "not a JSON object");
    EXPECT_THAT(reason_for("{"), StartsWith("not valid JSON"));
    EXPECT_THAT(reason_for("garbage"), StartsWith("not"));
    EXPECT_EQ(reason_for("{}"), "field 'type' is missing");
}

TEST(JsonLine, FieldsGivenTwiceAreRefused) {
    EXPECT_EQ(reason_for(with(R"("order":"o-2")")), "field 'order' is given twice");
    EXPECT_EQ(reason_for(with(R"("x":1,"x":2)")), "");
    EXPECT_EQ(reason_for(with(R"("\u006frder":"o-2")")), "field 'order' is given twice");
}

TEST(JsonLine, EscapesAreUndone) {
    const Reading reading =
        read_text(R"({"type":"message.posted","id":"e\u0031","at":"2026-11-01T00:00:00Z",)"
                  R"("\u0063hannel":"ch\/at","text":"\u5b88\n\ud83d\ude00\u0000"})");
    ASSERT_EQ(reading.events.size(), 1U);
    EXPECT_EQ(reading.events[0].id, "e1");
    EXPECT_EQ(reading.events[0].text, std::string("守\n😀\0", 9));
}

TEST(JsonLine, NulBytesStayInNames) {
    const Reading reading = read_text(event_of("order.cancelled", R"("order":"o\u0000x")"));
    ASSERT_EQ(reading.events.size(), 1U);
    EXPECT_EQ(
        reading.names->orders[reading.only<model::OrderCancelled>().order],
        std::string_view("o\0x", 3));
}

TEST(JsonLine, DepthIsLimited) {
    const auto nested = [](std::size_t depth) {
        return with("\"x\":" + std::string(depth, '[') + std::string(depth, ']'));
    };
    EXPECT_EQ(reason_for(nested(63)), "");
    EXPECT_EQ(reason_for(nested(64)), "nested deeper than 64 levels");
    EXPECT_EQ(reason_for(nested(200'000)), "nested deeper than 64 levels");
    std::string objects;
    for (int i = 0; i < 1000; ++i) {
        objects += "{\"a\":";
    }
    EXPECT_EQ(reason_for(with("\"x\":" + objects)), "nested deeper than 64 levels");
}

TEST(JsonLine, BrokenUtf8IsNamed) {
    EXPECT_EQ(reason_for(with("\"x\":\"\xff\"")), "not valid UTF-8");
    EXPECT_EQ(reason_for(with("\"x\":\"\xed\xa0\x80\"")), "not valid UTF-8");
    EXPECT_EQ(reason_for("\xff\xfe{"), "not valid UTF-8");
}

TEST(JsonLine, CloudEventsEnvelopesAreOpened) {
    const Reading reading = read_text(
        R"({"specversion":"1.0","type":"order.refunded","source":"/shop/1","id":"c1",)"
        R"("time":"2026-11-01T20:14:03+08:00","datacontenttype":"application/json","subject":"x",)"
        R"("data":{"order":"o-1","amount":5,"type":"ignored","id":"ignored","at":"ignored"}})"
        "\n"
        R"({"data":{"order":"o-1","amount":6},"time":"2026-11-01T20:14:03+08:00","id":"c1",)"
        R"("source":"/shop/2","type":"order.refunded","specversion":"1.0"})");
    EXPECT_THAT(reading.reasons(), ElementsAre());
    ASSERT_EQ(reading.events.size(), 2U);  // one id, two sources
    EXPECT_EQ(reading.events[0].id, "c1");
    EXPECT_EQ(reading.events[0].event.at_ms, 1793535243000);
    EXPECT_EQ(reading.only<model::OrderRefunded>().amount, 5);
}

TEST(JsonLine, CloudEventsEnvelopesAreChecked) {
    const auto envelope = [](std::string_view version, std::string_view rest) {
        return R"({"specversion":)" + std::string(version) + R"(,"type":"order.paid","id":"c1",)" +
               std::string(rest) + "}\n";
    };
    const std::string time = R"("time":"2026-11-01T20:14:03+08:00")";
    EXPECT_EQ(reason_for(envelope("\"1.0\"", time)), "field 'order' is missing");
    EXPECT_EQ(reason_for(envelope("\"1.0\"", R"("data":{})")), "field 'at' is missing");
    EXPECT_EQ(
        reason_for(envelope("\"1.0\"", R"("data":"text",)" + time)),
        "'data' of the CloudEvents envelope is not an object");
    EXPECT_EQ(
        reason_for(envelope("\"1.0\"", R"("data":[],)" + time)),
        "'data' of the CloudEvents envelope is not an object");
    EXPECT_EQ(reason_for(envelope("\"0.3\"", time)), "field 'specversion' is not one of 1.0");
    EXPECT_EQ(reason_for(envelope("1", time)), "field 'specversion' is not one of 1.0");
    EXPECT_THAT(
        reason_for(envelope("\"1.0\"", R"("data":{"order":)")), StartsWith("not valid JSON"));
}

}  // namespace
}  // namespace shouxin::intake
