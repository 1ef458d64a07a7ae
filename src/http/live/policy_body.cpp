#include "http/live/policy_body.h"

#include "http/problem.h"
#include "policy/mark.h"
#include "proof/json.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace shouxin::http {
namespace {

using proof::Json;

bool is_toml(const Request& request) {
    return request.headers.find("content-type").value_or("").starts_with("application/toml");
}

}  // namespace

Result<JsonBody> policy_body(const Request& request) {
    return JsonBody::read(is_toml(request) ? std::string_view() : request.body, {"text", "reason"});
}

Result<std::string> policy_text(const Request& request) {
    if (is_toml(request)) {
        return request.body;
    }
    TRY(const JsonBody body, policy_body(request));
    TRY(std::string text, body.text("text"));
    if (text.empty()) {
        return fail(Failure::invalid, "send the policy as application/toml, or as \"text\"");
    }
    return text;
}

Response refused(std::string_view text, const policy::Refusal& refusal) {
    const policy::Marks marks(text);
    Json::Array problems;
    for (const policy::Problem& each : refusal) {
        Json one = Json::object();
        const std::optional<std::string> fix = marks.fix(each);
        one.put("column", each.place.column)
            .put("fix", fix ? Json(*fix) : Json())
            .put("length", marks.length(each.place))
            .put("line", each.place.line)
            .put("message", each.message.en)
            .put("zh", each.message.zh);
        problems.push_back(std::move(one));
    }
    const std::size_t more = refusal.size() - 1;
    Response response = problem(
        422,
        fmt::format(
            "Mend line {}, column {}: {}{}",
            refusal.front().place.line,
            refusal.front().place.column,
            refusal.front().message.en,
            more == 0 ? "" : fmt::format(" (and {} more, see problems)", more)));
    response.problem->members = "\"problems\":" + Json(std::move(problems)).text();
    return response;
}

}  // namespace shouxin::http
