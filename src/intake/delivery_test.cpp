#include "intake/delivery.h"

#include "intake/line_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace shouxin::intake {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr HashKey key{1, 2};

class Deliveries : public testing::Test {
protected:
    Delivery read(std::string_view body, BodyForm form = BodyForm::lines) {
        auto delivery = reader.read(body, form);
        EXPECT_TRUE(delivery) << delivery.error().message;
        return std::move(*delivery);
    }

    model::Names names{key};
    DeliveryReader reader{key, names};
};

const std::string paid =
    R"({"type":"order.paid","id":"e1","at":"2026-11-01T10:00:00Z","order":"13800138000",)"
    R"("payer":"p1","amount":100})";

std::string message(const std::string& more) {
    return R"({"type":"message.posted","id":"m1","at":"2026-11-01T10:00:00Z","channel":"c",)" +
           more + "}";
}

TEST_F(Deliveries, KeepWhatIsSoundAsItStands) {
    const Delivery delivery = read(paid + "\r\n\n" + paid);
    EXPECT_EQ(delivery.items(), 2U);
    EXPECT_EQ(delivery.text(), paid + "\n" + paid + "\n");
    EXPECT_EQ(delivery.chunk().records.size(), 2U);
}

TEST_F(Deliveries, TellWhichItemsAreWrong) {
    const Delivery delivery = read("nonsense\n" + paid + "\n{\"type\":\"x\"}\n");
    EXPECT_EQ(delivery.items(), 3U);
    ASSERT_EQ(delivery.rejected().size(), 2U);
    EXPECT_EQ(delivery.rejected()[0].line, 1U);
    EXPECT_EQ(delivery.rejected()[1].line, 3U);
    EXPECT_EQ(delivery.text(), paid + "\n");
}

// Once kept it is read again, whatever the clock was.
TEST_F(Deliveries, RejectWhatHappensLaterThanTheyTake) {
    constexpr std::int64_t at_ms = 1'793'527'200'000;  // of `paid`
    const std::string later =
        R"({"type":"order.paid","id":"e2","at":"2026-11-01T10:00:00.001Z","order":"o2",)"
        R"("payer":"p1","amount":100,"note":"打 13800138000"})";
    const auto delivery = reader.read(paid + "\n" + later, BodyForm::lines, at_ms);
    ASSERT_TRUE(delivery);
    EXPECT_EQ(delivery->text(), paid + "\n");
    ASSERT_EQ(delivery->rejected().size(), 1U);
    EXPECT_EQ(delivery->rejected()[0].line, 2U);
    EXPECT_THAT(delivery->rejected()[0].reason, HasSubstr("'at' is further ahead"));
    EXPECT_THAT(delivery->rejected()[0].excerpt, Not(HasSubstr("13800138000")));
    const auto taken = reader.read(later, BodyForm::one, at_ms + 1);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->rejected().size(), 0U);
    EXPECT_TRUE(reader.read_again(taken->text()));
}

TEST_F(Deliveries, KeepNoNumbersOfPeople) {
    const Delivery delivery = read(message(R"("text":"电话 13800138000 "好"","x":1)"));
    EXPECT_EQ(delivery.rejected().size(), 1U);  // the line is broken by its own quote
    const Delivery whole = read(message(
        R"("text":"打13800138000 \"好\"","tel":13900139000,"extra":{"a":["加微信 abc12345"]})"));
    ASSERT_EQ(whole.rejected().size(), 0U);
    const std::string kept(whole.text());
    EXPECT_THAT(kept, Not(HasSubstr("13800138000")));
    EXPECT_THAT(kept, Not(HasSubstr("13900139000")));
    EXPECT_THAT(kept, Not(HasSubstr("abc12345")));
    EXPECT_THAT(kept, HasSubstr("[phone:"));
    EXPECT_THAT(kept, HasSubstr(R"(\"好\")"));
    const auto& posted = std::get<model::MessagePosted>(whole.chunk().records[0].event.body);
    EXPECT_EQ(posted.contacts, 1);
}

TEST_F(Deliveries, ReadAgainWhatTheyKept) {
    const Delivery once = read(
        message(R"("text":"打13800138000或 wx abc12345 [phone:0123456789abcdef]","more":true)") +
        "\n" + paid);
    auto again = reader.read_again(once.text());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->text(), once.text());
    const auto& first = once.chunk().records[0];
    const auto& second = again->chunk().records[0];
    EXPECT_EQ(first.contacts, 3U);
    EXPECT_EQ(second.contacts, first.contacts);
    EXPECT_EQ(second.identity, first.identity);
    // And once more: what is kept stays as it is.
    const Delivery third = read(once.text());
    EXPECT_EQ(third.text(), once.text());
}

TEST_F(Deliveries, TakeListsApart) {
    const Delivery delivery = read("[\n " + paid + ",\n{\"type\":\n\"x\"}]", BodyForm::list);
    EXPECT_EQ(delivery.items(), 2U);
    EXPECT_EQ(delivery.rejected().size(), 1U);
    EXPECT_EQ(delivery.text(), paid + "\n");
    EXPECT_EQ(read("[]", BodyForm::list).items(), 0U);
    for (const std::string bad : {"", "{}", "[1]", "[{}", "[{}] x", "[{},]", "nope"}) {
        EXPECT_FALSE(reader.read(bad, BodyForm::list)) << bad;
    }
}

TEST_F(Deliveries, TakeOneOverSeveralLines) {
    std::string spread = paid;
    spread.insert(1, "\n\t");
    EXPECT_EQ(read(spread, BodyForm::one).rejected().size(), 0U);
    EXPECT_EQ(read("", BodyForm::one).items(), 0U);
}

// As a number becomes a token it gets longer, and with it the line.
TEST_F(Deliveries, RejectLinesThatGetTooLongByWhatIsKept) {
    std::string text = "打13800138000";
    while (text.size() < line_bytes_max / 3) {
        text += "\\n13800138000";
    }
    const Delivery fits = read(message("\"text\":\"" + text + "\""));
    EXPECT_EQ(fits.rejected().size(), 0U);
    const Delivery grew = read(
        paid + "\n" + message("\"text\":\"" + text + text + "\"") + "\nnonsense\n" +
        message("\"text\":\"" + std::string(line_bytes_max / 2, '\\') + "\",\"more\":1"));
    ASSERT_EQ(grew.rejected().size(), 2U);
    EXPECT_EQ(grew.rejected()[0].line, 2U);
    EXPECT_EQ(grew.rejected()[1].line, 3U);
    EXPECT_TRUE(reader.read_again(grew.text()));
}

TEST_F(Deliveries, RefuseALogThatWasChanged) {
    EXPECT_FALSE(reader.read_again("nonsense\n"));
}

}  // namespace
}  // namespace shouxin::intake
