// The half of Connection that reads, and its end. connection_answer.cpp is the other.
#include "http/connection.h"

#include "http/encoding.h"
#include "http/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace shouxin::http {
namespace {

constexpr std::size_t head_read_bytes = std::size_t{8} * 1024;
constexpr std::size_t body_read_bytes = std::size_t{64} * 1024;

// A refused request whose body is at most this is read to its end, so that the connection lives.
constexpr std::size_t drained_bytes_max = std::size_t{64} * 1024;

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view heart_beat = ":\n\n";

Response too_large() {
    return problem(413, "Send less in one request.");
}

}  // namespace

Connection::Connection(
    Host& host, std::uint32_t number, std::unique_ptr<Wire> wire, std::string client)
    : host_(host),
      number_(number),
      wire_(std::move(wire)),
      client_(std::move(client)),
      parser_(host.options.header_bytes_max) {}

Connection::~Connection() = default;

void Connection::start() {
    if (wire_->tls()) {
        wait_for(State::opening, host_.options.header_time);
        ++pending_;
        wire_->open(*this);
    } else {
        on_open(true);
    }
}

void Connection::turn_away() {
    if (wire_->tls()) {
        close();
    } else {
        refuse(problem(503, "Come back later: there are too many connections."));
    }
}

// ---- Reading a request ---------------------------------------------------------------------

void Connection::on_open(bool well) {
    if (wire_->tls()) {
        --pending_;
    }
    if (state_ == State::closed) {
        settle();
    } else if (!well) {
        close();
    } else {
        wait_for(State::idle, host_.options.header_time);
        read();
    }
}

