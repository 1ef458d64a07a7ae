// The state of the server over a made-up market: what it decides, and that it decides the same when
// it is replayed, loaded from a snapshot, or handed what was read already.
#include "live/state.h"

#include "base/archive.h"
#include "base/memory_stream_test.h"
#include "live/sample.h"
#include "policy/evaluate.h"
#include "world/market.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::runtime {
namespace {

using live::Effects;
using live::State;
using model::RecordKind;

constexpr HashKey key{5, 6};
constexpr StreamLabel label{.version = "test", .key = key};

struct Entry {
    RecordKind kind;
    std::string payload;
};

class Epochs final : public live::EpochSource {
public:
    Result<live::EpochView> epoch(std::uint64_t number) override {
        const auto found = views.find(number);
        if (found == views.end()) {
            return fail(Failure::not_found, "no such epoch");
        }
        return found->second;
    }

    Result<std::unique_ptr<live::Successor>> successor(
        std::uint64_t from, std::uint64_t until, const live::PolicyVersion& policy) override {
        auto made = std::make_unique<live::Successor>(
            intake::Options{.key = key},
            judge::embedded_model(),
            *policy::compile(policy.text),
            key);
        for (std::uint64_t number = from; number < until; ++number) {
            const Entry& entry = (*log)[number - 1];
            TRY_DONE(made->step({number, entry.kind, 0, entry.payload, nullptr}));
        }
        return made;
    }

    std::map<std::uint64_t, live::EpochView> views;
    const std::vector<Entry>* log = nullptr;
};

std::vector<Entry> market(double scale, std::size_t lines_a_record) {
    class Collector final : public world::Sink {
    public:
        explicit Collector(std::size_t many) : many_(many) {}

        void event(std::string_view json_line) override {
            if (lines_++ % many_ == 0) {
                entries.push_back({RecordKind::events, {}});
            }
            (entries.back().payload += json_line) += '\n';
        }

        std::vector<Entry> entries;

    private:
        std::size_t many_;
        std::size_t lines_ = 0;
    };

    world::MarketOptions options;
    options.seed = 11;
    options.scale = scale;
    options.preset = world::Preset::mixed;
    world::Market made(world::draw_knobs(options).value());
    Collector collector(lines_a_record);
    while (made.step(collector)) {
    }
    return std::move(collector.entries);
}

live::StateOptions options() {
    live::StateOptions options;
    options.reading.key = key;
    options.secret = "secret";
    return options;
}

std::unique_ptr<State> fresh(Epochs& epochs) {
    return std::make_unique<State>(options(), epochs);
}

Entry first_policy() {
    live::Command command;
    command.command = live::CommandKind::propose_policy;
    command.by = "test";
    command.text = live::first_policy();
    return {RecordKind::command, live::text_of(command)};
}

std::string saved(State& state) {
    StringSink sink;
    EXPECT_TRUE(save(sink, label, state).has_value());
    return std::move(sink.bytes);
}

std::unique_ptr<State> loaded(const std::string& bytes, Epochs& epochs) {
    auto state = fresh(epochs);
    StringSource source(bytes);
    const auto done = load(source, bytes.size(), label, *state);
    EXPECT_TRUE(done) << done.error().message;
    return state;
}

// All that is told of a record, as text.
std::string told(const Effects& effects) {
    std::string text;
    for (const std::string& leaf : effects.leaves) {
        (text += leaf) += '\n';
    }
    for (const live::Decision& decision : effects.decisions) {
        (text += live::told(decision).text()) += '\n';
    }
    return text;
}

struct Played {
    std::string text;
    std::vector<Effects> effects;
};

Played play(State& state, const std::vector<Entry>& entries, std::size_t from, std::size_t until) {
    Played played;
    for (std::size_t i = from; i < until; ++i) {
        auto effects = state.step(
            {i + 1,
             entries[i].kind,
             1'700'000'000'000 + static_cast<std::int64_t>(i) * 1000,
             entries[i].payload,
             nullptr});
        EXPECT_TRUE(effects) << effects.error().message;
        played.text += told(*effects);
        played.effects.push_back(*std::move(effects));
    }
    return played;
}

// Takes an epoch after `from` records, settles it, and lets it count.
void insert_epoch(std::vector<Entry>& entries, std::size_t at) {
    const auto place = static_cast<std::ptrdiff_t>(at);
    entries.insert(entries.begin() + place, {RecordKind::epoch, "take"});
    entries.insert(entries.begin() + place + 1, {RecordKind::epoch, std::to_string(at + 1)});
}

class States : public testing::Test {
protected:
    static void SetUpTestSuite() {
        entries() = market(0.05, 200);
        entries().insert(entries().begin(), first_policy());
        const std::size_t end = entries().size();
        insert_epoch(entries(), end);
        for (int i = 0; i < 20; ++i) {
            entries().push_back({RecordKind::tick, " "});
        }
        taken() = end + 1;
    }

    static std::vector<Entry>& entries() {
        static std::vector<Entry> all;
        return all;
    }

    static std::size_t& taken() {
        static std::size_t number = 0;
        return number;
    }

    // Up to the record that takes the epoch, and settles it in a copy.
    std::unique_ptr<State> up_to_epoch(Played& played) {
        auto state = fresh(epochs);
        played = play(*state, entries(), 0, taken());
        auto copy = loaded(saved(*state), epochs);
        Inline here;
        epochs.views[taken()] = copy->settle(taken(), here);
        return state;
    }

    Epochs epochs;
};

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
    EXPECT_EQ(state->epoch().rings.size(), whole->epoch().rings.size());
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
