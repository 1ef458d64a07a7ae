// What people order of the state: appeals, labels, lots.
#include "live/facts.h"
#include "live/sample.h"
#include "policy/evaluate.h"
#include "runtime/live/state_fixture_test.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::runtime {
namespace {

Entry appeal(std::string action, std::string merchant) {
    live::Command command;
    command.command = live::CommandKind::make_appeal;
    command.by = "shop";
    command.action = std::move(action);
    command.subject_kind = "merchant";
    command.subject = std::move(merchant);
    command.text = "发货单在此";
    return {RecordKind::command, live::text_of(command)};
}

Entry answer(std::string name, std::string outcome) {
    live::Command command;
    command.command = live::CommandKind::answer_appeal;
    command.by = "analyst";
    command.subject = std::move(name);
    command.outcome = std::move(outcome);
    command.reason = "称重照片属实";
    return {RecordKind::command, live::text_of(command)};
}

TEST_F(States, EndWhatAnAppealWasGrantedAgainst) {
    Played before;
    auto state = up_to_epoch(before);
    std::vector<Entry> all = entries();
    const Played after = play(*state, all, taken(), all.size());
    std::optional<live::ActionFacts> hold;
    for (live::ActionId id = 1; !hold && id < 10'000; ++id) {
        hold = state->actions().find(id);
        if (hold && (hold->kind != model::Action::hold_settlement || !is_in_force(hold->state))) {
            hold.reset();
        }
    }
    ASSERT_TRUE(hold);
    const std::string action = live::to_text(hold->id);
    const std::size_t end = all.size();
    all.push_back(appeal(action, "m-somebody-else"));
    all.push_back(appeal(action, hold->merchant_id));
    all.push_back(appeal(action, hold->merchant_id));
    const Played made = play(*state, all, end, end + 3);
    EXPECT_EQ(made.effects[0].result->error().failure, Failure::not_found);
    ASSERT_TRUE(made.effects[1].appeal);
    EXPECT_EQ(made.effects[2].result->error().failure, Failure::conflict);
    EXPECT_THAT(made.effects[1].leaves.back(), testing::HasSubstr("appeal.make"));
    EXPECT_THAT(made.effects[1].leaves.back(), testing::Not(testing::HasSubstr(hold->merchant_id)));

    state = loaded(saved(*state), epochs);
    const std::string name = made.effects[1].appeal->id();
    all.push_back(answer(name, "granted"));
    all.push_back(answer(name, "rejected"));
    const Played answered = play(*state, all, end + 3, end + 5);
    ASSERT_EQ(answered.effects[0].transitions.size(), 1U);
    EXPECT_EQ(answered.effects[0].transitions[0].to, live::ActionState::released);
    EXPECT_EQ(answered.effects[0].appeal->state, live::AppealState::granted);
    EXPECT_EQ(answered.effects[0].appeal->text, "发货单在此");
    EXPECT_EQ(answered.effects[1].result->error().failure, Failure::not_found);
}

Entry saying(live::CommandKind kind, std::string by, std::string order, std::string outcome = {}) {
    live::Command command;
    command.command = kind;
    command.by = std::move(by);
    command.subject_kind = "order";
    command.subject = std::move(order);
    command.outcome = std::move(outcome);
    command.unless_labelled = kind == live::CommandKind::label ? 1 : 0;
    return {RecordKind::command, live::text_of(command)};
}

TEST_F(States, KnowWhatPeopleSaidAfterASnapshotToo) {
    using live::CommandKind;
    Played before;
    auto state = up_to_epoch(before);
    std::string order;  // that waits for a review
    for (const Effects& effects : before.effects) {
        for (const live::Queued& queued : effects.queue) {
            order = queued.waits ? queued.subject_id : order == queued.subject_id ? "" : order;
        }
    }
    ASSERT_FALSE(order.empty());
    std::vector<Entry> said = entries();
    said.resize(taken());
    said.push_back(saying(CommandKind::label, "ana", order, "fake"));
    const Played first = play(*state, said, taken(), taken() + 1);
    ASSERT_TRUE(first.effects[0].result->has_value());
    EXPECT_FALSE(first.effects[0].queue.at(0).waits);

    said.push_back(saying(CommandKind::label, "ben", order, "honest"));
    said.push_back(saying(CommandKind::withdraw_label, "ben", order));
    said.push_back(saying(CommandKind::withdraw_label, "ana", order));
    auto again = loaded(saved(*state), epochs);
    const Played one = play(*state, said, taken() + 1, said.size());
    const Played other = play(*again, said, taken() + 1, said.size());
    EXPECT_EQ(one.text, other.text);
    for (const Played& played : {one, other}) {
        EXPECT_EQ(played.effects[0].result->error().failure, Failure::conflict);
        EXPECT_EQ(played.effects[0].labelled->by, "ana");
        EXPECT_FALSE(played.effects[0].label) << "nothing was written over";
        EXPECT_EQ(played.effects[1].result->error().failure, Failure::forbidden);
        EXPECT_TRUE(played.effects[2].label->withdrawn);
        EXPECT_TRUE(played.effects[2].queue.at(0).waits);
    }
}

TEST_F(States, DrawLotsThatAreTheSameForAll) {
    Played before;
    auto state = up_to_epoch(before);
    const live::Sample sample = live::draw_sample(*state, key, 30);
    const live::Sample fewer = live::draw_sample(*loaded(saved(*state), epochs), key, 10);
    EXPECT_EQ(sample.allowed.size(), 30U);
    ASSERT_EQ(fewer.allowed.size(), 10U);
    EXPECT_TRUE(std::equal(fewer.allowed.begin(), fewer.allowed.end(), sample.allowed.begin()));
    EXPECT_NE(live::draw_sample(*state, {7, 8}, 30).allowed, sample.allowed);
    const policy::Policy& policy = state->rulings().policy();
    EXPECT_FALSE(sample.held_out.empty());
    for (const auto& [order, merchant, amount] : sample.held_out) {
        EXPECT_TRUE(policy::is_held_out(policy, key, order));
    }
    for (const auto& [order, merchant, amount] : sample.allowed) {
        EXPECT_FALSE(policy::is_held_out(policy, key, order));
        const auto subject = state->watch().find(model::SubjectKind::order, order);
        EXPECT_EQ(state->rulings().standing(*subject).outcome, live::Outcome::allow);
        EXPECT_EQ(amount, live::amount_of(*subject, state->watch()));
        EXPECT_FALSE(merchant.empty());
    }
}

}  // namespace
}  // namespace shouxin::runtime