void Connection::read() {
    if (reading_) {
        return;
    }
    std::memmove(in_.data(), in_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    const bool body = state_ == State::reading && !request_id_.empty();
    const std::size_t room = body ? body_read_bytes : head_read_bytes;
    if (in_.size() < end_ + room / 2) {
        in_.resize(end_ + room);
    }
    ++pending_;
    reading_ = true;
    wire_->read(std::span(in_.data() + end_, in_.size() - end_), *this);
}

void Connection::on_read(bool well, std::size_t n) {
    --pending_;
    reading_ = false;
    if (state_ == State::closed) {
        return settle();
    }
    if (!well) {
        return on_end_of_input();
    }
    switch (state_) {
        case State::idle:
            wait_for(State::reading, host_.options.header_time);
            [[fallthrough]];
        case State::reading:
            end_ += n;
            return advance();
        case State::streaming:
        case State::lingering:
            return read();  // over what nobody will look at
        default:
            return;
    }
}

void Connection::on_end_of_input() {
    if (state_ == State::reading) {
        refuse(problem(400, "Send the whole request: it ended early."));
    } else if (state_ != State::writing) {
        close();
    }
}

void Connection::advance() {
    for (;;) {
        std::size_t used = 0;
        auto step = parser_.read({in_.data() + begin_, end_ - begin_}, used);
        begin_ += used;
        if (!step) {
            return refuse(problem(step.error().status, std::move(step.error().detail)));
        }
        if (*step == RequestParser::Step::more) {
            return on_more();
        }
        if (*step == RequestParser::Step::done) {
            return on_request();
        }
        if (!on_head()) {
            return;
        }
    }
}

void Connection::on_more() {
    // The parser bounds the head, but not what stands around chunks.
    if (end_ - begin_ > host_.options.header_bytes_max + body_read_bytes) {
        return refuse(problem(431, "Send shorter chunk headers."));
    }
    if (!request_id_.empty()) {
        if (auto full = refusal_ ? std::nullopt : charged(parser_.body_bytes())) {
            return refuse(*std::move(full));
        }
        deadline_ = began_ + time_for(parser_.body_bytes());
    }
    read();
}

void Connection::name_request() {
    began_ = Steady::now();
    serial_ = ++host_.last_serial;
    request_id_ = fmt::format("{}{:x}", host_.id_prefix, serial_);
    finished_ = {};
    finished_.request_id = request_id_;
    ++host_.totals.requests;
}

bool Connection::on_head() {
    name_request();
    Request& request = parser_.request();
    request.client = client_;
    request.tls = wire_->tls();
    request.id = request_id_;
    head_only_ = request.head;
    takes_gzip_ = accepts_gzip(request.headers.find("accept-encoding").value_or(""));
    keep_alive_ = parser_.keep_alive();
    auto refusal = admitted();
    finished_.method = request.method;
    finished_.route = request.route;
    if (refusal) {
        return refuse_at_head(*std::move(refusal));
    }
    if (parser_.expects_continue() && begin_ == end_ && parser_.content_length() != 0) {
        ++pending_;
        writing_ = true;
        wire_->write(go_on, {}, *this);
        return false;
    }
    return true;
}

// Why the request isn't read on, if it isn't.
std::optional<Response> Connection::admitted() {
    Request& request = parser_.request();
    auto admission = host_.handler.admit(request);
    if (!admission) {
        return std::move(admission).error();
    }
    if (request.headers.find("expect") && !parser_.expects_continue()) {
        return problem(417, "Expect nothing but 100-continue.");
    }
    if (coding_of(request.headers.find("content-encoding").value_or("")) == Coding::unknown) {
        Response refusal = problem(415, "Send the body plain, or compressed by gzip or zstd.");
        refusal.headers.add("accept-encoding", "gzip, zstd");
        return refusal;
    }
    const std::uint64_t length = parser_.content_length().value_or(0);
    if (length > admission->body_bytes_max) {
        return too_large();
    }
    parser_.allow_body(admission->body_bytes_max);
    request.body_bytes_max = admission->body_bytes_max;
    return charged(length);
}

// Charges the request's body, `bytes` in all by now, to what all bodies may take.
std::optional<Response> Connection::charged(std::uint64_t bytes) {
    if (bytes <= charged_) {
        return std::nullopt;
    }
    const std::size_t more = bytes - charged_;
    charged_ += more;
    if (host_.totals.body_bytes.fetch_add(more) + more > host_.options.bodies_bytes_max) {
        return problem(429, "Send it again in a second: too much is being read at once.");
    }
    return std::nullopt;
}

bool Connection::refuse_at_head(Response response) {
    const auto length = parser_.content_length();
    const bool small = length && *length <= drained_bytes_max && !parser_.expects_continue();
    if (small || length == 0) {
        parser_.allow_body(drained_bytes_max);
        refusal_ = std::move(response);
        return true;
    }
    refuse(std::move(response));
    return false;
}

// Answers, and ends the connection: where its next request begins isn't known.
void Connection::refuse(Response response) {
    if (writing_) {
        return close();
    }
    if (request_id_.empty()) {
        name_request();
    }
    keep_alive_ = false;
    unread_ = true;
    answer(std::move(response));
}

void Connection::on_request() {
    Request request = std::move(parser_.request());
    finished_.request_bytes = request.body.size();
    if (refusal_) {
        return answer(*std::exchange(refusal_, std::nullopt));
    }
    if (auto refusal = decoded(request)) {
        return answer(*std::move(refusal));
    }
    state_ = State::handling;
    deadline_ = Steady::time_point::max();
    host_.handler.handle(
        std::move(request), Respond(host_.mailbox, {.connection = number_, .serial = serial_}));
}

std::optional<Response> Connection::decoded(Request& request) {
    const Coding coding = coding_of(request.headers.find("content-encoding").value_or(""));
    if (coding == Coding::identity || request.body.empty()) {
        return std::nullopt;
    }
    auto plain = decompressed(std::move(request.body), coding, request.body_bytes_max);
    if (!plain) {
        return plain.error().failure == Failure::exhausted
                   ? too_large()
                   : problem(400, "Compress the body again: " + plain.error().message + ".");
    }
    request.body = *std::move(plain);
    return charged(request.body.size());
}

void Connection::next_request() {
    parser_.next();
    if (begin_ == end_ && in_.size() > head_read_bytes) {
        in_ = {};
        begin_ = end_ = 0;
    }
    if (begin_ == end_) {
        wait_for(State::idle, host_.options.idle_time);
        read();
    } else {
        wait_for(State::reading, host_.options.header_time);
        advance();
    }
}

// ---- The end -------------------------------------------------------------------------------

void Connection::request_is_over() {
    if (request_id_.empty()) {
        return;
    }
    host_.totals.body_bytes -= std::exchange(charged_, 0);
    --host_.totals.requests;
    using std::chrono::duration_cast, std::chrono::microseconds;
    finished_.time_us = duration_cast<microseconds>(Steady::now() - began_).count();
    host_.observer.finished(finished_);
    request_id_.clear();
}

// Lets the client read the answer: closing while it sends would destroy what it hasn't read yet
// (RFC 9112, 9.6).
void Connection::finish() {
    wait_for(State::lingering, host_.options.linger_time);
    if (!wire_->tls()) {
        wire_->half_close();
        return read();
    }
    if (unread_) {
        return read();
    }
    ++pending_;
    wire_->end(*this);
}

void Connection::on_ended() {
    --pending_;
    if (state_ == State::closed) {
        settle();
    } else {
        close();
    }
}

void Connection::stop() {
    switch (state_) {
        case State::opening:
        case State::idle:
            return close();
        case State::streaming:
            ending_ = true;
            return write_pieces();
        default:
            return;
    }
}

void Connection::close() {
    if (state_ == State::closed) {
        return;
    }
    if (state_ == State::streaming) {
        end_stream();
    }
    request_is_over();
    state_ = State::closed;
    wire_->close();
    settle();
}

void Connection::settle() {
    if (pending_ == 0) {
        host_.retire(number_);
    }
}

void Connection::on_tick(Steady::time_point now) {
    if (now >= deadline_ && state_ != State::closed) {
        on_deadline();
    }
}

void Connection::on_deadline() {
    if (state_ == State::reading) {
        refuse(problem(408, "Send the request faster."));
    } else if (state_ == State::streaming && !writing_) {
        pieces_ += heart_beat;
        write_pieces();
    } else {
        close();
    }
}

void Connection::wait_for(State state, std::chrono::milliseconds time) {
    state_ = state;
    deadline_ = Steady::now() + time;
}

std::chrono::milliseconds Connection::time_for(std::size_t bytes) const {
    const auto seconds = bytes / host_.options.bytes_a_second_min;
    return host_.options.body_time + std::chrono::seconds(seconds);
}

}  // namespace shouxin::http
