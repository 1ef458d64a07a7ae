// The vocabulary, field by field: what each type must say, and what quarantine says if it doesn't.
#include "intake/memory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace shouxin::intake {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Example {
    std::string type;
    std::map<std::string, std::string> required;  // field to JSON
    std::map<std::string, std::string> optional;
};

const std::vector<Example> examples = {
    {"merchant.opened",
     {{"merchant", R"("m-1")"},
      {"category", R"("shoes")"},
      {"region", R"("440111")"},
      {"payee", R"("p-1")"}},
     {}},
    {"campaign.declared",
     {{"campaign", R"("c-1")"}, {"merchant", R"("m-1")"}, {"kind", R"("trial")"}},
     {{"item", R"("i-1")"}}},
    {"account.registered",
     {{"account", R"("u-1")"}, {"device", R"("d-1")"}, {"ip", R"("1.2.3.4")"}},
     {{"identity", R"("n-1")"}, {"inviter", R"("u-2")"}}},
    {"item.viewed",
     {{"account", R"("u-1")"},
      {"device", R"("d-1")"},
      {"ip", R"("1.2.3.4")"},
      {"merchant", R"("m-1")"},
      {"item", R"("i-1")"},
      {"dwell_s", "12.5"}},
     {{"keyword", R"("鞋")"}, {"rank", "3"}}},
    {"order.placed",
     {{"order", R"("o-1")"},
      {"buyer", R"("u-1")"},
      {"merchant", R"("m-1")"},
      {"item", R"("i-1")"},
      {"quantity", "1"},
      {"amount", "19900"},
      {"device", R"("d-1")"},
      {"ip", R"("1.2.3.4")"},
      {"address", R"("a-1")"},
      {"region", R"("440111")"},
      {"payer", R"("p-1")"}},
     {{"category", R"("shoes")"}, {"subsidy", "0"}}},
    {"order.paid", {{"order", R"("o-1")"}, {"payer", R"("p-1")"}, {"amount", "1"}}, {}},
    {"order.cancelled", {{"order", R"("o-1")"}}, {}},
    {"order.refunded", {{"order", R"("o-1")"}, {"amount", "1"}}, {}},
    {"parcel.shipped",
     {{"order", R"("o-1")"},
      {"parcel", R"("k-1")"},
      {"carrier", R"("sto")"},
      {"weight_g", "300"},
      {"origin", R"("440111001")"}},
     {}},
    {"parcel.scanned", {{"parcel", R"("k-1")"}, {"place", R"("440111001002")"}}, {}},
    {"parcel.delivered",
     {{"order", R"("o-1")"}, {"parcel", R"("k-1")"}, {"place", R"("440111")"}},
     {}},
    {"service.redeemed", {{"order", R"("o-1")"}}, {{"place", R"("440111")"}}},
    {"review.posted",
     {{"review", R"("v-1")"},
      {"account", R"("u-1")"},
      {"merchant", R"("m-1")"},
      {"stars", "5"},
      {"text", R"("好")"}},
     {{"order", R"("o-1")"},
      {"item", R"("i-1")"},
      {"images", R"(["g-1","g-2"])"},
      {"device", R"("d-1")"},
      {"ip", R"("1.2.3.4")"}}},
    {"review.removed", {{"review", R"("v-1")"}, {"by", R"("platform")"}}, {}},
    {"review.liked",
     {{"review", R"("v-1")"}, {"account", R"("u-1")"}},
     {{"device", R"("d-1")"}, {"ip", R"("1.2.3.4")"}}},
    {"transfer.made",
     {{"payer", R"("p-1")"}, {"payee", R"("p-2")"}, {"amount", "1"}},
     {{"note", R"("工资")"}}},
    {"staff.accessed",
     {{"staff", R"("s-1")"}, {"resource", R"("order/search")"}, {"action", R"("override")"}},
     {}},
    {"message.posted",
     {{"channel", R"("chat")"}, {"text", R"("刷单")"}},
     {{"account", R"("u-1")"}}},
    {"page.seen",
     {{"url", R"("http://x/")"}, {"text", R"("家电维修")"}},
     {{"brand", R"("haier")"}}}};

std::string line_of(
    const Example& example,
    bool with_optional,
    const std::string& changed = "",
    const std::string& to = "") {
    std::string fields;
    const auto add = [&](const std::map<std::string, std::string>& group) {
        for (const auto& [name, value] : group) {
            const std::string& shown = name == changed ? to : value;
            if (!shown.empty()) {
                fields += (fields.empty() ? "\"" : ",\"") + name + "\":" + shown;
            }
        }
    };
    add(example.required);
    if (with_optional) {
        add(example.optional);
    }
    return event_of(example.type, fields);
}

std::string reason_for(const std::string& line) {
    const Reading reading = read_text(line);
    return reading.quarantine.empty() ? "" : reading.quarantine[0].reason;
}

TEST(Body, EveryTypeIsAcceptedWithAndWithoutOptionalFields) {
    EXPECT_EQ(examples.size() + 1, std::variant_size_v<model::EventBody>);
    for (std::size_t i = 0; i < examples.size(); ++i) {
        for (const bool with_optional : {false, true}) {
            const Reading reading = read_text(line_of(examples[i], with_optional));
            EXPECT_EQ(reading.quarantine.size(), 0U) << examples[i].type;
            ASSERT_EQ(reading.events.size(), 1U);
            EXPECT_EQ(reading.events[0].event.body.index(), i);
            EXPECT_EQ(reading.totals.by_type.at(i), 1U);
            EXPECT_EQ(type_name(i), examples[i].type);
        }
    }
}

TEST(Body, RequiredFieldsMustBeThere) {
    for (const Example& example : examples) {
        for (const auto& [name, value] : example.required) {
            const std::string reason = "field '" + name + "' is missing";
            EXPECT_EQ(reason_for(line_of(example, false, name, "")), reason);
            EXPECT_EQ(reason_for(line_of(example, false, name, "null")), reason);
        }
    }
}

TEST(Body, OptionalFieldsMayBeNull) {
    for (const Example& example : examples) {
        for (const auto& [name, value] : example.optional) {
            EXPECT_EQ(reason_for(line_of(example, true, name, "null")), "");
        }
    }
}

TEST(Body, FieldsOfAWrongTypeAreNamed) {
    for (const Example& example : examples) {
        for (const auto* group : {&example.required, &example.optional}) {
            for (const auto& [name, value] : *group) {
                const bool text = value.front() == '"';
                for (const std::string wrong : {text ? "7" : R"("7")", "true", "{}", R"([1])"}) {
                    EXPECT_THAT(
                        reason_for(line_of(example, true, name, wrong)),
                        HasSubstr("field '" + name + "' must be"));
                }
            }
        }
    }
}

TEST(Body, IdentifiersAreShortAndNotEmpty) {
    const auto cancelled = [](const std::string& order) {
        return event_of("order.cancelled", "\"order\":\"" + order + "\"");
    };
    EXPECT_EQ(reason_for(cancelled(std::string(128, 'x'))), "");
    EXPECT_EQ(
        reason_for(cancelled(std::string(129, 'x'))), "field 'order' is longer than 128 bytes");
    EXPECT_EQ(
        reason_for(cancelled(std::string(500'000, 'x'))), "field 'order' is longer than 128 bytes");
    EXPECT_EQ(reason_for(cancelled("")), "field 'order' must not be empty");
    EXPECT_EQ(
        reason_for(R"({"type":"order.cancelled","id":"","at":"2026-11-01T00:00:00Z","order":"o"})"),
        "field 'id' must not be empty");
    EXPECT_EQ(
        reason_for(R"({"type":"","id":"e","at":"2026-11-01T00:00:00Z"})"),
        "field 'type' must not be empty");
}

TEST(Body, NumbersHaveRanges) {
    const auto reason = [](std::size_t example, const char* field, const char* value) {
        return reason_for(line_of(examples[example], true, field, value));
    };
    constexpr std::size_t viewed = 3;
    constexpr std::size_t placed = 4;
    constexpr std::size_t shipped = 8;
    constexpr std::size_t review = 12;
    for (const char* field : {"amount", "subsidy", "quantity"}) {
        const std::string out = std::string("field '") + field + "' is out of range";
        EXPECT_EQ(reason(placed, field, "-1"), out);
        EXPECT_EQ(reason(placed, field, "99999999999999999999"), out);
        EXPECT_EQ(reason(placed, field, "0"), "");
        EXPECT_THAT(reason(placed, field, "1.5"), HasSubstr("must be an integer"));
        EXPECT_THAT(reason(placed, field, "1e2"), HasSubstr("must be an integer"));
    }
    EXPECT_EQ(reason(placed, "amount", "10000000000000"), "");
    EXPECT_EQ(reason(placed, "amount", "10000000000001"), "field 'amount' is out of range");
    EXPECT_EQ(reason(shipped, "weight_g", "-1"), "field 'weight_g' is out of range");
    EXPECT_EQ(reason(review, "stars", "0"), "field 'stars' is out of range");
    EXPECT_EQ(reason(review, "stars", "6"), "field 'stars' is out of range");
    EXPECT_EQ(reason(viewed, "rank", "-1"), "field 'rank' is out of range");
    EXPECT_EQ(reason(viewed, "dwell_s", "-0.1"), "field 'dwell_s' is out of range");
    EXPECT_EQ(reason(viewed, "dwell_s", "1e999"), "field 'dwell_s' is out of range");
    EXPECT_EQ(reason(viewed, "dwell_s", "1e9"), "");
    EXPECT_EQ(reason(viewed, "dwell_s", "0"), "");
}

TEST(Body, ValuesArriveAsWritten) {
    const Reading reading = read_text(line_of(examples[3], true, "dwell_s", "817.4"));
    const auto& viewed = reading.only<model::ItemViewed>();
    EXPECT_EQ(viewed.dwell_ms, 817'400U);
    EXPECT_EQ(viewed.rank, 3);
    EXPECT_EQ(reading.names->accounts[viewed.account], "u-1");
    EXPECT_EQ(reading.names->ips[viewed.ip], "1.2.3.4");
    const Reading override_reading = read_text(line_of(examples[16], true));
    EXPECT_EQ(
        override_reading.only<model::StaffAccessed>().action, model::StaffAction::override_rule);
    const Reading unset = read_text(line_of(examples[2], false));
    EXPECT_FALSE(unset.only<model::AccountRegistered>().inviter.valid());
}

TEST(Body, DivisionsArePaddedToTwelveDigits) {
    const auto place = [](const char* value) {
        const Reading reading = read_text(line_of(examples[9], true, "place", value));
        return reading.events.empty() ? 0 : reading.only<model::ParcelScanned>().place.code;
    };
    EXPECT_EQ(place(R"("440111")"), 440111'000000U);
    EXPECT_EQ(place(R"("440111001")"), 440111'001000U);
    EXPECT_EQ(place(R"("440111001002")"), 440111'001002U);
    for (const char* wrong :
         {R"("")", R"("44011")", R"("4401110010021")", R"("44011x")", R"("４40111")"}) {
        EXPECT_EQ(
            reason_for(line_of(examples[9], true, "place", wrong)),
            "field 'place' must have 6 to 12 digits");
    }
}

TEST(Body, WordsAreOfAFixedList) {
    EXPECT_EQ(
        reason_for(line_of(examples[1], true, "kind", R"("gift")")),
        "field 'kind' is not one of trial, livestream, coupon, festival");
    EXPECT_EQ(
        reason_for(line_of(examples[13], true, "by", R"("Author")")),
        "field 'by' is not one of author, merchant, platform");
    EXPECT_EQ(
        reason_for(line_of(examples[16], true, "action", R"("")")),
        "field 'action' is not one of read, write, override");
}

TEST(Body, UnknownTypesAreAcceptedAndCountedByName) {
    const Reading reading = read_text(
        event_of("visit.booked", R"("order":7)") +
        R"({"type":"visit.done","id":"e2","at":"2026-11-01T00:00:00Z"})" + "\n" +
        R"({"type":"visit.done","id":"e3","at":"2026-11-01T00:00:00Z"})");
    EXPECT_EQ(reading.totals.counts.accepted, 3U);
    EXPECT_EQ(reading.totals.by_unknown_type.at("visit.booked"), 1U);
    EXPECT_EQ(reading.totals.by_unknown_type.at("visit.done"), 2U);
    EXPECT_TRUE(std::holds_alternative<model::UnknownEvent>(reading.events[0].event.body));
}

TEST(Body, UnknownTypesStillNeedAnIdAndATime) {
    EXPECT_EQ(
        reason_for(R"({"type":"visit.booked","at":"2026-11-01T00:00:00Z"})"),
        "field 'id' is missing");
    EXPECT_EQ(reason_for(R"({"type":"visit.booked","id":"e1"})"), "field 'at' is missing");
}

TEST(Body, UnknownTypesAreCountedUpToALimit) {
    std::string lines;
    for (std::size_t i = 0; i < unknown_types_max + 5; ++i) {
        const std::string number = std::to_string(i);
        lines += R"({"type":"t)" + number + R"(","id":")" + number +
                 R"(","at":"2026-11-01T00:00:00Z"})" + "\n";
    }
    const Reading reading = read_text(lines);
    EXPECT_EQ(reading.totals.by_unknown_type.size(), unknown_types_max + 1);
    EXPECT_EQ(reading.totals.by_unknown_type.at("(others)"), 5U);
}

TEST(Body, TimesNeedAnOffset) {
    EXPECT_EQ(
        reason_for(line_at("2026-11-01T20:14:03", "e1")),
        "field 'at' is not an RFC 3339 time with an offset");
    EXPECT_EQ(
        reason_for(R"({"type":"order.cancelled","id":"e","at":1793535243,"order":"o"})"),
        "field 'at' must be a string");
}

TEST(Body, PersonalNumbersInIdentifiersAreQuarantinedAndMasked) {
    for (const Example& example : examples) {
        for (const auto* group : {&example.required, &example.optional}) {
            for (const auto& [name, value] : *group) {
                const bool is_division = name == "region" || name == "place" || name == "origin";
                const bool is_word = name == "kind" || name == "by" || name == "action";
                if (value.front() != '"' || is_division || is_word) {
                    continue;
                }
                const bool exempt =
                    name == "order" || name == "parcel" || name == "review" || name == "item";
                const bool free = name == "text" || name == "note" || name == "keyword";
                for (const std::string number : {"13800138000", "11010519491231002X"}) {
                    const Reading reading =
                        read_text(line_of(example, true, name, '"' + number + '"'));
                    EXPECT_EQ(reading.quarantine.empty(), exempt || free) << name;
                    EXPECT_EQ(reading.totals.counts.contacts, free ? 1U : 0U);
                    for (const Quarantined& entry : reading.quarantine) {
                        EXPECT_THAT(entry.reason, HasSubstr(name + "' holds"));
                        EXPECT_THAT(entry.excerpt, Not(HasSubstr(number)));
                    }
                    for (const Taken& taken : reading.events) {
                        EXPECT_THAT(taken.text, Not(HasSubstr(number)));
                    }
                }
            }
        }
    }
}

TEST(Body, EscapesDoNotCarryANumberIntoQuarantine) {
    const Reading reading = read_text(event_of(
        "review.liked", R"("review":"v","account":"\u00313800138000","ip":"13800138000")"));
    ASSERT_EQ(reading.quarantine.size(), 1U);
    EXPECT_EQ(reading.quarantine[0].excerpt, "");
}

TEST(Body, ContactsInFreeTextAreReplacedAndCounted) {
    const Reading reading =
        read_text(line_of(examples[12], true, "text", R"("好评返现加微信abc_12345或13800138000")"));
    const auto& review = reading.only<model::ReviewPosted>();
    EXPECT_EQ(review.contacts, 2);
    EXPECT_EQ(reading.totals.counts.contacts, 2U);
    EXPECT_THAT(reading.events[0].text, HasSubstr("好评返现加微信[wechat:"));
    EXPECT_THAT(reading.events[0].text, Not(HasSubstr("138")));
    EXPECT_EQ(reading.events[0].images.size(), 2U);
    EXPECT_NE(reading.events[0].images[0], reading.events[0].images[1]);
}

TEST(Body, ManyContactsAreCountedAsFarAsAByteGoes) {
    std::string text;
    for (int i = 0; i < 300; ++i) {
        text += "13800138000,";
    }
    const Reading reading = read_text(line_of(examples[12], true, "text", '"' + text + '"'));
    EXPECT_EQ(reading.only<model::ReviewPosted>().contacts, 255);
    EXPECT_EQ(reading.totals.counts.contacts, 300U);
}

TEST(Body, ImagesAreNamesInAList) {
    EXPECT_EQ(
        reason_for(line_of(examples[12], true, "images", R"(["a",7])")),
        "field 'images' must be a list of strings");
    EXPECT_EQ(
        reason_for(line_of(examples[12], true, "images", R"(["a",""])")),
        "field 'images' must not be empty");
    EXPECT_EQ(reason_for(line_of(examples[12], true, "images", "[]")), "");
}

}  // namespace
}  // namespace shouxin::intake
