#include "http/parser.h"

#include "base/must.h"
#include "http/url.h"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <limits>
#include <utility>

namespace shouxin::http {
namespace {

namespace beast = boost::beast::http;

using Parsed = beast::request_parser<beast::string_body>;

std::string_view plain(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

Method method_of(beast::verb verb) {
    switch (verb) {
        case beast::verb::get:
        case beast::verb::head:
            return Method::get;
        case beast::verb::post:
            return Method::post;
        case beast::verb::put:
            return Method::put;
        case beast::verb::patch:
            return Method::patch;
        case beast::verb::delete_:
            return Method::remove;
        default:
            return Method::other;
    }
}

tl::unexpected<Refusal> refuse(int status, std::string detail) {
    return tl::unexpected(Refusal{status, std::move(detail)});
}

tl::unexpected<Refusal> refusal_of(const boost::system::error_code& error) {
    if (error == beast::error::header_limit || error == beast::error::buffer_overflow) {
        return refuse(431, "Send shorter header fields.");
    }
    if (error == beast::error::body_limit) {
        return refuse(413, "Send less in one request.");
    }
    if (error == beast::error::bad_version) {
        return refuse(505, "Use HTTP/1.1.");
    }
    return refuse(400, "Send HTTP/1.1 as RFC 9112 has it: " + error.message() + ".");
}

// What Beast takes but a proxy in front of us could read otherwise.
tl::expected<void, Refusal> framing(const Request& request, unsigned version) {
    const auto encoding = request.headers.find("transfer-encoding");
    const std::size_t lengths = request.headers.count("content-length");
    if (encoding && (version < 11 || lengths > 0 || *encoding != "chunked" ||
                     request.headers.count("transfer-encoding") > 1)) {
        return refuse(400, "Send either Content-Length or Transfer-Encoding: chunked, once.");
    }
    const bool listed =
        lengths == 1 && request.headers.find("content-length")->find(',') != std::string::npos;
    if (lengths > 1 || listed) {
        return refuse(400, "Send Content-Length once.");
    }
    const std::size_t hosts = request.headers.count("host");
    if (hosts > 1 || (hosts == 0 && version >= 11)) {
        return refuse(400, "Send the header field Host once.");
    }
    return {};
}

}  // namespace

struct RequestParser::Message {
    explicit Message(std::uint32_t header_bytes_max) {
        parsed.header_limit(header_bytes_max);
        // Until the head says for what. No limit at all would refuse every Content-Length (1.74).
        parsed.body_limit(std::numeric_limits<std::uint64_t>::max());
    }

    Parsed parsed;
};

RequestParser::RequestParser(std::size_t header_bytes_max)
    : header_bytes_max_(static_cast<std::uint32_t>(header_bytes_max)),
      message_(std::make_unique<Message>(header_bytes_max_)) {}

RequestParser::~RequestParser() = default;

tl::expected<RequestParser::Step, Refusal> RequestParser::read(
    std::string_view bytes, std::size_t& used) {
    Parsed& parsed = message_->parsed;
    if (head_read_ && parsed.is_done()) {  // a head without a body
        request_.body = std::move(parsed.get().body());
        return Step::done;
    }
    boost::system::error_code error;
    used += parsed.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    if (error && error != beast::error::need_more) {
        return refusal_of(error);
    }
    if (parsed.is_header_done() && !head_read_) {
        return on_head();
    }
    if (parsed.is_done()) {
        request_.body = std::move(parsed.get().body());
        return Step::done;
    }
    return Step::more;
}

tl::expected<RequestParser::Step, Refusal> RequestParser::on_head() {
    const auto& head = message_->parsed.get();
    head_read_ = true;
    request_.method = method_of(head.method());
    request_.head = head.method() == beast::verb::head;
    for (const auto& field : head) {
        request_.headers.add(plain(field.name_string()), plain(field.value()));
    }
    if (head.version() != 10 && head.version() != 11) {
        return refuse(505, "Use HTTP/1.1.");
    }
    if (auto fine = framing(request_, head.version()); !fine) {
        return tl::unexpected(std::move(fine).error());
    }
    auto target = decode_target(plain(head.target()));
    if (!target) {
        return refuse(400, std::move(target).error().message);
    }
    request_.segments = std::move(target->segments);
    request_.query = std::move(target->query);
    return Step::head;
}

bool RequestParser::keep_alive() const {
    return message_->parsed.keep_alive();
}

bool RequestParser::expects_continue() const {
    const auto expect = request_.headers.find("expect");
    return expect && boost::beast::iequals({expect->data(), expect->size()}, "100-continue");
}

std::optional<std::uint64_t> RequestParser::content_length() const {
    if (message_->parsed.chunked()) {
        return std::nullopt;
    }
    const auto length = message_->parsed.content_length();
    return length ? *length : 0;
}

std::size_t RequestParser::body_bytes() const {
    return message_->parsed.get().body().size();
}

void RequestParser::allow_body(std::size_t bytes_max) {
    message_->parsed.body_limit(bytes_max);
    message_->parsed.eager(true);
}

void RequestParser::next() {
    MUST(head_read_);
    message_ = std::make_unique<Message>(header_bytes_max_);
    request_ = Request();
    head_read_ = false;
}

}  // namespace shouxin::http
