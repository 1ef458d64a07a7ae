// What is posted comes back whole, in order of time, ties as posted; the past can't be changed and
// what is past the end is refused.
#include "world/agenda.h"

#include "world/record.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::world {
namespace {

class Notes final : public AgendaListener {
public:
    void happens(Ms at, std::string_view record) override { heard.emplace_back(at, record); }

    std::vector<std::pair<Ms, std::string>> heard;
};

TEST(Record, GivesBackWhatWasPut) {
    RecordWriter writer;
    writer.begin(Event::order_refunded);
    const std::vector<std::uint64_t> numbers{
        0, 127, 128, 300'000'000'000ULL, std::numeric_limits<std::uint64_t>::max()};
    for (const std::uint64_t number : numbers) {
        writer.put(number);
    }
    writer.put(std::string_view("好评"));
    writer.put(std::string_view());
    RecordReader reader(writer.bytes());
    EXPECT_EQ(reader.event(), Event::order_refunded);
    for (const std::uint64_t number : numbers) {
        EXPECT_EQ(reader.number(), number);
    }
    EXPECT_EQ(reader.text(), "好评");
    EXPECT_EQ(reader.text(), "");
    EXPECT_EQ(reader.left(), 0U);
}

TEST(Agenda, TellsInOrderOfTimeAndTiesAsPosted) {
    Agenda agenda(0, days(2));
    EXPECT_TRUE(agenda.post(hours(30), "late"));
    EXPECT_TRUE(agenda.post(90, "second"));
    EXPECT_TRUE(agenda.post(80, "first"));
    EXPECT_TRUE(agenda.post(90, "third"));
    EXPECT_TRUE(agenda.post(-days(900), "long ago"));
    EXPECT_FALSE(agenda.post(days(2), "past the end"));
    Notes notes;
    agenda.drain(hour_ms, notes);
    const std::vector<std::pair<Ms, std::string>> early{
        {-days(900), "long ago"}, {80, "first"}, {90, "second"}, {90, "third"}};
    EXPECT_EQ(notes.heard, early);
    agenda.drain(days(3), notes);
    EXPECT_EQ(notes.heard.back(), std::pair(hours(30), std::string("late")));
}

TEST(Agenda, WhatComesTooLateHappensAtOnce) {
    Agenda agenda(0, days(1));
    Notes notes;
    agenda.drain(hours(5), notes);
    EXPECT_TRUE(agenda.post(hours(2), "too late"));
    agenda.drain(hours(6), notes);
    ASSERT_EQ(notes.heard.size(), 1U);
    EXPECT_EQ(notes.heard.front(), std::pair(hours(5), std::string("too late")));
}

}  // namespace
}  // namespace shouxin::world
