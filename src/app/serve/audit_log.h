// service::Audit in the event log: what changes among people is a command like any other, durable
// before the change. Thread-safe; waits for the log.
#pragma once

#include "service/live/engine.h"
#include "service/people/audit.h"

namespace shouxin::app {

class AuditLog final : public service::Audit {
public:
    explicit AuditLog(service::Engine& engine) : engine_(engine) {}

    Result<void> record(const service::AuditEntry& entry) override;

private:
    service::Engine& engine_;
};

}  // namespace shouxin::app
