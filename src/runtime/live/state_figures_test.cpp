// What the state adds up, held against what it tells of each record.
#include "runtime/live/state_fixture_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace shouxin::runtime {
namespace {

using StateFigures = States;

TEST_F(StateFigures, AreWhatIsToldOfEachRecord) {
    Played all;
    auto state = up_to_epoch(all);
    Played after = play(*state, entries(), taken(), entries().size());
    std::ranges::move(after.effects, std::back_inserter(all.effects));
    std::array<live::Sum, live::outcomes> decisions;
    live::Sum rings;
    std::int64_t held = 0;
    for (const Effects& effects : all.effects) {
        for (const live::Decision& decision : effects.decisions) {
            decisions[static_cast<std::size_t>(decision.outcome)].add(decision.amount);
        }
        for (const live::RingView& ring : effects.rings) {
            rings.add(ring.amount);
        }
        for (const live::Transition& transition : effects.transitions) {
            held += transition.flow.held;
        }
    }
    live::DayTally sum;
    for (const live::DayTally& day : state->tally().days()) {
        sum.orders.count += day.orders.count;
        sum.rings.count += day.rings.count;
        sum.rings.amount += day.rings.amount;
        for (std::size_t i = 0; i < live::outcomes; ++i) {
            sum.decisions[i].count += day.decisions[i].count;
            sum.decisions[i].amount += day.decisions[i].amount;
        }
    }
    EXPECT_EQ(sum.decisions, decisions);
    EXPECT_EQ(sum.rings, rings);
    EXPECT_GT(rings.count, 0U);
    EXPECT_EQ(sum.orders.count, state->watch().names().orders.size());
    EXPECT_GT(state->tally().days().size(), 30U);
    EXPECT_EQ(state->tally().holding().amount, held);
    EXPECT_GT(held, 0);

    using Cover = live::Exposure::Cover;
    live::Sum suspicious;
    for (std::uint32_t i = 0; i < state->watch().names().orders.size(); ++i) {
        const live::Subject order{model::SubjectKind::order, i};
        if (state->finding(order).ppm >= state->rulings().policy().thresholds.review_ppm) {
            suspicious.add(live::amount_of(order, state->watch()));
        }
    }
    const live::Exposure& exposure = state->exposure();
    EXPECT_EQ(exposure.sum(Cover::open).count + exposure.sum(Cover::held).count, suspicious.count);
    EXPECT_EQ(
        exposure.sum(Cover::open).amount + exposure.sum(Cover::held).amount, suspicious.amount);
    EXPECT_GT(exposure.sum(Cover::held).amount, 0);
    EXPECT_LE(exposure.sum(Cover::held).amount, held);
}

}  // namespace
}  // namespace shouxin::runtime
