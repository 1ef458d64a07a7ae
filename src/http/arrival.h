// How did a request come: from whom, encrypted or not, may it carry a session? Knows proxies and
// cookies. Immutable, so thread-safe.
#pragma once

#include "http/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::http {

struct ArrivalOptions {
    // Addresses whose X-Forwarded-For and X-Forwarded-Proto are believed.
    std::vector<std::string> trusted_proxies{};
    // Whether people may sign in from elsewhere than this machine without TLS.
    bool plain_sessions = false;
};

struct Arrival {
    std::string client;     // the address behind the proxy
    bool tls = false;       // as far as the client's browser
    bool sessions = false;  // over TLS, or plainly from this very machine
};

class Arrivals {
public:
    explicit Arrivals(ArrivalOptions options) : options_(std::move(options)) {}

    [[nodiscard]] Arrival of(const Request& request) const;

    // What the session's cookie says; nothing if there is none, or more than one.
    [[nodiscard]] std::optional<std::string> session_token(const Request& request) const;

    // Whether a browser says that one of our own pages asks; true for what isn't a browser.
    [[nodiscard]] bool same_origin(const Request& request) const;

    // Set-Cookie (RFC 6265bis): "__Host-shouxin" over TLS, "shouxin" plainly.
    [[nodiscard]] std::string set_cookie(
        const Request& request, std::string_view token, std::int64_t seconds) const;

private:
    [[nodiscard]] bool by_proxy(const Request& request) const;

    ArrivalOptions options_;
};

}  // namespace shouxin::http
