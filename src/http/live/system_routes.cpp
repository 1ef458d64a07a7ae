#include "http/live/system_routes.h"

#include "base/whole_number.h"
#include "http/errand.h"
#include "http/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace shouxin::http {
namespace {

using proof::Json;
using service::SystemColumn;
using service::SystemRow;

// Thousands of rows: written as they are.
std::string rows_text(const std::vector<SystemRow>& rows) {
    std::string text = "[";
    for (const SystemRow& row : rows) {
        fmt::format_to(
            std::back_inserter(text),
            "{}[{}]",
            text.size() == 1 ? "" : ",",
            fmt::join(row.begin(), row.end(), ","));
    }
    return text + "]";
}

Json now_json(const SystemRow& row) {
    Json json_value = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) {
        json_value.put(service::name_of(static_cast<SystemColumn>(i)), row[i]);
    }
    return json_value;
}

Json columns_json() {
    Json::Array columns;
    for (std::size_t i = 0; i < service::system_columns; ++i) {
        columns.emplace_back(service::name_of(static_cast<SystemColumn>(i)));
    }
    return columns;
}

Json epochs_json(const std::vector<service::Engine::EpochDone>& epochs) {
    Json::Array items;
    for (const service::Engine::EpochDone& epoch : epochs) {
        Json one = Json::object();
        one.put("amount", std::clamp(epoch.amount, -proof::integer_max, proof::integer_max))
            .put("at_ms", epoch.at_ms)
            .put("number", epoch.number)
            .put("rings", epoch.rings)
            .put("took_ms", epoch.took_ms);
        items.push_back(std::move(one));
    }
    return items;
}

Json limits_json(const port::Vitals& vitals) {
    const port::HostLimits limits = vitals.limits();
    Json json_value = Json::object();
    json_value.put("disk", vitals.now().disk_size)
        .put("memory", limits.memory)
        .put("processors", limits.processors);
    return json_value;
}

Response tell(Api& api, const SystemParts& parts, std::int64_t after_ms) {
    const std::optional<Error> failure = api.engine().failure();
    return json(
        200,
        fmt::format(
            R"({{"behind":{},"columns":{},"epoch_running":{},"epochs":{},"failure":{},)"
            R"("limits":{},"minutes":{},"now":{},"now_ms":{},"seconds":{},"started_ms":{},)"
            R"("version":{}}})",
            api.engine().is_behind(),
            columns_json().text(),
            api.engine().figures().epoch_running,
            epochs_json(api.engine().last_epochs()).text(),
            failure ? json_string(failure->message) : "null",
            limits_json(parts.vitals).text(),
            rows_text(parts.history.minutes(after_ms)),
            now_json(parts.history.newest()).text(),
            api.engine().now_ms(),
            rows_text(parts.history.seconds(after_ms)),
            parts.started_ms,
            json_string(api.engine().options().version)));
}

void send_system(Api& api, const SystemParts& parts, const Request& request, Respond respond) {
    const auto after = whole_number<std::int64_t>(request.query_value("after").value_or("0"));
    if (!after) {
        respond(problem(400, "say ?after=MS, the time of the last row that you have"));
        return;
    }
    answer_later(api.worker(), std::move(respond), [&api, parts, after_ms = *after] {
        return tell(api, parts, after_ms);
    });
}

}  // namespace

std::vector<Route> system_routes(Api& api, const SystemParts& parts) {
    return {
        {.method = Method::get,
         .pattern = "/v1/system",
         .needs = "metrics:read",
         .act = [&api, parts](const Request& request, Respond respond) {
             send_system(api, parts, request, std::move(respond));
         }}};
}

}  // namespace shouxin::http
