// What do the routes of the live server work with? The engine, and the small things that they
// share. docs/api.md, api/openapi.yaml
#pragma once

#include "base/unique_function.h"
#include "http/live/inquiry.h"
#include "http/live/metrics.h"
#include "http/live/sorted_lists.h"
#include "http/respond.h"
#include "http/router.h"
#include "intake/delivery.h"
#include "live/command.h"
#include "proof/json.h"
#include "proof/note.h"
#include "service/live/backtests.h"
#include "service/live/engine.h"
#include "service/live/recomputations.h"
#include "service/outbox/outbox.h"
#include "service/people/worker.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace shouxin::http {

// Answers that become known in one group are sent together. Used by the writer's thread alone.
class Replies {
public:
    void add(Respond respond, Response response) {
        answers_.push_back({std::move(respond), std::move(response)});
    }

    void send() {
        respond_all(answers_);
        answers_.clear();
    }

private:
    std::vector<Answer> answers_;
};

// Readers are costly to make and each is for one thread at a time: as many as threads ask at once.
class Readers {
public:
    explicit Readers(const service::Engine& engine) : engine_(engine) {}

    Result<intake::Delivery> read(std::string_view body, intake::BodyForm form);

private:
    const service::Engine& engine_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<intake::DeliveryReader>> idle_;
};

// Waits for a record with a request to answer.
class ReplyWaiter : public runtime::Waiter {
public:
    ReplyWaiter(Replies& replies, Respond respond)
        : replies_(replies), respond_(std::move(respond)) {}

    void failed(const Error& error) override;

    // Before it was handed over.
    void refuse(const Error& error);

protected:
    void reply(Response response) { replies_.add(std::move(respond_), std::move(response)); }

    Respond take_respond() { return std::move(respond_); }

private:
    Replies& replies_;
    Respond respond_;
};

struct LedgerKeys {
    proof::VerifierKey ledger;
    std::vector<proof::VerifierKey> witnesses;  // whose cosignatures are taken
};

class Api {
public:
    // An answer, made of what a command came to.
    using Tell = UniqueFunction<Response(const proof::Json&)>;

    // From here on the engine's groups send this one's replies. All outlive this.
    Api(service::Engine& engine,
        service::Backtests& backtests,
        service::Outbox& outbox,
        service::Recomputations& recomputations,
        Metrics& metrics,
        LedgerKeys keys)
        : engine_(engine),
          backtests_(backtests),
          outbox_(outbox),
          recomputations_(recomputations),
          metrics_(metrics),
          keys_(std::move(keys)),
          readers_(engine),
          inquiries_([&engine](Inquiries::Question question) { engine.ask(std::move(question)); }) {
        engine_.on_group([this] { replies_.send(); });
    }

    [[nodiscard]] service::Engine& engine() { return engine_; }

    [[nodiscard]] service::Backtests& backtests() { return backtests_; }

    [[nodiscard]] service::Outbox& outbox() { return outbox_; }

    [[nodiscard]] service::Recomputations& recomputations() { return recomputations_; }

    [[nodiscard]] Metrics& metrics() { return metrics_; }

    [[nodiscard]] Replies& replies() { return replies_; }

    [[nodiscard]] Readers& readers() { return readers_; }

    // Of the writer's thread.
    [[nodiscard]] SortedLists& sorted_lists() { return sorted_lists_; }

    [[nodiscard]] const LedgerKeys& keys() const { return keys_; }

    // For what takes longer than an I/O thread should wait.
    [[nodiscard]] service::Worker& worker() { return worker_; }

    // Has it carried out, and answers with what came of it: `status` if it went well. What changed
    // can be looked up when the answer comes. A command that couldn't be read is answered as such.
    void order(Result<live::Command> command, int status, Respond respond);

    // Has it carried out, and answers with what `tell` makes of that, once what changed can be
    // looked up; `tell` may read the disk.
    void order_then(live::Command command, Respond respond, Tell tell);

    // Answers with what `tell` makes of the state, between two groups.
    void ask(Respond respond, UniqueFunction<Response(const live::State&)> tell);

    // The same, of what takes longer than the writer should wait.
    void inquire(Inquiries::Tell tell, std::unique_ptr<Inquiry> inquiry) {
        inquiries_.begin(std::move(inquiry), std::move(tell));
    }

    // Has it written, or answers why not. REQUIRES: `waiter` is the submission's.
    void submit(runtime::Submission submission, ReplyWaiter& waiter);

private:
    service::Engine& engine_;
    service::Backtests& backtests_;
    service::Outbox& outbox_;
    service::Recomputations& recomputations_;
    Metrics& metrics_;
    LedgerKeys keys_;
    Replies replies_;
    Readers readers_;
    Inquiries inquiries_;
    SortedLists sorted_lists_;
    service::Worker worker_{64};  // a page of the console asks for several things at once
};

// Who orders, and under which Idempotency-Key.
live::Command command_of(const Request& request, live::CommandKind kind);

Response ok(const proof::Json& json);

std::vector<Route> intake_routes(Api& api);
std::vector<Route> decision_routes(Api& api);
std::vector<Route> ring_routes(Api& api);
std::vector<Route> batch_routes(Api& api);
std::vector<Route> quarantine_routes(Api& api);
std::vector<Route> audit_routes(Api& api);
std::vector<Route> subject_routes(Api& api);
std::vector<Route> market_routes(Api& api);
std::vector<Route> evidence_routes(Api& api);
std::vector<Route> event_routes(Api& api);
std::vector<Route> days_routes(Api& api);
std::vector<Route> action_routes(Api& api);
std::vector<Route> policy_routes(Api& api);
std::vector<Route> backtest_routes(Api& api);
std::vector<Route> ledger_routes(Api& api);
std::vector<Route> ledger_file_routes(Api& api);
std::vector<Route> proof_routes(Api& api);
std::vector<Route> recompute_routes(Api& api);
std::vector<Route> search_routes(Api& api);
std::vector<Route> own_routes(Api& api);
std::vector<Route> appeal_routes(Api& api);
std::vector<Route> quality_routes(Api& api);
std::vector<Route> label_routes(Api& api);
std::vector<Route> attention_routes(Api& api);
std::vector<Route> overview_routes(Api& api);
std::vector<Route> status_routes(Api& api);

// All of the above.
std::vector<Route> live_routes(Api& api);

// GET /v1/routes: what there is, for whoever is known: these and itself.
Route list_of_routes(const std::vector<Route>& routes);

}  // namespace shouxin::http
