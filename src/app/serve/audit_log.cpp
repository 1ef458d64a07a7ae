#include "app/serve/audit_log.h"

#include "live/command.h"

#include <future>
#include <memory>
#include <utility>

namespace shouxin::app {
namespace {

class PromiseWaiter final : public runtime::Waiter {
public:
    explicit PromiseWaiter(std::promise<Result<void>> promise) : promise_(std::move(promise)) {}

    void done(const live::Effects& effects) override {
        const live::CommandResult& result = *effects.result;
        promise_.set_value(result ? Result<void>{} : tl::unexpected(result.error()));
    }

    void failed(const Error& error) override { promise_.set_value(tl::unexpected(error)); }

private:
    std::promise<Result<void>> promise_;
};

}  // namespace

Result<void> AuditLog::record(const service::AuditEntry& entry) {
    live::Command command;
    command.command = live::CommandKind::audit;
    command.by = entry.by;
    command.text = service::json_of(entry).text();
    std::promise<Result<void>> promise;
    std::future<Result<void>> written = promise.get_future();
    runtime::Submission submission;
    submission.kind = model::RecordKind::command;
    submission.payload = live::text_of(command);
    submission.waiter = std::make_unique<PromiseWaiter>(std::move(promise));
    TRY_DONE(engine_.submit(submission));
    return written.get();
}

}  // namespace shouxin::app
