// A state in which a small made ring was found, for tests: six accounts that buy at two shops with
// one wallet's money, on one device, and what else they bought.
#pragma once

#include "base/archive.h"
#include "base/memory_stream_test.h"
#include "live/state.h"
#include "policy/evaluate.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace shouxin::live {

class MadeEpochs final : public EpochSource {
public:
    Result<EpochView> epoch(std::uint64_t number) override {
        const auto found = views.find(number);
        return found == views.end() ? fail(Failure::not_found, "no such epoch")
                                    : Result<EpochView>(found->second);
    }

    Result<std::unique_ptr<Successor>> successor(
        std::uint64_t from, std::uint64_t until, const PolicyVersion& policy) override {
        constexpr HashKey key{5, 6};
        auto made = std::make_unique<Successor>(
            intake::Options{.key = key},
            judge::embedded_model(),
            *policy::compile(policy.text),
            key);
        for (std::uint64_t number = from; number < until; ++number) {
            const auto& [kind, payload] = log[number - 1];
            TRY_DONE(made->step({number, kind, 0, payload, nullptr}));
        }
        return made;
    }

    std::map<std::uint64_t, EpochView> views;
    std::vector<std::pair<model::RecordKind, std::string>> log;
};

class RingFixture : public testing::Test {
protected:
    static constexpr StreamLabel label{.version = "test", .key = {5, 6}};
    static constexpr std::uint32_t guilty_ppm = 950'000;

    void SetUp() override {
        state = fresh();
        propose("[orders]\nreview = 0.5\n");
    }

    std::unique_ptr<State> fresh() {
        StateOptions options;
        options.reading.key = {5, 6};
        options.secret = "secret";
        return std::make_unique<State>(std::move(options), epochs);
    }

    Effects step(model::RecordKind kind, const std::string& payload) {
        log.emplace_back(kind, payload);
        return step(*state, log.size());
    }

    // Record `number` of the log, a second after the one before.
    Effects step(State& into, std::size_t number) {
        const auto& [kind, payload] = log[number - 1];
        auto effects = into.step(
            {number,
             kind,
             start_ms + static_cast<std::int64_t>(number) * 1000 + later_ms,
             payload,
             nullptr});
        EXPECT_TRUE(effects) << effects.error().message;
        return *std::move(effects);
    }

    Effects order(const Command& command) {
        return step(model::RecordKind::command, text_of(command));
    }

    void propose(const std::string& policy) {
        Command command;
        command.command = CommandKind::propose_policy;
        command.by = "ann";
        command.text = policy;
        order(command);
        command.command = CommandKind::approve_policy;
        command.by = "ben";
        command.version = static_cast<std::int64_t>(state->policies().all().size());
        command.text.clear();
        order(command);
    }

    void tell(const std::string& fields, int minute) {
        step(
            model::RecordKind::events,
            fmt::format(
                R"({{"id":"e{}","at":"2026-11-01T{:02}:{:02}:00+08:00",{}}})"
                "\n",
                ++events_,
                10 + minute / 60,
                minute % 60,
                fields));
    }

    void buys(
        const std::string& name,
        const std::string& buyer,
        const std::string& shop,
        int minute,
        const std::string& device,
        const std::string& payer) {
        tell(
            fmt::format(
                R"("type":"order.placed","order":"{}","buyer":"{}","merchant":"{}","item":"i-1",)"
                R"("quantity":1,"amount":10000,"device":"{}","ip":"113.66.210.23",)"
                R"("address":"a-{}","region":"440111","payer":"{}")",
                name,
                buyer,
                shop,
                device,
                buyer,
                payer),
            minute);
    }

    void pays(const std::string& payer, const std::string& payee, int minute) {
        tell(
            fmt::format(
                R"("type":"transfer.made","payer":"{}","payee":"{}","amount":9000)", payer, payee),
            minute);
    }

    // Six accounts u-0..u-5: two ring orders each, f-0..f-11, and one honest one, h-0..h-5, at a
    // shop that is no member.
    void trade() {
        for (const std::string shop : {"m-0", "m-1", "m-honest"}) {
            tell(
                fmt::format(
                    R"("type":"merchant.opened","merchant":"{}","category":"shoes",)"
                    R"("region":"440111","payee":"p-{}")",
                    shop,
                    shop),
                0);
        }
        pays("p-m-0", "p-hub", 1);
        for (int i = 0; i < 6; ++i) {
            const std::string who = fmt::format("u-{}", i);
            const std::string wallet = i < 2 ? "p-both" : "p-" + who;
            buys(fmt::format("f-{}", 2 * i), who, "m-0", 10 + i, "d-farm", wallet);
            buys(fmt::format("f-{}", 2 * i + 1), who, "m-1", 20 + i, "d-farm", wallet);
            buys(fmt::format("h-{}", i), who, "m-honest", 30 + i, "d-own-" + who, wallet);
            pays("p-hub", wallet, 40 + i);
        }
        pays("p-stranger", "p-somebody", 50);
    }

