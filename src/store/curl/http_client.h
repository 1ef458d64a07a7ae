// port::HttpClient with libcurl. Thread-safe; connections that were used are kept for the next
// call.
#pragma once

#include "base/result.h"
#include "port/http_client.h"

#include <memory>
#include <string>

namespace shouxin::store {

struct HttpClientOptions {
    std::string ca_file{};  // certificates to trust (PEM) instead of the system's; empty: those
};

// Certificates are verified; no proxy of the environment is used. `invalid` for what is no http or
// https address, or a header that is none; `unavailable`, with the server's name but not the whole
// address, which may hold a secret, if there was no answer, or one longer than allowed.
std::unique_ptr<port::HttpClient> make_http_client(HttpClientOptions options = {});

}  // namespace shouxin::store
