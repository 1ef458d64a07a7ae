#include "service/live/changed.h"

#include "service/live/appeal_rows.h"
#include "service/outbox/tables.h"

#include <gtest/gtest.h>

#include <string>

namespace shouxin::service {
namespace {

Changed decisions(std::uint64_t many) {
    Changed changed;
    changed.add(Topic::decisions, many);
    return changed;
}

port::Change action_of(const std::string& shop) {
    port::Row row(static_cast<std::size_t>(ActionColumn::grounds_known) + 1);
    row[static_cast<std::size_t>(ActionColumn::merchant)] = shop;
    return {port::Change::Kind::put, "actions", row};
}

TEST(Changed, CountsRowsOfTopics) {
    Changed changed;
    for (const char* table :
         {"decisions", "outbox", "decisions", "projections", "rings", "people"}) {
        changed.add(port::Change{port::Change::Kind::put, table, {std::string("id")}});
    }
    EXPECT_EQ(changed.count(Topic::decisions), 2U);
    EXPECT_EQ(changed.count(Topic::rings), 1U);
    EXPECT_EQ(changed.count(Topic::actions), 0U);
}

TEST(Changed, EveryTopicIsInItsPlace) {
    for (std::size_t at = 0; at < topic_count; ++at) {
        EXPECT_EQ(static_cast<std::size_t>(topics()[at].topic), at);
    }
}

TEST(Changed, KnowsWhichShopsAreConcerned) {
    Changed changed;
    changed.add(action_of("m-1"));
    changed.add(port::Change{
        port::Change::Kind::put,
        "appeals",
        {std::string("ap-1"), std::int64_t{1}, std::int64_t{1}, std::string("m-2")}});
    EXPECT_TRUE(changed.concerns("m-1"));
    EXPECT_TRUE(changed.concerns("m-2"));
    EXPECT_FALSE(changed.concerns("m-3"));
}

TEST(Changed, WithTooManyShopsAnyMayBe) {
    Changed changed;
    for (std::size_t shop = 0; shop < Changed::shops_max; ++shop) {
        changed.add(action_of("m-" + std::to_string(shop)));
    }
    EXPECT_FALSE(changed.concerns("another"));
    Changed more = decisions(1);
    more.add(action_of("m-one-more"));
    changed.add(more);
    EXPECT_TRUE(changed.concerns("another"));
    EXPECT_EQ(changed.count(Topic::actions), Changed::shops_max + 1);
}

TEST(ChangeHistory, TellsWhatCameBehindARecord) {
    ChangeHistory history(100, 10);
    EXPECT_EQ(history.since(100)->count(Topic::decisions), 0U);
    history.add(105, decisions(2));
    history.add(110, decisions(3));
    history.end_stretch();
    history.add(120, decisions(7));
    EXPECT_EQ(history.last(), 120U);
    EXPECT_EQ(history.since(100)->count(Topic::decisions), 12U);
    EXPECT_EQ(history.since(110)->count(Topic::decisions), 7U);
    EXPECT_EQ(history.since(120)->count(Topic::decisions), 0U);
    EXPECT_EQ(history.since(107)->count(Topic::decisions), 12U) << "all of its stretch";
}

TEST(ChangeHistory, SaysWhenItDoesNotKnow) {
    ChangeHistory history(100, 2);
    EXPECT_FALSE(history.since(99));
    EXPECT_FALSE(history.since(101)) << "not reached yet";
    for (std::uint64_t record = 101; record <= 103; ++record) {
        history.add(record, decisions(1));
        history.end_stretch();
    }
    EXPECT_FALSE(history.since(100));
    EXPECT_EQ(history.since(101)->count(Topic::decisions), 2U);
}

TEST(ChangeHistory, KeepsTheNewestEpoch) {
    ChangeHistory history(0, 2);
    Changed epoch;
    epoch.begin_epoch(3);
    history.add(1, epoch);
    history.add(2, decisions(1));
    EXPECT_EQ(history.since(0)->epoch(), 3U);
}

}  // namespace
}  // namespace shouxin::service
