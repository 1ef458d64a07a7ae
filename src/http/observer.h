// Who is told what the server did? Whoever writes the access log or counts for metrics. Called on
// I/O threads, several at once: implementations are thread-safe and don't block.
#pragma once

#include "http/message.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace shouxin::http {

// Nothing of a person: no address, no query, no path but the route's pattern.
struct Finished {
    Method method = Method::other;
    std::string_view route;  // empty: none matched, or the request couldn't be read
    std::string_view request_id;
    int status = 0;
    std::size_t request_bytes = 0;   // of the body, as it was sent
    std::size_t response_bytes = 0;  // with the head
    std::int64_t time_us = 0;        // from the end of the request's head to the answer's last byte
};

class Observer {
public:
    virtual ~Observer() = default;
    virtual void finished(const Finished& finished) = 0;
};

}  // namespace shouxin::http
