// Which requests exist, who may make them, and what do they do? A table of routes that anyone can
// list. Nothing is reachable that isn't in it, and every route says who may call it. Immutable
// once built, so thread-safe.
#pragma once

#include "base/result.h"
#include "http/handler.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::http {

struct Route {
    Method method = Method::get;
    // "/v1/actions/{id}/release": a {name} stands for one whole segment, and {name...} at the end
    // for all that follow, at least one, with slashes between
    std::string pattern;
    std::string needs;  // what the caller must be allowed; `anyone` for all the world
    std::function<void(Request, Respond)> act;  // must not block
    std::size_t body_bytes_max = 0;             // 0: a body is refused
    std::vector<std::string> accepts = {};      // media types; none: any
};

inline constexpr std::string_view anyone = "anyone";

// Says who calls. Called on I/O threads before the body is read: thread-safe, and answers from
// memory.
class Authenticate {
public:
    virtual ~Authenticate() = default;

    // 401 when nobody known calls, 403 when the caller lacks what the route needs. Also asked for
    // routes that need `anyone`, where it may return a Principal without a subject.
    virtual tl::expected<Principal, Response> principal(
        const Request& request, std::string_view needs) = 0;
};

class Router final : public Handler {
public:
    // REQUIRES: every pattern begins with a slash and every route needs something; no two routes
    // are one method and pattern. A segment that is written out goes before a {name}.
    Router(std::vector<Route> routes, Authenticate& authenticate);

    [[nodiscard]] std::span<const Route> routes() const { return routes_; }

    tl::expected<Admission, Response> admit(Request& head) override;
    void handle(Request request, Respond respond) override;

    // Which route takes these segments, and what do its names stand for in them? nullptr: none.
    const Route* match(
        Method method,
        std::span<const std::string> segments,
        std::vector<std::pair<std::string_view, std::string>>& parameters) const;

private:
    struct Pattern {
        std::vector<std::string> parts;  // a name begins with '{'
        const Route* route;
    };

    [[nodiscard]] Response no_route(std::span<const std::string> segments) const;
    [[nodiscard]] const Route* route_of(const Request& request) const;

    std::vector<Route> routes_;
    std::vector<Pattern> patterns_;  // the more is written out from the left, the earlier
    Authenticate& authenticate_;
};

}  // namespace shouxin::http
