#include "http/arrival.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace shouxin::http {
namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

bool is_address(const std::string& text) {
    std::array<unsigned char, 16> bytes{};
    return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

bool is_this_machine(std::string_view address) {
    return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

std::string_view cookie_name(bool tls) {
    return tls ? "__Host-shouxin" : "shouxin";
}

// Of the last field of that name: the one that the nearest proxy wrote.
std::string_view last(const Request& request, std::string_view name) {
    std::string_view value;
    for (const auto& [field, text] : request.headers) {
        if (field == name) {
            value = text;
        }
    }
    return trimmed(value.substr(value.rfind(',') + 1));
}

bool is_forwarded(const Request& request) {
    return request.headers.find("forwarded") || request.headers.find("x-forwarded-for") ||
           request.headers.find("x-forwarded-proto");
}

}  // namespace

bool Arrivals::by_proxy(const Request& request) const {
    return std::ranges::find(options_.trusted_proxies, request.client) !=
           options_.trusted_proxies.end();
}

// What comes through a proxy that nobody named isn't from this machine, though the proxy may be.
Arrival Arrivals::of(const Request& request) const {
    Arrival arrival{.client = request.client, .tls = request.tls};
    bool here = is_this_machine(request.client) && !is_forwarded(request);
    if (by_proxy(request)) {
        const std::string client(last(request, "x-forwarded-for"));
        arrival.client = is_address(client) ? client : request.client;
        arrival.tls = request.tls || last(request, "x-forwarded-proto") == "https";
        here = here || (is_address(client) && is_this_machine(client));
    }
    arrival.sessions = arrival.tls || here || options_.plain_sessions;
    return arrival;
}

std::optional<std::string> Arrivals::session_token(const Request& request) const {
    const std::string_view wanted = cookie_name(of(request).tls);
    std::vector<std::string_view> found;
    for (const auto& [field, text] : request.headers) {
        std::string_view rest = field == "cookie" ? std::string_view(text) : std::string_view();
        while (!rest.empty()) {
            const std::string_view pair = trimmed(rest.substr(0, rest.find(';')));
            rest.remove_prefix(std::min(rest.find(';'), rest.size() - 1) + 1);
            if (pair.substr(0, pair.find('=')) == wanted && pair.size() > wanted.size()) {
                found.push_back(pair.substr(wanted.size() + 1));
            }
        }
    }
    return found.size() == 1 ? std::optional<std::string>(found.front()) : std::nullopt;
}

bool Arrivals::same_origin(const Request& request) const {
    if (const auto site = request.headers.find("sec-fetch-site")) {
        return *site == "same-origin" || *site == "none";
    }
    const auto origin = request.headers.find("origin");
    if (!origin) {
        return true;
    }
    const std::string_view scheme = of(request).tls ? "https" : "http";
    const std::string_view host = request.headers.find("host").value_or("");
    return *origin == fmt::format("{}://{}", scheme, host);
}

std::string Arrivals::set_cookie(
    const Request& request, std::string_view token, std::int64_t seconds) const {
    const bool tls = of(request).tls;
    return fmt::format(
        "{}={}; Path=/; {}HttpOnly; SameSite=Strict; Max-Age={}",
        cookie_name(tls),
        token,
        tls ? "Secure; " : "",
        seconds);
}

}  // namespace shouxin::http
