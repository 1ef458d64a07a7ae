#include "http/live/api.h"

#include "http/problem.h"
#include "intake/utf8.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace shouxin::http {
namespace {

constexpr std::size_t key_bytes_max = 255;

// With what an asker may want to know more of.
Response refusal(const live::Effects& effects) {
    Response refused = problem(effects.result->error());
    if (effects.labelled) {
        refused.problem->members = fmt::format(
            R"("labelled":{{"at_ms":{},"by":{},"outcome":"{}"}})",
            effects.labelled->at_ms,
            json_string(effects.labelled->by),
            outcome_of(*effects.labelled));
    }
    return refused;
}

class CommandWaiter final : public ReplyWaiter {
public:
    CommandWaiter(Api& api, Api::Tell tell, Respond respond)
        : ReplyWaiter(api.replies(), std::move(respond)), api_(api), tell_(std::move(tell)) {}

    // Only when what changed can be looked up.
    void done(const live::Effects& effects) override {
        const live::CommandResult& result = *effects.result;
        if (!result) {
            reply(refusal(effects));
            return;
        }
        api_.engine().projector().when_reached(
            effects.record,
            [respond = take_respond(), tell = std::move(tell_), told = *result]() mutable {
                respond(tell(told));
            });
    }

private:
    Api& api_;
    Api::Tell tell_;
};

}  // namespace

Result<intake::Delivery> Readers::read(std::string_view body, intake::BodyForm form) {
    std::unique_ptr<intake::DeliveryReader> reader;
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            reader = std::move(idle_.back());
            idle_.pop_back();
        }
    }
    if (!reader) {
        reader = std::make_unique<intake::DeliveryReader>(
            engine_.options().state.reading.key, engine_.names());
    }
    const std::int64_t ahead_ms = engine_.options().ahead_ms;
    Result<intake::Delivery> delivery =
        reader->read(body, form, ahead_ms == 0 ? reader->any_time : engine_.now_ms() + ahead_ms);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(reader));
    return delivery;
}

void ReplyWaiter::failed(const Error& error) {
    reply(problem(error));
}

void ReplyWaiter::refuse(const Error& error) {
    respond_(problem(error));
}

void Api::submit(runtime::Submission submission, ReplyWaiter& waiter) {
    if (const Result<void> submitted = engine_.submit(submission); !submitted) {
        waiter.refuse(submitted.error());
    }
}

void Api::order(Result<live::Command> command, int status, Respond respond) {
    if (!command) {
        respond(problem(command.error()));
        return;
    }
    order_then(*std::move(command), std::move(respond), [status](const proof::Json& result) {
        return json(status, result.text());
    });
}

void Api::order_then(live::Command command, Respond respond, Tell tell) {
    if (command.key.size() > key_bytes_max || !intake::is_utf8(command.key)) {
        respond(problem(
            400, fmt::format("Idempotency-Key must be at most {} bytes of UTF-8", key_bytes_max)));
        return;
    }
    runtime::Submission submission;
    submission.kind = model::RecordKind::command;
    submission.payload = live::text_of(command);
    auto waiter = std::make_unique<CommandWaiter>(*this, std::move(tell), std::move(respond));
    CommandWaiter& kept = *waiter;
    submission.waiter = std::move(waiter);
    submit(std::move(submission), kept);
}

void Api::ask(Respond respond, UniqueFunction<Response(const live::State&)> tell) {
    engine_.ask([respond = std::move(respond), tell = std::move(tell)](
                    const live::State& state) mutable { respond(tell(state)); });
}

live::Command command_of(const Request& request, live::CommandKind kind) {
    live::Command command;
    command.command = kind;
    command.by = request.principal.subject;
    command.key = request.headers.find("idempotency-key").value_or("");
    return command;
}

Response ok(const proof::Json& json_value) {
    return json(200, json_value.text());
}

std::vector<Route> live_routes(Api& api) {
    std::vector<Route> all;
    for (auto* routes :
         {&intake_routes,     &decision_routes,  &ring_routes,    &batch_routes,
          &quarantine_routes, &audit_routes,     &subject_routes, &market_routes,
          &evidence_routes,   &event_routes,     &days_routes,    &action_routes,
          &policy_routes,     &backtest_routes,  &ledger_routes,  &ledger_file_routes,
          &proof_routes,      &recompute_routes, &search_routes,  &own_routes,
          &appeal_routes,     &quality_routes,   &label_routes,   &attention_routes,
          &overview_routes,   &status_routes}) {
        std::vector<Route> some = routes(api);
        all.insert(
            all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    return all;
}

}  // namespace shouxin::http
