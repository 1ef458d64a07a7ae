// What was counted goes on counting over a restart.
#include "intake/totals.h"

#include "base/archive.h"
#include "base/memory_stream_test.h"

#include <gtest/gtest.h>

namespace shouxin::intake {
namespace {

TEST(Totals, AreLoadedAsSaved) {
    Totals totals;
    totals.counts = {.read = 9, .accepted = 5, .duplicates = 1, .quarantined = 3, .late = 2};
    totals.inputs = {
        {"one", {.read = 4}, {}}, {"two", {.read = 5, .contacts = 7}, "the stream broke off"}};
    totals.by_type[3] = 5;
    totals.by_unknown_type = {{"coupon.torn", 2}, {"(others)", 1}};
    totals.first_at_ms = -1;
    StringSink sink;
    ASSERT_TRUE(save(sink, {}, totals).has_value());
    StringSource source(sink.bytes);
    Totals again;
    again.last_at_ms = 1;
    ASSERT_TRUE(load(source, sink.bytes.size(), {}, again).has_value());
    EXPECT_EQ(again.counts.quarantined, 3U);
    EXPECT_EQ(again.counts.late, 2U);
    ASSERT_EQ(again.inputs.size(), 2U);
    EXPECT_EQ(again.inputs[0].broken, std::nullopt);
    EXPECT_EQ(again.inputs[1].name, "two");
    EXPECT_EQ(again.inputs[1].counts.contacts, 7U);
    EXPECT_EQ(again.inputs[1].broken, "the stream broke off");
    EXPECT_EQ(again.by_type, totals.by_type);
    EXPECT_EQ(again.by_unknown_type, totals.by_unknown_type);
    EXPECT_EQ(again.first_at_ms, -1);
    EXPECT_EQ(again.last_at_ms, std::nullopt);
}

}  // namespace
}  // namespace shouxin::intake
