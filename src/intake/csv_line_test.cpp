// CSV files: which ones they are, how cells become fields, and what is refused.
#include "intake/memory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace shouxin::intake {
namespace {

using testing::ElementsAre;

const std::string header = "type,id,at,order,amount,note,payer,payee\n";
const std::string at = "2026-11-01T20:14:03+08:00";

TEST(Csv, RowsBecomeEvents) {
    const Reading reading = read_text(
        "\xEF\xBB\xBF" + header + "order.refunded,e1," + at + ",o-1,500,,,\r\n" +
        "transfer.made,e2," + at + ",,100,\"工资, \"\"三月\"\"\nfinal\",p-1,p-2\n\n" +
        "transfer.made,e3," + at + ",,0,,p-1,p-2");
    EXPECT_THAT(reading.reasons(), ElementsAre());
    ASSERT_EQ(reading.events.size(), 3U);
    EXPECT_EQ(reading.only<model::OrderRefunded>().amount, 500);
    EXPECT_EQ(reading.events[1].text, "工资, \"三月\"\nfinal");
    EXPECT_EQ(reading.events[2].text, "");
}

TEST(Csv, UnknownColumnsAreIgnored) {
    const Reading reading =
        read_text("x,type,y,id,at,order\n1,order.cancelled,2,e1," + at + ",o-1");
    EXPECT_EQ(reading.totals.counts.accepted, 1U);
    EXPECT_EQ(reading.totals.counts.read, 1U);  // the header isn't one
}

TEST(Csv, ImagesAreSplitAtSpacesAndBars) {
    const std::string columns = "type,id,at,review,account,merchant,stars,text,images\n";
    const Reading reading = read_text(
        columns + "review.posted,e1," + at + ",v-1,u-1,m-1,5,\"\",g-1 g-2|g-3\n" +
        "review.posted,e2," + at + ",v-2,u-1,m-1,5,好,\n");
    EXPECT_THAT(reading.reasons(), ElementsAre());
    ASSERT_EQ(reading.events.size(), 2U);
    EXPECT_EQ(reading.events[0].images.size(), 3U);
    EXPECT_TRUE(reading.events[1].images.empty());
}

TEST(Csv, AnEmptyCellIsAbsentAQuotedOneEmpty) {
    const std::string columns = "type,id,at,channel,text\n";
    const Reading reading = read_text(
        columns + "message.posted,e1," + at + ",chat,\nmessage.posted,e2," + at + ",chat,\"\"\n");
    EXPECT_THAT(reading.reasons(), ElementsAre("field 'text' is missing"));
    EXPECT_THAT(reading.ids(), ElementsAre("e2"));
}

TEST(Csv, RowsAreCheckedLikeLines) {
    const auto reason = [](const std::string& row) {
        const Reading reading = read_text(header + row);
        return reading.quarantine.empty() ? std::string() : reading.quarantine.at(0).reason;
    };
    EXPECT_EQ(
        reason("order.refunded,e1," + at + ",o-1,5.0,,,"), "field 'amount' must be an integer");
    EXPECT_EQ(reason("order.refunded,e1," + at + ",o-1,,,,"), "field 'amount' is missing");
    EXPECT_EQ(reason("order.refunded,e1," + at + ",o-1,-1,,,"), "field 'amount' is out of range");
    EXPECT_EQ(reason("order.refunded,e1," + at), "not as many cells as the CSV header has");
    EXPECT_EQ(
        reason("order.refunded,e1," + at + ",o-1,5,,,,"),
        "not as many cells as the CSV header has");
    EXPECT_EQ(
        reason("order.refunded,\"e1\"x," + at + ",o-1,5,,,"),
        "a CSV quote is not closed, or text follows it");
    EXPECT_EQ(
        reason("order.refunded,\"e1," + at + ",o-1,5,,,"),
        "a CSV quote is not closed, or text follows it");
    EXPECT_EQ(reason("order.refunded,e\xff," + at + ",o-1,5,,,"), "not valid UTF-8");
    EXPECT_EQ(
        reason("order.refunded,e1,2026-11-01,o-1,5,,,"),
        "field 'at' is not an RFC 3339 time with an offset");
}

TEST(Csv, LineNumbersCountNewlinesInCells) {
    const Reading reading = read_text(header + "a,\"\n\n\"\nx\n");
    ASSERT_EQ(reading.quarantine.size(), 2U);
    EXPECT_EQ(reading.quarantine[0].line, 2U);
    EXPECT_EQ(reading.quarantine[1].line, 5U);
}

TEST(Csv, AHeaderWithoutTypeIsNoCsv) {
    const Reading reading = read_text("id,at\ne1,x\n");
    EXPECT_EQ(reading.totals.counts.read, 2U);
    EXPECT_EQ(reading.totals.counts.quarantined, 2U);
}

TEST(Csv, ColumnsNamedTwiceMustNotBothBeSet) {
    const Reading reading = read_text(
        "type,id,at,order,order\norder.cancelled,e1," + at + ",o-1,\norder.cancelled,e2," + at +
        ",o-1,o-2\n");
    EXPECT_THAT(reading.ids(), ElementsAre("e1"));
    EXPECT_THAT(reading.reasons(), ElementsAre("field 'order' is given twice"));
}

}  // namespace
}  // namespace shouxin::intake
