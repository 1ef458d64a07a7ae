#include "http/authentication.h"

#include "base/must.h"
#include "http/problem.h"
#include "service/people/secrets.h"

#include <fmt/format.h>

#include <strings.h>
#include <utility>

namespace shouxin::http {
namespace {

using service::Caller;

bool changes_something(const Request& request) {
    return request.method != Method::get;
}

bool may(const Caller& caller, std::string_view needs) {
    if (needs == service::any_caller) {
        return true;
    }
    if (needs == service::any_person) {
        return caller.role.has_value();
    }
    const auto permission = service::permission_of(needs);
    return permission && service::has(caller.permissions, *permission);
}

Response forbidden(const Caller& caller, std::string_view needs) {
    if (caller.must_change) {
        return problem(403, "Change your password first, with POST /v1/me/password.");
    }
    const auto permission = service::permission_of(needs);
    if (!permission) {
        return problem(403, "Sign in as a person: a key can't do this.");
    }
    const service::PermissionRow& row =
        service::permission_table()[static_cast<std::size_t>(*permission)];
    if (caller.role) {
        return problem(403, fmt::format("Ask somebody who may {}: you may not.", row.allows));
    }
    return problem(
        403,
        row.scope ? fmt::format("Use a key with the scope {}: this one has it not.", row.name)
                  : fmt::format("Sign in as a person: a key can't {}.", row.allows));
}

}  // namespace

Response unknown(std::string_view detail) {
    Response response = problem(401, std::string(detail));
    response.headers.add("www-authenticate", "Bearer realm=\"shouxin\"");
    return response;
}

const Caller& caller_of(const Request& request) {
    const Caller* const caller = std::any_cast<Caller>(&request.principal.detail);
    MUST(caller != nullptr);
    return *caller;
}

tl::expected<Principal, Response> Authentication::principal(
    const Request& request, std::string_view needs) {
    const bool with_key = request.headers.find("authorization").has_value();
    if (changes_something(request) && !with_key && !arrivals_.same_origin(request)) {
        return tl::unexpected(problem(403, "Ask from our own pages: this came from another site."));
    }
    if (needs == anyone) {
        return Principal{};
    }
    auto found = caller(request);
    if (!found) {
        return tl::unexpected(std::move(found).error());
    }
    if (!may(*found, needs)) {
        return tl::unexpected(forbidden(*found, needs));
    }
    Principal principal{.subject = found->name, .detail = {}};
    principal.detail = *std::move(found);
    return principal;
}

// A key goes before a cookie, which is then not looked at.
tl::expected<Caller, Response> Authentication::caller(const Request& request) {
    const std::size_t given = request.headers.count("authorization");
    if (given > 1) {
        return tl::unexpected(unknown("Send one Authorization field."));
    }
    return given == 1 ? by_key(*request.headers.find("authorization")) : by_session(request);
}

tl::expected<Caller, Response> Authentication::by_key(std::string_view authorization) {
    constexpr std::string_view scheme = "Bearer ";  // in any case: RFC 9110, 11.1
    if (authorization.size() < scheme.size() ||
        strncasecmp(authorization.data(), scheme.data(), scheme.size()) != 0) {
        return tl::unexpected(unknown("Send the key as Authorization: Bearer sx_..."));
    }
    auto caller = people_.by_key(authorization.substr(scheme.size()));
    if (!caller) {
        return tl::unexpected(
            unknown("Ask an admin for another key: this one isn't known, or no longer."));
    }
    return *std::move(caller);
}

tl::expected<Caller, Response> Authentication::by_session(const Request& request) {
    const auto token = arrivals_.session_token(request);
    if (!token || !arrivals_.of(request).sessions) {
        return tl::unexpected(
            unknown("Sign in with POST /v1/login, or send a key as Authorization: Bearer sx_..."));
    }
    auto caller = people_.by_session(*token);
    if (!caller) {
        return tl::unexpected(unknown("Sign in again: the session has ended."));
    }
    const auto csrf = request.headers.find("x-csrf-token").value_or("");
    if (changes_something(request) && !service::same_secret(csrf, service::csrf_token(*token))) {
        return tl::unexpected(
            problem(403, "Send the session's csrf token, from GET /v1/me, as X-CSRF-Token."));
    }
    return *std::move(caller);
}

}  // namespace shouxin::http
