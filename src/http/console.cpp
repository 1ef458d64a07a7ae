#include "http/console.h"

#include "base/must.h"
#include "http/encoding.h"
#include "http/problem.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <utility>

namespace shouxin::embedded {

std::string_view console();

}  // namespace shouxin::embedded

namespace shouxin::http {
namespace {

constexpr std::string_view first_page = "index.html";

// Nothing comes from elsewhere, nothing runs that isn't a file of ours, nobody frames us.
constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

constexpr std::string_view denied =
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
    "microphone=(), midi=(), payment=(), serial=(), usb=()";

constexpr std::string_view not_built =
    "这个程序构建时没有带上控制台：用 `make build` 再构建一次就有了，接口照常可用。\n"
    "This program was built without the console: `make build` makes one with it; the API works as "
    "ever.\n";

std::string_view cut(std::string_view& rest, char end) {
    const std::size_t at = rest.find(end);
    MUST(at != std::string_view::npos);
    const std::string_view piece = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    return piece;
}

std::size_t number_of(std::string_view digits) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    MUST(error == std::errc() && end == digits.data() + digits.size());
    return number;
}

std::string_view take(std::string_view& bytes, std::size_t size) {
    MUST(size <= bytes.size());
    const std::string_view taken = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return taken;
}

// RFC 9110, 13.1.2, with the weak comparison that it asks for.
bool names(std::string_view if_none_match, std::string_view etag) {
    return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

// What has its digest in its name never changes; what hasn't is asked for each time.
std::string_view caching(std::string_view name) {
    return name.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

void add_safety(Headers& headers) {
    headers.add("content-security-policy", policy);
    headers.add("cross-origin-opener-policy", "same-origin");
    headers.add("permissions-policy", denied);
}

Response without_console() {
    Response response = text(404, std::string(not_built));
    add_safety(response.headers);
    return response;
}

Route file_route(const Console& console, std::string pattern, std::string name) {
    return {
        .method = Method::get,
        .pattern = std::move(pattern),
        .needs = std::string(anyone),
        .act = [&console, name = std::move(name)](const Request& request, Respond respond) {
            respond(console.answer(request, name));
        }};
}

}  // namespace

// A line for each file, an empty one, then the bytes of all, each file's plain and gzipped.
Console::Console(std::string_view pack) {
    std::vector<std::string_view> lines;
    for (std::string_view line = cut(pack, '\n'); !line.empty(); line = cut(pack, '\n')) {
        lines.push_back(line);
    }
    for (std::string_view line : lines) {
        const std::string_view name = cut(line, '\t');
        File file{.type = cut(line, '\t'), .digest = cut(line, '\t'), .plain = {}, .gzipped = {}};
        file.plain = take(pack, number_of(cut(line, '\t')));
        file.gzipped = take(pack, number_of(line));
        files_.emplace(name, file);
    }
    MUST(pack.empty());
}

Console Console::embedded() {
    return Console(embedded::console());
}

Response Console::answer(const Request& request, std::string_view name) const {
    const auto found = files_.find(name);
    if (found == files_.end()) {
        return name == first_page ? without_console()
                                  : problem(404, "Load the page anew: this file isn't part of it.");
    }
    const File& file = found->second;
    const bool small =
        !file.gzipped.empty() && accepts_gzip(request.headers.find("accept-encoding").value_or(""));
    const std::string etag = fmt::format("\"{}{}\"", file.digest.substr(0, 32), small ? "-gz" : "");
    Response response;
    response.headers.add("etag", etag);
    response.headers.add("vary", "accept-encoding");
    response.headers.add("cache-control", caching(name));
    add_safety(response.headers);
    if (names(request.headers.find("if-none-match").value_or(""), etag)) {
        response.status = 304;
        return response;
    }
    response.headers.add("content-type", file.type);
    if (small) {
        response.headers.add("content-encoding", "gzip");
    }
    response.standing_body = small ? file.gzipped : file.plain;
    return response;
}

std::vector<Route> console_routes(const Console& console) {
    std::vector<Route> routes;
    routes.push_back(file_route(console, "/", std::string(first_page)));
    routes.push_back(file_route(console, "/favicon.svg", "favicon.svg"));
    routes.push_back(
        {.method = Method::get,
         .pattern = "/assets/{file...}",
         .needs = std::string(anyone),
         .act = [&console](const Request& request, Respond respond) {
             respond(console.answer(request, "assets/" + request.parameter("file")));
         }});
    return routes;
}

}  // namespace shouxin::http
