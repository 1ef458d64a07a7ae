// Many actions in one step: whom they hit, what the brake leaves, and that they can be undone.
#include "live/batch.h"

#include "live/batch_preview.h"
#include "live/ring_fixture_test.h"

#include <gmock/gmock.h>

namespace shouxin::live {
namespace {

using testing::HasSubstr;

class BatchTest : public RingFixture {
protected:
    void SetUp() override {
        RingFixture::SetUp();
        trade();
        find_ring();
    }

    Effects take(const BatchOrder& asked) { return order(taking(asked)); }

    // Of the newest batch's actions in force.
    std::size_t in_force(const Batch& batch) {
        std::size_t many = 0;
        for (ActionId id = batch.first_action; id < batch.first_action + batch.taken; ++id) {
            const auto facts = state->actions().find(id);
            many += facts && is_in_force(facts->state) ? 1 : 0;
        }
        return many;
    }

    proof::Json preview(const BatchOrder& asked) {
        BatchPreview looked(asked, "ann", state->at_ms());
        while (!looked.look(*state)) {
        }
        return looked.told().value();
    }
};

std::int64_t number(const proof::Json& json, std::string_view key) {
    const proof::Json* const value = json.find(key);
    return value == nullptr || value->as_integer() == nullptr ? -1 : *value->as_integer();
}

TEST_F(BatchTest, TakesAllOfARingInOneStep) {
    const Effects effects = take(of_ring("hold_settlement", "orders"));
    ASSERT_TRUE(effects.result->has_value()) << effects.result->error().message;
    ASSERT_TRUE(effects.batch);
    EXPECT_EQ(effects.batch->subjects, 12U);
    EXPECT_EQ(effects.batch->taken, 12U);
    EXPECT_EQ(effects.batch->amount, 120'000);
    EXPECT_EQ(effects.batch->ring, 1U);
    EXPECT_EQ(in_force(*effects.batch), 12U);
    const auto first = state->actions().find(effects.batch->first_action);
    EXPECT_EQ(first->grounds.front().decision, effects.batch->id());
    EXPECT_EQ(first->grounds.front().reason, "looked at it");
    EXPECT_THAT(effects.leaves.back(), HasSubstr("batch.take"));
    EXPECT_THAT(effects.leaves.back(), testing::Not(HasSubstr("f-0")));
}

TEST_F(BatchTest, TakesTheMostProbableFirstAndNoneBelowWhatIsAsked) {
    BatchOrder asked = of_ring("exclude_from_sales", "orders");
    const Effects all = take(asked);
    EXPECT_EQ(all.transitions.back().action.subject_id, "f-3");
    asked.action = "exclude_from_rank";
    asked.probability_min_ppm = 500'000;
    EXPECT_EQ(take(asked).batch->subjects, 11U);
}

TEST_F(BatchTest, HitsAccountsAndShopsToo) {
    EXPECT_EQ(take(of_ring("require_verification", "accounts")).batch->taken, 6U);
    EXPECT_EQ(take(of_ring("open_case", "merchants")).batch->taken, 2U);
}

TEST_F(BatchTest, StopsWhereTheBrakeIs) {
    propose("[brake]\nholds_per_hour = 5\n");
    const proof::Json before = preview(of_ring("hold_settlement", "orders"));
    const Effects effects = take(of_ring("hold_settlement", "orders"));
    EXPECT_EQ(effects.batch->taken, 5U);
    EXPECT_EQ(effects.batch->braked, 7U);
    EXPECT_EQ(in_force(*effects.batch), 5U);
    EXPECT_EQ(number(*before.find("sums"), "taken"), 5);
    EXPECT_EQ(number(*before.find("sums"), "braked"), 7);
    EXPECT_THAT(before.text(), HasSubstr(R"("brake":[{"cap":"holds_per_hour","subjects":7}])"));
}

TEST_F(BatchTest, LeavesAloneWhatWasInForceBefore) {
    Command single;
    single.command = CommandKind::take_action;
    single.by = "ann";
    single.reason = "this one";
    single.kind = "hold_settlement";
    single.subject_kind = "order";
    single.subject = "f-0";
    order(single);
    const auto before = state->actions().in_force(
        model::Action::hold_settlement,
        model::SubjectKind::order,
        index_of(model::SubjectKind::order, "f-0"));
    const Batch batch = *take(of_ring("hold_settlement", "orders")).batch;
    EXPECT_EQ(batch.joined, 1U);
    EXPECT_EQ(batch.taken, 11U);
    const Effects undone = order(undoing(batch.id()));
    EXPECT_EQ(undone.batch->undone, 11U);
    EXPECT_TRUE(is_in_force(state->actions().find(*before)->state)) << "it wasn't the batch's";
}

TEST_F(BatchTest, IsUndoneInOneStepAndOnce) {
    const Batch batch = *take(of_ring("hold_settlement", "orders")).batch;
    Command one;
    one.command = CommandKind::order_action;
    one.by = "ann";
    one.reason = "an honest one";
    one.kind = "release";
    one.action = to_text(batch.first_action + 2);
    order(one);
    const Effects undone = order(undoing(batch.id()));
    ASSERT_TRUE(undone.result->has_value());
    EXPECT_EQ(number(**undone.result, "undone"), 11);
    EXPECT_EQ(number(**undone.result, "ended_before"), 1);
    EXPECT_THAT((**undone.result).text(), HasSubstr(one.action));
    EXPECT_EQ(undone.transitions.front().to, ActionState::released);
    EXPECT_EQ(undone.batch->undone_by, "ben");
    EXPECT_EQ(undone.batch->reason, "looked at it");
    EXPECT_EQ(in_force(batch), 0U);
    EXPECT_EQ(order(undoing(batch.id())).result->error().failure, Failure::conflict);
    EXPECT_EQ(order(undoing("b-1")).result->error().failure, Failure::not_found);
    EXPECT_EQ(order(undoing("nothing")).result->error().failure, Failure::not_found);
}

TEST_F(BatchTest, HasTheSameAnswerUnderTheSameKey) {
    Command command = taking(of_ring("exclude_from_sales", "orders"));
    command.key = "k-1";
    const Effects first = order(command);
    const Effects again = order(command);
    EXPECT_EQ((**first.result).text(), (**again.result).text());
    EXPECT_TRUE(again.transitions.empty());
    EXPECT_FALSE(again.batch);
    Command undo = undoing(first.batch->id());
    undo.key = "k-2";
    const Effects undone = order(undo);
    EXPECT_EQ((**order(undo).result).text(), (**undone.result).text());
}

TEST_F(BatchTest, RefusesWhatMakesNoSense) {
    const auto failure_of = [&](const BatchOrder& asked) -> std::optional<Failure> {
        const Effects effects = take(asked);
        EXPECT_TRUE(effects.transitions.empty());
        return effects.result->has_value() ? std::nullopt
                                           : std::optional(effects.result->error().failure);
    };
    EXPECT_EQ(failure_of(of_ring("hold_settlement", "nobody")), Failure::invalid);
    EXPECT_EQ(failure_of(of_ring("shout", "orders")), Failure::invalid);
    EXPECT_EQ(failure_of(of_ring("hold_settlement", "accounts")), Failure::not_found);
    BatchOrder asked = of_ring("hold_settlement", "orders");
    asked.ring = "R2";
    EXPECT_EQ(failure_of(asked), Failure::not_found);
    asked.ring = "2";
    EXPECT_EQ(failure_of(asked), Failure::invalid);
    asked = of_ring("hold_settlement", "orders");
    asked.epoch = 1;
    EXPECT_EQ(failure_of(asked), Failure::conflict);
    asked.epoch = static_cast<std::int64_t>(state->epoch().number);
    asked.subjects = {{"order", "h-0"}};
    EXPECT_EQ(failure_of(asked), Failure::invalid);
    asked = {};
    asked.action = "hold_settlement";
    EXPECT_EQ(failure_of(asked), Failure::invalid);
    asked.subjects.assign(batch_subjects_max + 1, {"order", "h-0"});
    EXPECT_EQ(failure_of(asked), Failure::invalid);
}

TEST_F(BatchTest, TellsWhoIsRefusedAndWhoLooksHonest) {
    BatchOrder asked;
    asked.action = "hold_settlement";
    asked.subjects = {
        {"order", "f-0"},
        {"order", "h-0"},
        {"order", "nobody"},
        {"account", "u-0"},
        {"order", "f-0"}};
    const proof::Json before = preview(asked);
    EXPECT_EQ(number(*before.find("sums"), "honest"), 1);
    EXPECT_EQ(number(*before.find("sums"), "subjects"), 4);
    const proof::Json& first = before.find("subjects")->as_array()->front();
    EXPECT_EQ(*first.find("id")->as_text(), "h-0");
    EXPECT_TRUE(*first.find("honest")->as_boolean());
    EXPECT_THAT(
        before.text(),
        HasSubstr(R"("id":"m-honest","recent_amount":60000,"recent_hit":1,)"
                  R"("recent_hit_amount":10000,"recent_orders":6,)"));
    const Effects effects = take(asked);
    EXPECT_EQ(effects.batch->taken, 2U);
    EXPECT_EQ(effects.batch->refused, 2U);
    EXPECT_EQ(effects.batch->subjects, 4U) << "each counts once";
    EXPECT_THAT((**effects.result).text(), HasSubstr("there is no order of that name"));
}

TEST_F(BatchTest, IsTheSameWhenItIsReplayed) {
    take(of_ring("hold_settlement", "orders"));
    auto middle = loaded(saved(*state));
    const std::size_t until = log.size();
    const Effects undone = order(undoing(fmt::format("b-{}", until)));
    const Effects again = step(*middle, log.size());
    EXPECT_EQ(undone.leaves, again.leaves);
    auto whole = fresh();
    for (std::size_t number = 1; number <= log.size(); ++number) {
        step(*whole, number);
    }
    EXPECT_TRUE(saved(*whole) == saved(*state));
    EXPECT_TRUE(saved(*middle) == saved(*state));
}

// As many as there may be, with the longest names: one record, whose leaves all have room.
TEST_F(BatchTest, MayBeAsLargeAsItIsSaid) {
    BatchOrder asked;
    asked.action = "exclude_from_sales";
    for (std::size_t i = 0; i < batch_subjects_max; ++i) {
        const std::string name = fmt::format("{:0>128}", i);
        buys(name, "u-0", "m-0", 60, "d-farm", "p-both");
        asked.subjects.push_back({"order", name});
    }
    const Effects effects = take(asked);
    EXPECT_EQ(effects.batch->taken, batch_subjects_max);
    EXPECT_EQ(effects.leaves.size(), 2 * batch_subjects_max + 1);
    EXPECT_EQ(order(undoing(effects.batch->id())).batch->undone, batch_subjects_max);
}

TEST(Batches, RememberTheNewest) {
    Batches batches;
    for (std::uint64_t number = 1; number <= Batches::most + 2; ++number) {
        Batch batch;
        batch.number = number * 3;
        batches.add(std::move(batch));
    }
    EXPECT_EQ(batches.find(6), nullptr);
    EXPECT_EQ(batches.find(10), nullptr);
    ASSERT_NE(batches.find(9), nullptr);
    EXPECT_EQ(batches.find(9)->id(), "b-9");
}

TEST(BatchOrders, AreReadAsTheyWereWritten) {
    BatchOrder asked;
    asked.action = "open_case";
    asked.ring = "R7";
    asked.which = "orders";
    asked.probability_min_ppm = 900'000;
    asked.epoch = 12;
    asked.subjects = {{"order", "一\n\"二\""}};
    const auto read = read_batch_order(text_of(asked));
    ASSERT_TRUE(read);
    EXPECT_EQ(text_of(*read), text_of(asked));
    for (const char* const wrong :
         {"{}", "[]", R"({"subjects":[["order"]]})", R"({"subjects":[1]})"}) {
        EXPECT_FALSE(read_batch_order(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace shouxin::live
