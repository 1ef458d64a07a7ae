// From inputs to a log: merge, duplicates, lateness, broken streams, totals, memory of a batch.
#include "intake/intake.h"

#include "intake/memory_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace shouxin::intake {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Intake, NothingComesOfNothing) {
    EXPECT_THAT(read_texts({}).events, IsEmpty());
    const Reading reading = read_texts({"", "\n\n", "\xEF\xBB\xBF"});
    EXPECT_THAT(reading.events, IsEmpty());
    EXPECT_EQ(reading.totals.counts.read, 0U);
    EXPECT_EQ(reading.totals.first_at_ms, std::nullopt);
}

TEST(Intake, BlankLinesAreSkippedButNumbered) {
    const Reading reading = read_text("\n \t\r\n" + line_at_second(1, "a") + "\r\n\nbad\n");
    EXPECT_EQ(reading.totals.counts.read, 2U);
    ASSERT_EQ(reading.quarantine.size(), 1U);
    EXPECT_EQ(reading.quarantine[0].line, 6U);
    EXPECT_EQ(reading.quarantine[0].excerpt, "bad");
}

TEST(Intake, OneInputKeepsItsOrder) {
    const Reading reading =
        read_text(line_at_second(3, "a") + line_at_second(1, "b") + line_at_second(2, "c"));
    EXPECT_THAT(reading.ids(), ElementsAre("a", "b", "c"));
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(reading.events[i].event.number, i);
    }
}

TEST(Intake, InputsAreMergedByTimeStablyByInput) {
    const Reading reading = read_texts(
        {line_at_second(1, "a1") + line_at_second(3, "a3") + line_at_second(3, "a3b"),
         line_at_second(1, "b1") + line_at_second(2, "b2") + line_at_second(3, "b3"),
         "",
         line_at_second(0, "d0") + line_at_second(3, "d3")});
    EXPECT_THAT(reading.ids(), ElementsAre("d0", "a1", "b1", "b2", "a3", "a3b", "b3", "d3"));
}

TEST(Intake, AnInputOutOfOrderIsMergedByWhatComesNext) {
    const Reading reading = read_texts(
        {line_at_second(5, "a5") + line_at_second(1, "a1"),
         line_at_second(4, "b4") + line_at_second(6, "b6")});
    EXPECT_THAT(reading.ids(), ElementsAre("b4", "a5", "a1", "b6"));
}

TEST(Intake, MergingDoesNotDependOnTheSizeOfBatches) {
    std::vector<std::string> texts(3);
    for (int i = 0; i < 3000; ++i) {
        texts[static_cast<std::size_t>(i * 7 % 3)] +=
            line_at_second(i / 4, "e" + std::to_string(i));
    }
    Options options{.key = HashKey{3, 4}};
    const std::vector<std::string> expected = read_texts(texts, options).ids();
    EXPECT_EQ(expected.size(), 3000U);
    for (const std::uint32_t batch : {1U, 2U, 7U, 100U}) {
        options.batch_events = batch;
        EXPECT_EQ(read_texts(texts, options).ids(), expected);
    }
}

TEST(Intake, DuplicatesWithinTheBoundAreCountedAndIgnored) {
    const Reading reading = read_texts(
        {line_at_second(1, "a") + line_at_second(2, "a") + line_at_second(3, "b"),
         line_at_second(5, "b")});
    EXPECT_THAT(reading.ids(), ElementsAre("a", "b"));
    EXPECT_EQ(reading.totals.counts.duplicates, 2U);
    EXPECT_EQ(reading.totals.inputs[0].counts.duplicates, 1U);
    EXPECT_EQ(reading.totals.inputs[1].counts.duplicates, 1U);
    EXPECT_EQ(reading.totals.inputs[1].counts.read, 1U);
}

