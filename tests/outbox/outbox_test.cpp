// Messages reach the marketplace in order, signed, at least once, whatever fails on the way; and
// the rows say where actions stand.
#include "service/outbox/outbox.h"

#include "base/must.h"
#include "live/actions/action_fixture_test.h"
#include "service/outbox/reconcile.h"
#include "service/outbox/webhook_signature.h"
#include "store/memory/records.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace shouxin {
namespace {

const std::string secret(32, 's');

// Answers as it is told, and keeps what it got.
class Marketplace final : public port::HttpClient {
public:
    Result<port::HttpAnswer> post(const port::HttpCall& call) override {
        calls.push_back(call);
        return answer(call);
    }

    static std::string header(const port::HttpCall& call, const std::string& name) {
        for (const auto& [key, value] : call.headers) {
            if (key == name) {
                return value;
            }
        }
        return {};
    }

    // The ids of the messages it got, in order.
    [[nodiscard]] std::vector<std::string> got() const {
        std::vector<std::string> ids;
        for (const port::HttpCall& call : calls) {
            ids.push_back(header(call, "webhook-id"));
        }
        return ids;
    }

    static Result<port::HttpAnswer> says(int status, std::string body = "") {
        return port::HttpAnswer{status, std::move(body)};
    }

    std::function<Result<port::HttpAnswer>(const port::HttpCall&)> answer =
        [](const port::HttpCall&) { return says(200); };
    std::vector<port::HttpCall> calls;
};

// The records, which may go away.
class FragileRecords final : public port::Records {
public:
    Result<void> define(std::span<const port::Table> tables) override {
        return inner_.define(tables);
    }

    Result<void> write(
        std::span<const port::Change> changes, port::Durability durability) override {
        return gone ? fail(Failure::unavailable, "gone") : inner_.write(changes, durability);
    }

    Result<std::optional<port::Row>> find(
        const std::string& table, const port::Value& key) override {
        return inner_.find(table, key);
    }

    Result<std::vector<port::Row>> list(const port::Query& query) override {
        return inner_.list(query);
    }

    Result<std::uint64_t> count(
        const std::string& table,
        std::span<const port::Condition> where,
        std::uint64_t most) override {
        return inner_.count(table, where, most);
    }

    bool gone = false;

private:
    store::MemoryRecords inner_;
};

struct OutboxTest : testing::Test {
    OutboxTest() { MUST(records.define(service::action_tables()).has_value()); }

    static service::Endpoint endpoint(const std::string& name) {
        return {name, "https://example.test/" + name, {secret}, {}};
    }

    std::unique_ptr<service::Outbox> outbox_of(const service::Outbox::Options& options) {
        return std::make_unique<service::Outbox>(
            records, marketplace, executor, endpoints, options, [&](const auto& answered) {
                answers.push_back(answered);
                return log_is_full ? Result<void>(fail(Failure::exhausted, "the disk is full"))
                                   : Result<void>();
            });
    }

    std::unique_ptr<service::Outbox> outbox_of() { return outbox_of(service::Outbox::Options()); }

    void write(const std::vector<live::Transition>& transitions) {
        for (const live::Transition& t : transitions) {
            const auto changes = service::changes_of(t, endpoints);
            MUST(records.write(changes, port::Durability::soon).has_value());
        }
    }

    void hold(std::uint32_t order, std::int64_t at_ms = 1000) {
        const std::string id = "o-" + std::to_string(order);
        live::Wanted wanted = live::hold_of(order);
        wanted.subject_id = id;
        write(book.decide(wanted, at_ms));
    }

    void order(const live::ActionOrder& order, std::int64_t at_ms = 2000) {
        const auto ordered = book.order(order, at_ms);
        MUST(ordered.has_value());
        if (ordered->transition) {
            write({*ordered->transition});
        }
    }

    std::string state_of(const std::string& message) {
        const auto row = records.find("outbox", message);
        MUST(row.has_value());
        return *row ? service::Letter(**row).text(service::OutboxColumn::state) : "absent";
    }

    std::uint64_t alerts(const std::string& what) {
        const std::vector<port::Condition> where{
            {"what", port::Condition::Is::equal, what}, {"state", {}, "open"}};
        return records.count("alerts", where, 100).value();
    }

