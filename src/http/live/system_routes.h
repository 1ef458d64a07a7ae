// How does the server itself do? GET /v1/system. docs/formats/system.md
#pragma once

#include "http/live/api.h"
#include "port/vitals.h"
#include "service/system/history.h"

#include <cstdint>
#include <vector>

namespace shouxin::http {

// What it is told from; all outlive the routes.
struct SystemParts {
    const service::SystemHistory& history;
    const port::Vitals& vitals;
    std::int64_t started_ms = 0;
};

std::vector<Route> system_routes(Api& api, const SystemParts& parts);

}  // namespace shouxin::http