    std::uint32_t index_of(model::SubjectKind kind, const std::string& name) {
        const auto found = state->watch().find(kind, name);
        EXPECT_TRUE(found) << name;
        return found ? found->index : 0;
    }

    template <class Names>
    static std::uint32_t index_in(const Names& names, std::string_view name) {
        return names.strings().find(name).value_or(0);
    }

    static void cover(EpochAnswers& answers, std::uint32_t size) {
        answers.ppm.assign(size, 10'000);
        answers.ring.assign(size, no_ring);
    }

    static void convict(EpochAnswers& answers, std::uint32_t index) {
        answers.ppm[index] = guilty_ppm;
        answers.ring[index] = 0;
    }

    // An epoch that finds the ring, and counts from here on.
    void find_ring() {
        const model::Names& names = state->watch().names();
        EpochView view;
        view.number = log.size() + 1;
        cover(view.orders, names.orders.size());
        cover(view.reviews, names.reviews.size());
        cover(view.accounts, names.accounts.size());
        cover(view.merchants, names.merchants.size());
        RingView ring;
        ring.ppm = guilty_ppm;
        ring.scheme = "cashback";
        ring.amount = 120'000;
        ring.first_s = state->watch().now() - 40 * 60;
        ring.last_s = state->watch().now() - 25 * 60;
        ring.json = "{}";
        for (int i = 0; i < 12; ++i) {
            ring.orders.push_back(index_of(model::SubjectKind::order, fmt::format("f-{}", i)));
            convict(view.orders, ring.orders.back());
        }
        view.orders.ppm[ring.orders[3]] = 400'000;
        using Kind = judge::MemberKind;
        for (int i = 0; i < 6; ++i) {
            const auto who = index_of(model::SubjectKind::account, fmt::format("u-{}", i));
            ring.members.push_back({Kind::account, who, guilty_ppm});
            convict(view.accounts, who);
        }
        for (const std::string shop : {"m-0", "m-1"}) {
            const auto which = index_of(model::SubjectKind::merchant, shop);
            ring.members.push_back({Kind::merchant, which, guilty_ppm});
            convict(view.merchants, which);
        }
        ring.members.push_back({Kind::device, index_in(names.devices, "d-farm"), guilty_ppm});
        ring.members.push_back({Kind::wallet, index_in(names.wallets, "p-hub"), guilty_ppm});
        view.rings.push_back(std::move(ring));
        step(model::RecordKind::epoch, "take");
        epochs.views[log.size()] = std::move(view);
        step(model::RecordKind::epoch, std::to_string(log.size()));
    }

    static Command taking(const BatchOrder& asked) {
        Command command;
        command.command = CommandKind::take_batch;
        command.by = "ann";
        command.reason = "looked at it";
        command.text = text_of(asked);
        return command;
    }

    static BatchOrder of_ring(std::string action, std::string which) {
        BatchOrder asked;
        asked.action = std::move(action);
        asked.ring = "R1";
        asked.which = std::move(which);
        return asked;
    }

    static Command undoing(const std::string& batch) {
        Command command;
        command.command = CommandKind::undo_batch;
        command.by = "ben";
        command.subject = batch;
        command.reason = "it was a mistake";
        return command;
    }

    std::string saved(State& of) {
        StringSink sink;
        EXPECT_TRUE(save(sink, label, of).has_value());
        return std::move(sink.bytes);
    }

    std::unique_ptr<State> loaded(const std::string& bytes) {
        auto into = fresh();
        StringSource source(bytes);
        EXPECT_TRUE(load(source, bytes.size(), label, *into).has_value());
        return into;
    }

    static constexpr std::int64_t start_ms = 1'794'000'000'000;
    MadeEpochs epochs;
    std::vector<std::pair<model::RecordKind, std::string>>& log = epochs.log;
    std::unique_ptr<State> state;
    std::int64_t later_ms = 0;

private:
    int events_ = 0;
};

}  // namespace shouxin::live
