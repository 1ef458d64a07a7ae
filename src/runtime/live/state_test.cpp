// The state of the server over a made-up market: what it decides, and that it decides the same when
// it is replayed, loaded from a snapshot, or handed what was read already.
#include "report/html_words.h"
#include "runtime/live/state_fixture_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::runtime {
namespace {

TEST_F(States, DecideAndActOnce) {
    Played before;
    auto state = up_to_epoch(before);
    const Played after = play(*state, entries(), taken(), entries().size());
    std::size_t blocked = 0;
    std::size_t held = 0;
    for (const Effects& effects : after.effects) {
        for (const live::Decision& decision : effects.decisions) {
            blocked += decision.outcome == live::Outcome::block ? 1 : 0;
        }
        for (const live::Transition& transition : effects.transitions) {
            held += transition.action.kind == model::Action::hold_settlement ? 1 : 0;
        }
    }
    EXPECT_GT(blocked, 20U);
    EXPECT_GT(held, 20U);
    EXPECT_GT(state->epoch().rings.size(), 0U);
    EXPECT_EQ(state->epoch().rings[0].number, 1U);
}

TEST_F(States, SayTheSameWhenReplayed) {
    Played before;
    auto state = up_to_epoch(before);
    before.text += play(*state, entries(), taken(), entries().size()).text;
    auto again = fresh(epochs);
    const Played replayed = play(*again, entries(), 0, entries().size());
    EXPECT_GT(before.text.size(), 10'000U);
    EXPECT_TRUE(replayed.text == before.text);
    EXPECT_TRUE(saved(*again) == saved(*state));
}

TEST_F(States, GoOnFromASnapshot) {
    Played before;
    auto state = up_to_epoch(before);
    for (const std::size_t middle : {entries().size() / 3, taken() + 1, entries().size() - 3}) {
        auto first = fresh(epochs);
        play(*first, entries(), 0, middle);
        auto second = loaded(saved(*first), epochs);
        const Played one = play(*first, entries(), middle, entries().size());
        const Played other = play(*second, entries(), middle, entries().size());
        EXPECT_TRUE(one.text == other.text) << middle;
    }
}

// By name: of all rings, devices and addresses among them.
std::vector<std::string> members_of(const State& state) {
    std::vector<std::string> members;
    for (const live::RingView& ring : state.epoch().rings) {
        for (const judge::Member& member : ring.members) {
            members.push_back(live::ring_id(ring.number) + " ");
            members.back() += report::member_name(state.watch().names(), member.kind, member.index);
        }
    }
    return members;
}

// Every event whose id is kept is in the record where it is said to be, or is from before `from`.
void expect_places(const live::Watch& watch, const std::vector<Entry>& log, std::size_t from) {
    const signal::EventIds& ids = watch.market().event_ids;
    std::size_t forgotten = 0;
    for (signal::EventRef event = 0; event < ids.size(); ++event) {
        const std::uint64_t record = watch.places().record_of(event);
        forgotten += record == live::EventPlaces::forgotten ? 1 : 0;
        if (record != live::EventPlaces::forgotten) {
            ASSERT_GE(record, from);
            const std::string id = "\"id\":\"" + std::string(ids[event]) + "\"";
            ASSERT_NE(log[record - 1].payload.find(id), std::string::npos) << record << id;
        }
    }
    EXPECT_GT(forgotten, 0U);
    EXPECT_LT(forgotten, ids.size() / 2);
}

// What came before a third of the log is forgotten, after the epoch that made them act.
TEST_F(States, ForgetWhatIsOld) {
    Played before;
    auto state = up_to_epoch(before);
    std::vector<Entry> all = entries();
    const std::size_t third = taken() / 3;
    all.push_back({RecordKind::generation, std::to_string(third) + " 1"});
    all.push_back(all[taken() - 2]);  // comes again: duplicates, which are still known
    all.push_back({RecordKind::tick, " "});
    epochs.log = &all;
    const std::string first_text = before.text + play(*state, all, taken(), all.size()).text;
    auto again = fresh(epochs);
    EXPECT_TRUE(play(*again, all, 0, all.size()).text == first_text);
    EXPECT_TRUE(saved(*again) == saved(*state));

    auto whole = fresh(epochs);
    play(*whole, all, 0, entries().size());
    play(*whole, all, all.size() - 2, all.size());
    const live::Watch& old = whole->watch();
    const live::Watch& young = state->watch();
    EXPECT_LT(young.names().orders.size(), old.names().orders.size());
    EXPECT_EQ(state->actions().size(), whole->actions().size());
    EXPECT_EQ(young.totals().counts.accepted, old.totals().counts.accepted);
    EXPECT_EQ(members_of(*state), members_of(*whole));
    std::size_t registered = 0;
    for (std::uint32_t i = 0; i < old.market().accounts.rows().size(); ++i) {
        const auto account = old.market().accounts.rows().get({i});
        const auto found = young.find(model::SubjectKind::account, old.names().accounts[{i}]);
        if (account.registered_s != 0) {
            ASSERT_TRUE(found.has_value());
            const auto carried = young.market().accounts.rows().get({found->index});
            EXPECT_EQ(carried.registered_s, account.registered_s);
            ++registered;
        }
    }
    EXPECT_GT(registered, 100U);
    expect_places(young, all, third);
    // Whoever is still there stands as before.
    std::size_t compared = 0;
    for (std::uint32_t i = 0; i < old.names().orders.size(); ++i) {
        const auto found = young.find(model::SubjectKind::order, old.names().orders[{i}]);
        if (found) {
            const live::Subject was{model::SubjectKind::order, i};
            EXPECT_EQ(state->finding(*found).ppm, whole->finding(was).ppm);
            EXPECT_EQ(
                state->rulings().standing(*found).outcome, whole->rulings().standing(was).outcome);
            ++compared;
        }
    }
    EXPECT_GT(compared, 100U);
}

// Whoever no epoch has judged yet is ruled on by what the first tier said, whenever it is.
TEST_F(States, RuleOnTheSameGroundsAfterAPolicyCame) {
    auto state = fresh(epochs);
    const Played before = play(*state, entries(), 0, entries().size() / 2);
    std::map<std::uint32_t, live::Outcome> decided;
    std::size_t reasoned = 0;
    for (const Effects& effects : before.effects) {
        for (const live::Decision& decision : effects.decisions) {
            if (decision.subject.kind == model::SubjectKind::order) {
                decided[decision.subject.index] = decision.would_be;
                reasoned += decision.reasons.size != 0 ? 1 : 0;
            }
        }
    }
    ASSERT_GT(reasoned, 10U);
    std::vector<Entry> more = {first_policy()};
    more.push_back(
        {RecordKind::command, R"({"by":"other","command":"policy.approve","version":2})"});
    more.resize(100, {RecordKind::tick, " "});
    for (std::size_t i = 0; i < more.size(); ++i) {
        const auto effects =
            state->step({1'000'000 + i, more[i].kind, 1'700'050'000'000, more[i].payload, nullptr});
        ASSERT_TRUE(effects);
        for (const live::Decision& decision : effects->decisions) {
            EXPECT_EQ(decision.would_be, decided[decision.subject.index]) << decision.subject_id;
        }
    }
    EXPECT_EQ(state->policies().in_force().version, 2U);
}

// It was taken over indices that stand for others now.
TEST_F(States, LeaveOutAnEpochThatAGenerationOvertook) {
    Played before;
    auto state = up_to_epoch(before);
    std::vector<Entry> all(
        entries().begin(), entries().begin() + static_cast<std::ptrdiff_t>(taken()));
    all.push_back({RecordKind::generation, std::to_string(taken() / 3) + " 1"});
    all.push_back({RecordKind::epoch, std::to_string(taken())});
    epochs.log = &all;
    const Played after = play(*state, all, taken(), all.size());
    EXPECT_NE(after.effects[0].generation, 0U);
    EXPECT_EQ(after.effects[1].epoch, 0U);
    EXPECT_EQ(state->epoch().number, 0U);
}

// More subsidy than price: nothing is held, and nothing less than that.
TEST_F(States, CountNoNegativeAmounts) {
    auto state = fresh(epochs);
    play(*state, entries(), 0, 1);
    const std::string question =
        R"({"type":"order.placed","id":"q1","at":"2026-11-01T20:14:03Z","order":"asked",)"
        R"("buyer":"u-7","merchant":"m-3","item":"i-9","quantity":1,"amount":100,"subsidy":300,)"
        R"("device":"d-2","ip":"113.66.210.23","address":"a-5","region":"440111","payer":"p-4"})"
        "\n";
    const auto effects = state->step({2, RecordKind::question, 1'800'000'000'000, question, {}});
    ASSERT_TRUE(effects && effects->answered) << "no answer";
    EXPECT_EQ(effects->decisions[*effects->answered].amount, 0);
}

TEST_F(States, DoWhatIsOrderedTwiceUnderOneKeyOnce) {
    auto state = fresh(epochs);
    play(*state, entries(), 0, 3);
    live::Command propose;
    propose.command = live::CommandKind::propose_policy;
    propose.by = "ann";
    propose.key = "k1";
    propose.text = "[orders]\nreview = 0.4\n";
    std::uint64_t number = 3;
    const auto order = [&](const live::Command& command) {
        const std::string payload = live::text_of(command);
        return state->step({++number, RecordKind::command, 1, payload, nullptr}).value();
    };
    const Effects first = order(propose);
    auto loaded_state = loaded(saved(*state), epochs);
    state = std::move(loaded_state);
    const Effects second = order(propose);
    EXPECT_EQ((**first.result).text(), (**second.result).text());
    EXPECT_EQ(state->policies().all().size(), 2U);
    EXPECT_TRUE(second.leaves.empty());
    propose.text = "[orders]\nreview = 0.3\n";
    EXPECT_EQ(order(propose).result->error().failure, Failure::conflict);
    propose.by = "ben";  // another one's key is another key
    EXPECT_TRUE(order(propose).result->has_value());
    EXPECT_EQ(state->policies().all().size(), 3U);
}

TEST_F(States, AnswerAQuestion) {
    auto state = fresh(epochs);
    play(*state, entries(), 0, entries().size() / 2);
    const std::string question =
        R"({"type":"order.placed","id":"q1","at":"2026-11-01T20:14:03Z","order":"asked",)"
        R"("buyer":"u-7",)"
        R"("merchant":"m-3","item":"i-9","quantity":1,"amount":19900,"device":"d-2",)"
        R"("ip":"113.66.210.23","address":"a-5","region":"440111","payer":"p-4"})"
        "\n";
    const auto effects =
        state->step({999'999, RecordKind::question, 1'800'000'000'000, question, nullptr});
    ASSERT_TRUE(effects) << effects.error().message;
    ASSERT_TRUE(effects->answered.has_value());
    const live::Decision& decision = effects->decisions[*effects->answered];
    EXPECT_EQ(decision.subject_id, "asked");
    EXPECT_EQ(decision.event.size(), 32U);
    const std::string& leaf = effects->leaves[decision.leaf - effects->first_leaf];
    EXPECT_THAT(leaf, testing::HasSubstr(decision.id()));
    EXPECT_THAT(leaf, testing::HasSubstr(R"("commitments":{"merchant":)"));
    EXPECT_THAT(leaf, testing::Not(testing::HasSubstr("asked")));
    const auto again =
        state->step({1'000'000, RecordKind::question, 1'800'000'000'000, question, nullptr});
    EXPECT_FALSE(again->answered.has_value());
    EXPECT_FALSE(again->admitted[0]);
}

}  // namespace
}  // namespace shouxin::runtime
