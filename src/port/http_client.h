// How do we call others: a marketplace's webhook, a time-stamping authority? Made real in store/
// with libcurl; tests make their own. Thread-safe.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::port {

struct HttpCall {
    std::string url;  // http or https; nothing else is called
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::int64_t timeout_ms = 10'000;
    std::size_t answer_bytes_max = std::size_t{1} << 20;
};

struct HttpAnswer {
    int status = 0;
    std::string body;
};

class HttpClient {
public:
    virtual ~HttpClient() = default;

    // POST; redirects aren't followed. Any status is an answer; `unavailable` if there was none.
    virtual Result<HttpAnswer> post(const HttpCall& call) = 0;
};

}  // namespace shouxin::port
