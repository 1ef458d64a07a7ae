#include "http/router.h"

#include "base/must.h"
#include "http/problem.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace shouxin::http {
namespace {

bool is_name(std::string_view part) {
    return part.starts_with('{') && part.ends_with('}') && part.size() > 2;
}

// {name...}: the rest of the path, at least one segment.
bool is_rest(std::string_view part) {
    return is_name(part) && part.ends_with("...}");
}

std::vector<std::string> parts_of(std::string_view pattern) {
    MUST(pattern.starts_with('/'));
    std::vector<std::string> parts;
    pattern.remove_prefix(1);
    while (!pattern.empty()) {
        const std::size_t end = std::min(pattern.find('/'), pattern.size());
        const std::string_view part = pattern.substr(0, end);
        MUST(is_name(part) || (!part.empty() && part.find_first_of("{}") == part.npos));
        MUST(!is_rest(part) || end == pattern.size());
        parts.emplace_back(part);
        pattern.remove_prefix(std::min(end + 1, pattern.size()));
    }
    return parts;
}

// By what is written out, from the left; names go last.
bool before(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::lexicographical_compare(
        left.begin(), left.end(), right.begin(), right.end(), [](auto& a, auto& b) {
            if (is_name(a) && is_name(b)) {
                return !is_rest(a) && is_rest(b);
            }
            return is_name(a) != is_name(b) ? is_name(b) : a < b;
        });
}

bool fits(std::span<const std::string> parts, std::span<const std::string> segments) {
    const auto same = [](const std::string& part, const std::string& segment) {
        return is_name(part) || part == segment;
    };
    if (parts.empty() || !is_rest(parts.back())) {
        return std::equal(parts.begin(), parts.end(), segments.begin(), segments.end(), same);
    }
    return segments.size() >= parts.size() &&
           std::equal(parts.begin(), parts.end() - 1, segments.begin(), same);
}

// How {name} is called, and what it stands for.
std::pair<std::string_view, std::string> parameter(
    std::string_view part, std::span<const std::string> segments) {
    if (!is_rest(part)) {
        return {part.substr(1, part.size() - 2), segments.front()};
    }
    return {part.substr(1, part.size() - 5), fmt::format("{}", fmt::join(segments, "/"))};
}

std::string lower(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return lowered;
}

// Without "; charset=utf-8" and the like.
std::string media_type(std::string_view content_type) {
    content_type = content_type.substr(0, content_type.find(';'));
    return lower(content_type.substr(0, content_type.find_last_not_of(" \t") + 1));
}

bool takes(const Route& route, const Request& request) {
    const std::string type = media_type(request.headers.find("content-type").value_or(""));
    return route.accepts.empty() ||
           std::find(route.accepts.begin(), route.accepts.end(), type) != route.accepts.end();
}

bool has_body(const Request& request) {
    return request.headers.find("transfer-encoding") ||
           request.headers.find("content-length").value_or("0") != "0";
}

}  // namespace

Router::Router(std::vector<Route> routes, Authenticate& authenticate)
    : routes_(std::move(routes)), authenticate_(authenticate) {
    for (const Route& route : routes_) {
        MUST(!route.needs.empty() && route.act && route.method != Method::other);
        patterns_.push_back({parts_of(route.pattern), &route});
    }
    std::stable_sort(patterns_.begin(), patterns_.end(), [](const auto& left, const auto& right) {
        return before(left.parts, right.parts);
    });
    for (std::size_t at = 1; at < patterns_.size(); ++at) {
        const auto& [parts, route] = patterns_[at];
        for (std::size_t same = at; same-- > 0 && !before(patterns_[same].parts, parts);) {
            MUST(patterns_[same].route->method != route->method);
        }
    }
}

const Route* Router::match(
    Method method,
    std::span<const std::string> segments,
    std::vector<std::pair<std::string_view, std::string>>& parameters) const {
    parameters.clear();
    for (const auto& [parts, route] : patterns_) {
        if (route->method == method && fits(parts, segments)) {
            for (std::size_t at = 0; at < parts.size(); ++at) {
                if (is_name(parts[at])) {
                    parameters.push_back(parameter(parts[at], segments.subspan(at)));
                }
            }
            return route;
        }
    }
    return nullptr;
}

tl::expected<Admission, Response> Router::admit(Request& head) {
    const Route* route = match(head.method, head.segments, head.parameters);
    if (route == nullptr) {
        return tl::unexpected(no_route(head.segments));
    }
    head.route = route->pattern;
    auto principal = authenticate_.principal(head, route->needs);
    if (!principal) {
        return tl::unexpected(std::move(principal).error());
    }
    head.principal = *std::move(principal);
    if (has_body(head) && !takes(*route, head)) {
        return tl::unexpected(
            problem(415, fmt::format("Send the body as {}.", fmt::join(route->accepts, " or "))));
    }
    return Admission{.body_bytes_max = route->body_bytes_max};
}

// 405 if another method would do, else 404. Neither says anything of the path.
Response Router::no_route(std::span<const std::string> segments) const {
    std::vector<std::string_view> methods;
    for (const auto& [parts, route] : patterns_) {
        const std::string_view name = name_of(route->method);
        if (fits(parts, segments) &&
            std::find(methods.begin(), methods.end(), name) == methods.end()) {
            methods.push_back(name);
            if (route->method == Method::get) {
                methods.emplace_back("HEAD");
            }
        }
    }
    if (methods.empty()) {
        return problem(404, "Look the path up in the API's description: there is nothing here.");
    }
    const std::string allowed = fmt::format("{}", fmt::join(methods, ", "));
    Response response = problem(405, fmt::format("Use {} here.", allowed));
    response.headers.add("allow", allowed);
    return response;
}

void Router::handle(Request request, Respond respond) {
    const Route* route = route_of(request);
    route->act(std::move(request), std::move(respond));
}

// Of a request that was admitted.
const Route* Router::route_of(const Request& request) const {
    const auto found = std::find_if(routes_.begin(), routes_.end(), [&](const Route& route) {
        return route.pattern.data() == request.route.data() && route.method == request.method;
    });
    MUST(found != routes_.end());
    return &*found;
}

}  // namespace shouxin::http