TEST(Intake, DuplicatesOutsideTheBoundAreEvents) {
    const Options options{.key = HashKey{3, 4}, .lateness_ms = 60'000};
    const Reading reading = read_text(
        line_at_second(0, "a") + line_at_second(60, "a") + line_at_second(121, "a"), options);
    EXPECT_EQ(reading.totals.counts.duplicates, 1U);
    EXPECT_EQ(reading.totals.counts.accepted, 2U);
}

TEST(Intake, OneIdOfTwoSourcesIsTwoEvents) {
    const auto line = [](std::string_view source) {
        return event_of("order.cancelled", R"("order":"o-1")" + std::string(source));
    };
    const Reading reading = read_text(
        line("") + line(R"(,"source":"a")") + line(R"(,"source":"b")") + line(R"(,"source":"a")") +
        line(R"(,"source":null)"));
    EXPECT_EQ(reading.totals.counts.accepted, 3U);
    EXPECT_EQ(reading.totals.counts.duplicates, 2U);
}

TEST(Intake, ADuplicateIntroducesNoNames) {
    const Reading reading = read_text(
        event_of("order.cancelled", R"("order":"o-1")") +
        event_of("order.cancelled", R"("order":"o-2")"));
    EXPECT_EQ(reading.names->orders.size(), 1U);
}

TEST(Intake, ABatchOfDuplicatesIsNotTheEnd) {
    std::string lines;
    for (int i = 0; i < 50; ++i) {
        lines += line_at_second(1, "a");
    }
    Options options{.key = HashKey{3, 4}};
    options.batch_events = 4;
    const Reading reading = read_text(lines + line_at_second(2, "b"), options);
    EXPECT_THAT(reading.ids(), ElementsAre("a", "b"));
}

TEST(Intake, LateEventsAreMarkedAndKept) {
    const Reading reading = read_text(
        line_at("2026-11-05T00:00:00Z", "now") + line_at("2026-11-03T00:00:00Z", "in time") +
        line_at("2026-11-02T23:59:59Z", "late"));
    ASSERT_EQ(reading.events.size(), 3U);
    EXPECT_FALSE(reading.events[1].event.late);
    EXPECT_TRUE(reading.events[2].event.late);
    EXPECT_EQ(reading.totals.counts.late, 1U);
    EXPECT_EQ(reading.totals.first_at_ms, reading.events[2].event.at_ms);
    EXPECT_EQ(reading.totals.last_at_ms, reading.events[0].event.at_ms);
}

TEST(Intake, OpeningsAndRegistrationsAreNeverLate) {
    const Reading reading = read_text(
        line_at("2026-11-05T00:00:00Z", "now") +
        R"({"type":"merchant.opened","id":"e1","at":"1999-01-01T00:00:00Z","merchant":"m",)"
        R"("category":"c","region":"440111","payee":"p"})"
        "\n"
        R"({"type":"account.registered","id":"e2","at":"1999-01-01T00:00:00Z","account":"u",)"
        R"("device":"d","ip":"i"})");
    EXPECT_EQ(reading.totals.counts.accepted, 3U);
    EXPECT_EQ(reading.totals.counts.late, 0U);
}

TEST(Intake, NamesAreDenseInTheOrderOfTheLog) {
    const Reading reading = read_texts(
        {line_at_second(2, "b") + line_at_second(4, "d"),
         line_at_second(1, "a") + line_at_second(3, "c")});
    ASSERT_EQ(reading.names->orders.size(), 4U);
    EXPECT_EQ(reading.names->orders[model::OrderIx{0}], "o-a");
    EXPECT_EQ(reading.names->orders[model::OrderIx{3}], "o-d");
    EXPECT_EQ(std::get<model::OrderCancelled>(reading.events[2].event.body).order.value, 2U);
}

TEST(Intake, KindsOfNamesDoNotMix) {
    const Reading reading = read_text(
        event_of("transfer.made", R"("payer":"x","payee":"y","amount":1)") +
        R"({"type":"review.liked","id":"e2","at":"2026-11-01T00:00:00Z","review":"x",)"
        R"("account":"x"})");
    EXPECT_EQ(reading.names->wallets.size(), 2U);
    EXPECT_EQ(reading.names->reviews.size(), 1U);
    EXPECT_EQ(reading.names->accounts.size(), 1U);
}

TEST(Intake, ABrokenStreamKeepsWhatCameBefore) {
    auto broken = std::make_unique<MemorySource>(
        line_at_second(1, "a") + line_at_second(2, "b") + R"({"type":"order.canc)");
    broken->error = Error{Failure::corrupt, "the gzip stream ends early: is the file truncated?"};
    std::vector<NamedSource> sources;
    sources.push_back({"broken.jsonl.gz", std::move(broken)});
    sources.push_back({"whole.jsonl", std::make_unique<MemorySource>(line_at_second(3, "c"))});
    const Reading reading = read_sources(std::move(sources));
    EXPECT_THAT(reading.ids(), ElementsAre("a", "b", "c"));
    ASSERT_EQ(reading.quarantine.size(), 1U);
    EXPECT_EQ(reading.quarantine[0].source, "broken.jsonl.gz");
    EXPECT_EQ(reading.quarantine[0].line, 3U);
    EXPECT_EQ(reading.quarantine[0].reason, "the gzip stream ends early: is the file truncated?");
    EXPECT_TRUE(reading.totals.inputs[0].broken.has_value());
    EXPECT_FALSE(reading.totals.inputs[1].broken.has_value());
    EXPECT_EQ(reading.totals.counts.read, 4U);
    EXPECT_EQ(reading.totals.counts.quarantined, 1U);
}

TEST(Intake, ALongLineIsQuarantinedAndReadingGoesOn) {
    const Reading reading = read_text(
        line_at_second(1, "a") + R"({"type":")" + std::string(10 << 20, 'x') + "\n" +
        line_at_second(2, "b"));
    EXPECT_THAT(reading.ids(), ElementsAre("a", "b"));
    ASSERT_EQ(reading.quarantine.size(), 1U);
    EXPECT_EQ(reading.quarantine[0].line, 2U);
    EXPECT_EQ(reading.quarantine[0].reason, "line is longer than 1 MiB");
    EXPECT_EQ(reading.quarantine[0].excerpt.size(), excerpt_bytes_max);
}

TEST(Intake, LongTextsAreKeptWhole) {
    const std::string text(900'000, 'x');
    const Reading reading =
        read_text(event_of("message.posted", R"("channel":"chat","text":")" + text + '"'));
    ASSERT_EQ(reading.events.size(), 1U);
    EXPECT_EQ(reading.events[0].text, text);
}

class FullQuarantine final : public QuarantineSink {
public:
    Result<void> add(const QuarantineEntry& /*entry*/) override {
        return fail(Failure::exhausted, "the disk is full");
    }
};

TEST(Intake, StopsWhenQuarantineCantBeWritten) {
    model::Names names({1, 2});
    FullQuarantine quarantine;
    std::vector<NamedSource> sources;
    sources.push_back({"x", std::make_unique<MemorySource>("bad\n")});
    Intake intake({}, std::move(sources), names, quarantine);
    const auto batch = intake.next();
    ASSERT_FALSE(batch.has_value());
    EXPECT_EQ(batch.error().failure, Failure::exhausted);
}

}  // namespace
}  // namespace shouxin::intake
