// Which requests lie in a connection's bytes? HTTP/1.1 by Boost.Beast, and refusals where two
// readers could disagree about where a request ends (RFC 9112, 6.3 and 11.2). Not thread-safe.
#pragma once

#include "base/result.h"
#include "http/message.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::http {

// What ends a connection: where the next request begins can't be known.
struct Refusal {
    int status = 400;
    std::string detail;
};

class RequestParser {
public:
    enum class Step : std::uint8_t {
        more,  // wants more bytes
        head,  // the head is complete; call allow_body() before going on
        done   // the request is complete; call next() before going on
    };

    explicit RequestParser(std::size_t header_bytes_max);
    ~RequestParser();

    // Reads on in `bytes`, which begin where it left them, and adds to `used` what they needn't
    // begin with next time.
    tl::expected<Step, Refusal> read(std::string_view bytes, std::size_t& used);

    // From `head` on. The body is there when `done`.
    Request& request() { return request_; }

    [[nodiscard]] bool keep_alive() const;
    [[nodiscard]] bool expects_continue() const;

    // 0 without a body; nullopt for a chunked one.
    [[nodiscard]] std::optional<std::uint64_t> content_length() const;

    // Of the body so far.
    [[nodiscard]] std::size_t body_bytes() const;

    void allow_body(std::size_t bytes_max);

    // Forgets the request. REQUIRES: `done`.
    void next();

private:
    struct Message;  // Beast's parser

    tl::expected<Step, Refusal> on_head();

    std::uint32_t header_bytes_max_;
    std::unique_ptr<Message> message_;
    Request request_;
    bool head_read_ = false;
};

}  // namespace shouxin::http
