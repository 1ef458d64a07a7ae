#include "live/exposure.h"

#include "base/archive.h"
#include "base/memory_stream_test.h"

#include <gtest/gtest.h>

#include <vector>

namespace shouxin::live {
namespace {

using Cover = Exposure::Cover;

Transition hold(std::uint32_t order, ActionState from, ActionState to, std::string by = "policy") {
    Transition t;
    t.action.kind = model::Action::hold_settlement;
    t.action.subject_kind = model::SubjectKind::order;
    t.action.subject = order;
    t.from = from;
    t.to = to;
    t.by = std::move(by);
    return t;
}

TEST(Exposure, counts_an_order_once_until_it_is_cleared) {
    Exposure exposure;
    EXPECT_TRUE(exposure.suspect(1, 100, false));
    EXPECT_FALSE(exposure.suspect(1, 999, false)) << "worth what it was at first";
    EXPECT_TRUE(exposure.suspect(2, 50, true));
    EXPECT_EQ(exposure.sum(Cover::open), (Sum{1, 100}));
    EXPECT_EQ(exposure.sum(Cover::held), (Sum{1, 50}));
    exposure.clear(1);
    exposure.clear(1);
    EXPECT_EQ(exposure.sum(Cover::open), Sum{});
}

TEST(Exposure, a_hold_covers_an_order_while_it_is_in_force) {
    Exposure exposure;
    exposure.suspect(1, 100, false);
    exposure.follow(hold(1, ActionState::none, ActionState::decided));
    exposure.follow(hold(1, ActionState::decided, ActionState::due));
    EXPECT_EQ(exposure.sum(Cover::held), (Sum{1, 100}));
    exposure.follow(hold(1, ActionState::due, ActionState::expired, "clock"));
    EXPECT_EQ(exposure.sum(Cover::open), (Sum{1, 100})) << "time let it go, nobody looked";
    exposure.follow(hold(1, ActionState::expired, ActionState::confirmed, "marketplace"));
    EXPECT_EQ(exposure.sum(Cover::open), (Sum{1, 100}));
    exposure.follow(hold(2, ActionState::none, ActionState::decided));
    EXPECT_EQ(exposure.sum(Cover::held), Sum{}) << "nothing speaks against that one";
}

TEST(Exposure, what_was_captured_or_let_go_by_a_person_is_settled) {
    for (const auto& [end, by, cover] : std::vector<std::tuple<ActionState, std::string, Cover>>{
             {ActionState::captured, "ann", Cover::settled},
             {ActionState::released, "ann", Cover::settled},
             {ActionState::undone, "ann", Cover::settled},
             {ActionState::released, "policy", Cover::open},
             {ActionState::refused, "marketplace", Cover::open},
             {ActionState::expired, "clock", Cover::open}}) {
        Exposure exposure;
        exposure.suspect(1, 100, true);
        exposure.follow(hold(1, ActionState::applied, end, by));
        EXPECT_EQ(exposure.sum(cover), (Sum{1, 100})) << name_of(end) << " by " << by;
    }
}

TEST(Exposure, an_honest_order_is_no_risk_until_somebody_calls_it_fake) {
    Exposure exposure;
    exposure.suspect(1, 100, false);
    exposure.suspect(2, 50, true);
    exposure.label(1, false);
    exposure.label(2, false);
    EXPECT_EQ(exposure.sum(Cover::settled), (Sum{1, 100}));
    EXPECT_EQ(exposure.sum(Cover::held), (Sum{1, 50})) << "it is held still";
    exposure.label(1, true);
    EXPECT_EQ(exposure.sum(Cover::open), (Sum{1, 100}));
}

TEST(Exposure, goes_on_after_a_snapshot_and_under_new_names) {
    constexpr StreamLabel label{.version = "test", .key = {1, 2}};
    Exposure first;
    first.suspect(1, 100, false);
    first.suspect(2, 50, true);
    first.suspect(3, 25, false);
    StringSink sink;
    ASSERT_TRUE(save(sink, label, first));
    StringSource source(sink.bytes);
    Exposure second;
    ASSERT_TRUE(load(source, sink.bytes.size(), label, second));
    EXPECT_EQ(second.sum(Cover::open), (Sum{2, 125}));
    const std::vector<std::uint32_t> to{7, 0xffffffff, 0, 1};
    second.renumber(to);
    EXPECT_EQ(second.sum(Cover::open), (Sum{1, 25}));
    second.follow(hold(0, ActionState::applied, ActionState::captured, "ann"));
    EXPECT_EQ(second.sum(Cover::settled), (Sum{1, 50})) << "2 is called 0 now";
}

TEST(Exposure, no_amounts_are_too_large_to_add) {
    Exposure exposure;
    for (std::uint32_t order = 0; order < 4; ++order) {
        exposure.suspect(order, INT64_MAX, false);
    }
    for (std::uint32_t order = 0; order < 3; ++order) {
        exposure.clear(order);
    }
    EXPECT_EQ(exposure.sum(Cover::open), (Sum{1, INT64_MAX}));
}

}  // namespace
}  // namespace shouxin::live
