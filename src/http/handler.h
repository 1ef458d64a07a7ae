// Who answers requests? A Handler; the Router (router.h) is one. Called on I/O threads, several at
// once: it is thread-safe and doesn't block.
#pragma once

#include "base/result.h"
#include "http/message.h"
#include "http/respond.h"

#include <cstddef>

namespace shouxin::http {

struct Admission {
    std::size_t body_bytes_max = 0;
};

class Handler {
public:
    virtual ~Handler() = default;

    // Once the head is read. What it refuses is answered without reading the body, and handle()
    // isn't called.
    virtual tl::expected<Admission, Response> admit(Request& head) = 0;

    // Once the body is read; the request is the one that was admitted.
    virtual void handle(Request request, Respond respond) = 0;
};

}  // namespace shouxin::http