    FragileRecords records;
    Marketplace marketplace;
    Inline executor;
    std::vector<service::Endpoint> endpoints{endpoint("market")};
    std::vector<service::Answered> answers;
    bool log_is_full = false;
    live::ActionBook book{live::ActionBook::Options()};
};

using Ids = std::vector<std::string>;

TEST_F(OutboxTest, delivers_what_a_receiver_can_verify) {
    hold(1);
    auto outbox = outbox_of();
    EXPECT_EQ(outbox->deliver_some(5000)->sent, 1U);
    ASSERT_EQ(marketplace.got(), Ids{"act-1-1"});
    const port::HttpCall& call = marketplace.calls[0];
    EXPECT_EQ(call.url, "https://example.test/market");
    EXPECT_EQ(Marketplace::header(call, "content-type"), "application/json");
    const std::string timestamp = Marketplace::header(call, "webhook-timestamp");
    const std::string signature = Marketplace::header(call, "webhook-signature");
    EXPECT_EQ(timestamp, "5");
    service::SeenWebhooks seen;
    const std::vector<std::string> secrets{secret};
    const service::SignedWebhook webhook{"act-1-1", timestamp, signature, call.body};
    EXPECT_TRUE(service::verify_webhook(secrets, webhook, 5, seen)->first);
    EXPECT_NE(call.body.find(R"("ask":"apply")"), std::string::npos);
    EXPECT_EQ(state_of("act-1-1/market"), "sent");
    EXPECT_EQ(outbox->deliver_some(6000)->attempts(), 0U);
}

TEST_F(OutboxTest, keeps_the_order_of_a_subject_and_lets_others_pass) {
    hold(1);
    order(live::ordered(live::Verb::undo, 1));
    hold(2);
    marketplace.answer = [&](const port::HttpCall& call) {
        const bool fails =
            call.body.find("\"o-1\"") != std::string::npos && marketplace.calls.size() < 3;
        return Marketplace::says(fails ? 500 : 200);
    };
    auto outbox = outbox_of();
    const auto first = outbox->deliver_some(5000);
    EXPECT_EQ(first->sent, 1U);
    EXPECT_EQ(first->failed, 1U);
    EXPECT_EQ(marketplace.got(), (Ids{"act-1-1", "act-2-1"}));
    EXPECT_EQ(outbox->deliver_some(5000)->attempts(), 0U) << "waits before it tries again";
    const std::int64_t next_ms = outbox->next_ms().value();
    EXPECT_GT(next_ms, 5000);
    EXPECT_LE(next_ms, 10'000);
    EXPECT_EQ(outbox->deliver_some(next_ms)->sent, 1U);
    EXPECT_EQ(outbox->deliver_some(next_ms)->sent, 1U);
    EXPECT_EQ(marketplace.got(), (Ids{"act-1-1", "act-2-1", "act-1-1", "act-1-2"}));
}

TEST_F(OutboxTest, an_answer_at_once_is_handed_on) {
    hold(1);
    hold(2);
    hold(3);
    marketplace.answer = [](const port::HttpCall& call) {
        if (call.body.find("\"o-1\"") != std::string::npos) {
            return Marketplace::says(200, R"({"applied":true})");
        }
        const bool second = call.body.find("\"o-2\"") != std::string::npos;
        return Marketplace::says(202, second ? R"({"refused":"already settled"})" : "thanks");
    };
    auto outbox = outbox_of();
    EXPECT_EQ(outbox->deliver_some(5000)->sent, 3U);
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_EQ(answers[0].action, 1U);
    EXPECT_EQ(answers[0].step, 1U);
    EXPECT_FALSE(answers[0].refused);
    EXPECT_TRUE(answers[1].refused);
    EXPECT_EQ(answers[1].reason, "already settled");
}

TEST_F(OutboxTest, an_answer_that_cant_be_logged_is_asked_for_again) {
    hold(1);
    marketplace.answer = [](const port::HttpCall&) {
        return Marketplace::says(200, R"({"applied":true})");
    };
    log_is_full = true;
    auto outbox = outbox_of();
    EXPECT_EQ(outbox->deliver_some(5000)->failed, 1U);
    EXPECT_EQ(state_of("act-1-1/market"), "waiting");
    log_is_full = false;
    EXPECT_EQ(outbox->deliver_some(outbox->next_ms().value())->sent, 1U);
    EXPECT_EQ(answers.size(), 2U);
}

TEST_F(OutboxTest, an_endpoint_that_is_down_is_left_alone) {
    for (std::uint32_t i = 1; i <= 20; ++i) {
        hold(i);
    }
    marketplace.answer = [](const port::HttpCall&) -> Result<port::HttpAnswer> {
        return fail(Failure::unavailable, "connection refused");
    };
    endpoints.push_back(endpoint("audit"));
    auto outbox = outbox_of({.in_flight_max = 5});
    EXPECT_EQ(outbox->deliver_some(5000)->failed, 5U);
    EXPECT_EQ(outbox->resting(), Ids{"market"});
    EXPECT_EQ(outbox->deliver_some(5001)->attempts(), 0U);
    EXPECT_EQ(outbox->next_ms(), 35'000);
    marketplace.answer = [](const port::HttpCall&) { return Marketplace::says(200); };
    EXPECT_EQ(outbox->deliver_some(35'000)->sent, 1U) << "one tries";
    EXPECT_TRUE(outbox->resting().empty());
    EXPECT_EQ(outbox->deliver_some(35'000)->sent, 5U);
}

TEST_F(OutboxTest, one_endpoint_down_does_not_hold_up_another) {
    endpoints.push_back(endpoint("audit"));
    endpoints.back().kinds = {model::Action::hold_settlement};
    endpoints.push_back(endpoint("cases"));
    endpoints.back().kinds = {model::Action::open_case};
    for (std::uint32_t i = 1; i <= 9; ++i) {
        hold(i);
    }
    marketplace.answer = [](const port::HttpCall& call) {
        return Marketplace::says(call.url.ends_with("market") ? 503 : 200);
    };
    auto outbox = outbox_of({.in_flight_max = 4});
    std::uint32_t sent = 0;
    for (int i = 0; i < 9; ++i) {
        sent += outbox->deliver_some(5000)->sent;
    }
    EXPECT_EQ(sent, 9U);
    EXPECT_EQ(state_of("act-1-1/audit"), "sent");
    EXPECT_EQ(state_of("act-1-1/market"), "waiting");
    EXPECT_EQ(state_of("act-1-1/cases"), "absent") << "doesn't want this kind";
}

TEST_F(OutboxTest, gives_up_in_the_end_and_a_person_can_send_again) {
    hold(1);
    order(live::ordered(live::Verb::undo, 1));
    marketplace.answer = [](const port::HttpCall&) { return Marketplace::says(400); };
    auto outbox = outbox_of({.retry = {.attempts = 3}});
    std::uint32_t dead = 0;
    for (std::int64_t at_ms = 5000; dead < 2; at_ms = outbox->next_ms().value_or(at_ms)) {
        dead += outbox->deliver_some(at_ms)->dead;
    }
    EXPECT_EQ(marketplace.calls.size(), 6U) << "three for each; the dead don't hold up the others";
    EXPECT_EQ(state_of("act-1-1/market"), "dead");
    EXPECT_EQ(alerts("dead"), 2U);
    marketplace.answer = [](const port::HttpCall&) { return Marketplace::says(200); };
    marketplace.calls.clear();
    EXPECT_EQ(outbox->send_again("act-1-1/market", 90'000).value(), 2U) << "with what came behind";
    EXPECT_EQ(outbox->deliver_some(90'000)->sent, 1U);
    EXPECT_EQ(outbox->deliver_some(90'000)->sent, 1U);
    EXPECT_EQ(marketplace.got(), (Ids{"act-1-1", "act-1-2"}));
    EXPECT_EQ(outbox->send_again("act-1-1/market", 1).error().failure, Failure::conflict);
    EXPECT_EQ(outbox->send_again("act-9-1/market", 1).error().failure, Failure::not_found);
}

TEST_F(OutboxTest, what_was_overtaken_is_not_sent_again) {
    hold(1);
    marketplace.answer = [](const port::HttpCall&) { return Marketplace::says(410); };
    auto outbox = outbox_of();
    EXPECT_EQ(outbox->deliver_some(5000)->dead, 1U) << "gone means gone";
    order(live::ordered(live::Verb::undo, 1));
    marketplace.answer = [](const port::HttpCall&) { return Marketplace::says(200); };
    EXPECT_EQ(outbox->deliver_some(6000)->sent, 1U);
    EXPECT_EQ(outbox->send_again("act-1-1/market", 7000).error().failure, Failure::conflict)
        << "the hold would come behind its undoing";
}

TEST_F(OutboxTest, records_that_go_away_lose_nothing) {
    hold(1);
    order(live::ordered(live::Verb::undo, 1));
    auto outbox = outbox_of();
    records.gone = true;
    EXPECT_FALSE(outbox->deliver_some(5000).has_value());
    EXPECT_FALSE(outbox->deliver_some(5000).has_value());
    EXPECT_EQ(marketplace.calls.size(), 1U) << "nothing more is sent before it can be noted";
    records.gone = false;
    EXPECT_EQ(outbox->deliver_some(5000)->sent, 1U);
    EXPECT_EQ(marketplace.got(), (Ids{"act-1-1", "act-1-2"}));
    EXPECT_EQ(state_of("act-1-1/market"), "sent");
}

TEST_F(OutboxTest, holds_few_letters_and_delivers_many) {
    for (std::uint32_t i = 1; i <= 50; ++i) {
        hold(i);
    }
    auto outbox = outbox_of({.in_flight_max = 3, .held_max = 4});
    std::uint32_t sent = 0;
    for (int i = 0; i < 17; ++i) {
        sent += outbox->deliver_some(5000)->sent;
    }
    EXPECT_EQ(sent, 50U);
}

TEST_F(OutboxTest, forgets_what_was_sent_long_ago) {
    hold(1);
    auto outbox = outbox_of({.keep_sent_ms = 1000});
    EXPECT_EQ(outbox->deliver_some(5000)->sent, 1U);
    EXPECT_TRUE(outbox->deliver_some(5000 + 2 * live::hour_ms).has_value());
    EXPECT_EQ(state_of("act-1-1/market"), "absent");
}

// ---- What the rows say ----------------------------------------------------------------------

TEST_F(OutboxTest, reconciliation_counts_where_actions_stand) {
    for (std::uint32_t i = 1; i <= 6; ++i) {
        hold(i, 1000 * i);
    }
    live::Wanted late = live::hold_of(7);
    late.delay_most_ms = 1000 * live::day_ms;
    write(book.decide(late, 7000));
    order(live::answers(2, 1), 8000);
    order(live::answers(3, 1, true), 8000);
    order(live::ordered(live::Verb::undo, 4), 9000);
    order(live::ordered(live::Verb::undo, 5), 9000);
    order(live::answers(5, 2), 9000);
    order(live::ordered(live::Verb::undo, 6), 9000);
    order(live::answers(6, 2, true), 9000);
    const auto found = service::reconcile(records, 9500, {.overdue_after_ms = 600});
    ASSERT_TRUE(found.has_value()) << found.error().message;
    EXPECT_EQ(found->decided, 1U);
    EXPECT_EQ(found->due, 1U);
    EXPECT_EQ(found->applied, 1U);
    EXPECT_EQ(found->refused, 1U);
    EXPECT_EQ(found->ending, 1U);
    EXPECT_EQ(found->unconfirmed, 1U);
    EXPECT_EQ(found->waiting, 9U);
    EXPECT_EQ(found->overdue, 1U) << "the first; the fourth is owed an answer for 500 ms only";
    ASSERT_EQ(found->overdue_rows.size(), 1U);
    EXPECT_EQ(std::get<std::int64_t>(found->overdue_rows[0][0]), 1);
    EXPECT_EQ(found->refused_rows.size(), 1U);
    EXPECT_EQ(found->unconfirmed_rows.size(), 1U);
    EXPECT_EQ(alerts("refused"), 1U);
    EXPECT_EQ(alerts("unconfirmed"), 1U);
}

TEST_F(OutboxTest, reconciliation_sees_what_was_sent_and_what_is_dead) {
    hold(1);
    hold(2);
    marketplace.answer = [](const port::HttpCall& call) {
        return Marketplace::says(call.body.find("\"o-1\"") != std::string::npos ? 410 : 200);
    };
    auto outbox = outbox_of();
    EXPECT_EQ(outbox->deliver_some(5000)->attempts(), 2U);
    const auto found = service::reconcile(records, 6000);
    EXPECT_EQ(found->sent, 1U);
    EXPECT_EQ(found->dead, 1U);
    EXPECT_EQ(found->dead_rows.size(), 1U);
    EXPECT_EQ(found->waiting, 0U);
}

TEST_F(OutboxTest, the_brake_tells_once_an_hour) {
    book.limit({.holds_per_merchant_day = 1});
    for (std::uint32_t i = 1; i <= 5; ++i) {
        hold(i, 1000);
    }
    EXPECT_EQ(alerts("braked"), 1U);
    hold(9, live::hour_ms + 1000);
    EXPECT_EQ(alerts("braked"), 2U);
    EXPECT_EQ(records.count("actions", {}, 100).value(), 1U);
    EXPECT_EQ(records.count("action_history", {}, 100).value(), 7U);
}

TEST_F(OutboxTest, the_row_of_an_action_says_how_it_ended_when_that_is_confirmed) {
    hold(1);
    order(live::ordered(live::Verb::release, 1));
    order(live::answers(1, 2));
    const auto row = records.find("actions", std::int64_t{1});
    ASSERT_TRUE(row->has_value());
    EXPECT_EQ(std::get<std::string>((**row)[5]), "confirmed");
    EXPECT_EQ(std::get<std::string>((**row)[6]), "released");
    EXPECT_EQ(std::get<std::int64_t>((**row)[9]), 1000);
}

// ---- Whatever fails, and whenever it is started anew ----------------------------------------

struct Mishaps : OutboxTest {
    void TestBody() override {}
};

// Each subject's messages are first taken in order, and none is lost.
void check_first_deliveries(const std::vector<std::string>& taken, std::size_t messages) {
    std::set<std::string> seen;
    std::map<std::string, std::uint32_t> steps;
    for (const std::string& id : taken) {
        const auto name = live::message_name(id);
        if (seen.insert(id).second) {
            const std::uint32_t expected = ++steps[live::to_text(name->action)];
            RC_ASSERT(name->step == expected);
        }
    }
    RC_ASSERT(seen.size() == messages);
}

RC_GTEST_PROP(Outbox, delivers_all_in_order_whatever_fails, ()) {
    Mishaps test;
    const auto orders = *rc::gen::inRange<std::uint32_t>(1, 8);
    std::size_t messages = 0;
    for (std::uint32_t i = 1; i <= orders; ++i) {
        test.hold(i);
        messages += 2;
        test.order(live::ordered(live::Verb::undo, i));
    }
    std::vector<std::string> taken;
    bool calm = false;
    test.marketplace.answer = [&](const port::HttpCall& call) -> Result<port::HttpAnswer> {
        const int mishap = calm ? 9 : *rc::gen::inRange(0, 10);
        if (mishap == 0) {
            return fail(Failure::unavailable, "no route");
        }
        if (mishap >= 2) {  // with 2 and 3 it took the message, and the answer was lost
            taken.push_back(Marketplace::header(call, "webhook-id"));
        }
        return mishap < 4 ? Marketplace::says(500) : Marketplace::says(200);
    };
    auto outbox = test.outbox_of();
    std::int64_t now_ms = 5000;
    for (int round = 0; round < 200; ++round) {
        calm = round > 60;
        test.records.gone = !calm && *rc::gen::inRange(0, 8) == 0;
        const bool went_well = outbox->deliver_some(now_ms).has_value();
        RC_ASSERT(went_well || test.records.gone);
        test.records.gone = false;
        if (!calm && *rc::gen::inRange(0, 8) == 0) {
            outbox = test.outbox_of();
        }
        now_ms += *rc::gen::inRange<std::int64_t>(0, 600'000);
    }
    check_first_deliveries(taken, messages);
}

}  // namespace
}  // namespace shouxin
