#include "live/labels.h"

#include "base/archive.h"
#include "base/memory_stream_test.h"

#include <gtest/gtest.h>

namespace shouxin::live {
namespace {

using model::SubjectKind;

constexpr SubjectKind order = SubjectKind::order;
constexpr StreamLabel label{.version = "test", .key = {1, 2}};

Said fake(std::string by, std::int64_t at_ms = 1) {
    return {true, std::move(by), at_ms};
}

Said honest(std::string by, std::int64_t at_ms = 2) {
    return {false, std::move(by), at_ms};
}

// A subject that `ana` called fake, and that is drawn.
std::string drawn(Labels& labels) {
    for (int i = 0;; ++i) {
        const std::string id = "o-" + std::to_string(i);
        if (labels.add(order, id, fake("ana"), false).look) {
            return id;
        }
    }
}

TEST(Labels, TheNewestStandsUntilItIsTakenBack) {
    Labels labels({3, 4});
    EXPECT_EQ(labels.find(order, "o-1"), nullptr);
    labels.add(order, "o-1", fake("ana"), false);
    labels.add(order, "o-1", honest("ben"), false);
    EXPECT_EQ(labels.find(order, "o-1")->label, honest("ben"));
    EXPECT_EQ(labels.find(SubjectKind::review, "o-1"), nullptr);
    EXPECT_EQ(labels.withdraw(order, "o-1", "ana", false).error().failure, Failure::forbidden);
    EXPECT_EQ(labels.withdraw(order, "o-2", "ana", true).error().failure, Failure::not_found);
    EXPECT_TRUE(labels.withdraw(order, "o-1", "lea", true));
    EXPECT_EQ(labels.find(order, "o-1"), nullptr);
}

TEST(Labels, OneInTenIsLookedAtAgainBySomebodyElse) {
    Labels labels({3, 4});
    int wanted = 0;
    for (int i = 0; i < 2000; ++i) {
        wanted += labels.add(order, std::to_string(i), fake("ana"), false).look ? 1 : 0;
    }
    EXPECT_GT(wanted, 150);
    EXPECT_LT(wanted, 250);
    const std::string id = drawn(labels);
    EXPECT_EQ(labels.find(order, id)->look->state(), "wanted");
    const auto own = labels.look_again(order, id, fake("ana"), "");
    EXPECT_EQ(own.error().failure, Failure::conflict);
    const auto look = labels.look_again(order, id, honest("ben"), "看过发货");
    ASSERT_TRUE(look);
    EXPECT_EQ(look->state(), "disagreed");
    EXPECT_EQ(look->second_reason, "看过发货");
    EXPECT_EQ(labels.find(order, id)->label, fake("ana")) << "the first one's word stands";
    EXPECT_EQ(labels.look_again(order, id, honest("cem"), "").error().failure, Failure::conflict);
}

TEST(Labels, ADisagreementIsSettledByAnybodyButTheFirst) {
    Labels labels({3, 4});
    const std::string id = drawn(labels);
    ASSERT_TRUE(labels.look_again(order, id, honest("ben"), ""));
    EXPECT_EQ(labels.add(order, id, fake("ana", 9), false).look->state(), "disagreed");
    EXPECT_EQ(labels.add(order, id, honest("lea", 10), true).look->state(), "settled");
    const SecondLook& look = *labels.find(order, id)->look;
    EXPECT_EQ(look.first, fake("ana")) << "agreement is of what they said then";
    EXPECT_EQ(look.settled, honest("lea", 10));
    EXPECT_FALSE(look.agreed());
    EXPECT_EQ(labels.find(order, id)->label, honest("lea", 10));
}

TEST(Labels, ALeadSettlesWhatHeSaidFirst) {
    Labels labels({3, 4});
    const std::string id = drawn(labels);
    ASSERT_TRUE(labels.look_again(order, id, honest("ben"), ""));
    EXPECT_EQ(labels.add(order, id, honest("ana"), true).look->state(), "settled");
}

TEST(Labels, ASecondLookCanBeTakenBackAndIsWantedAgain) {
    Labels labels({3, 4});
    const std::string id = drawn(labels);
    EXPECT_EQ(labels.withdraw_second(order, id, "ben", false).error().failure, Failure::not_found);
    ASSERT_TRUE(labels.look_again(order, id, fake("ben"), ""));
    EXPECT_EQ(labels.find(order, id)->look->state(), "agreed");
    EXPECT_EQ(labels.withdraw_second(order, id, "ana", false).error().failure, Failure::forbidden);
    EXPECT_EQ(labels.withdraw_second(order, id, "ben", false)->state(), "wanted");
    EXPECT_TRUE(labels.withdraw(order, id, "ana", false));
    EXPECT_EQ(labels.look_again(order, id, fake("ben"), "").error().failure, Failure::not_found);
}

TEST(Labels, OnlySoManyAreRemembered) {
    Labels labels({3, 4}, 3);
    for (const char* id : {"a", "b", "a", "c"}) {
        labels.add(order, id, fake("ana"), false);
    }
    EXPECT_NE(labels.find(order, "a"), nullptr) << "it was labelled again";
    labels.add(order, "d", fake("ana"), false);
    EXPECT_EQ(labels.find(order, "b"), nullptr);
    EXPECT_EQ(labels.size(), 3U);
}

TEST(Labels, AreKept) {
    Labels labels({3, 4});
    const std::string id = drawn(labels);
    ASSERT_TRUE(labels.look_again(order, id, honest("ben"), "x"));
    StringSink sink;
    ASSERT_TRUE(save(sink, label, labels));
    StringSource source(sink.bytes);
    Labels again({3, 4});
    ASSERT_TRUE(load(source, sink.bytes.size(), label, again));
    EXPECT_EQ(again.find(order, id)->look, labels.find(order, id)->look);
    EXPECT_EQ(again.size(), labels.size());
}

}  // namespace
}  // namespace shouxin::live
