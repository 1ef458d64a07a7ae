// Where is a connection between two requests? It reads one, has it handled, writes the answer, and
// only then looks for the next, so that pipelined requests are answered in order. Every state has
// a deadline but the handler's. Lives on one I/O thread.
#pragma once

#include "http/handler.h"
#include "http/head.h"
#include "http/observer.h"
#include "http/options.h"
#include "http/parser.h"
#include "http/wire.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::http {

using Steady = std::chrono::steady_clock;

// What is counted over all threads.
struct Totals {
    std::atomic<std::uint64_t> accepted = 0;
    std::atomic<std::uint64_t> turned_away = 0;  // over connections_max
    std::atomic<std::size_t> connections = 0;
    std::atomic<std::size_t> requests = 0;    // being read, handled or answered
    std::atomic<std::size_t> body_bytes = 0;  // of requests in flight
};

// What the connections of one I/O thread share.
struct Host {
    const Options& options;
    Handler& handler;
    Observer& observer;
    Totals& totals;
    const std::string& id_prefix;  // of this thread's request ids
    MailboxHold mailbox;
    std::function<void(std::uint32_t)> retire;  // the connection is over; destroy it later
    std::string date;
    std::uint64_t last_serial = 0;
    bool stopping = false;
};

class Connection final : public WireEvents {
public:
    Connection(Host& host, std::uint32_t number, std::unique_ptr<Wire> wire, std::string client);
    ~Connection();

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start();

    // Instead of start(), when there are too many.
    void turn_away();

    // False if it isn't for this request.
    bool deliver(Mail& mail);
    void on_tick(Steady::time_point now);

    // No further request; idle ones end now, the others once they have answered.
    void stop();
    void close();

private:
    enum class State : std::uint8_t {
        opening,    // TLS handshake
        idle,       // between requests
        reading,    // a request
        handling,   // waits for its answer
        writing,    // it
        streaming,  // events
        lingering,  // lets the client read why, before the connection goes
        closed
    };

    void on_open(bool well) override;
    void on_read(bool well, std::size_t n) override;
    void on_written(bool well) override;
    void on_ended() override;

    void read();
    void advance();
    void on_more();
    bool on_head();
    void on_request();
    void name_request();
    [[nodiscard]] std::optional<Response> admitted();
    [[nodiscard]] std::optional<Response> charged(std::uint64_t bytes);
    [[nodiscard]] std::optional<Response> decoded(Request& request);
    bool refuse_at_head(Response response);
    void refuse(Response response);
    void on_end_of_input();

    void answer(Response response);
    void compress(Response& response) const;
    void write_answer(
        const Response& response, std::optional<std::size_t> content_length, std::string_view body);
    void on_answered();
    void next_request();

    void begin_stream(std::function<void()> gone);
    void write_pieces();
    void end_stream();

    void request_is_over();
    void finish();
    void settle();
    void on_deadline();
    void wait_for(State state, std::chrono::milliseconds time);
    [[nodiscard]] std::chrono::milliseconds time_for(std::size_t bytes) const;

    Host& host_;
    const std::uint32_t number_;
    const std::unique_ptr<Wire> wire_;
    const std::string client_;

    State state_ = State::opening;
    Steady::time_point deadline_ = Steady::time_point::max();
    int pending_ = 0;  // calls of WireEvents to come
    bool reading_ = false;
    bool writing_ = false;

    std::vector<char> in_;  // [begin_, end_) is read and not used
    std::size_t begin_ = 0;
    std::size_t end_ = 0;

    // Of the request: it has an id from its head on, or from where it was refused.
    RequestParser parser_;
    std::string request_id_;
    std::uint64_t serial_ = 0;
    Steady::time_point began_;
    Finished finished_;
    std::optional<Response> refusal_;  // goes out once the small body behind it is read
    std::size_t charged_ = 0;          // of bodies_bytes_max
    bool keep_alive_ = false;
    bool unread_ = false;  // the client may still be sending
    bool head_only_ = false;
    bool takes_gzip_ = false;

    // Of the answer: what is being written, then what an event stream has to write next.
    std::string out_head_;
    std::string out_body_;
    std::string pieces_;
    std::size_t pieces_sent_ = 0;  // of what is being written: heart-beats don't count
    std::size_t pieces_waiting_ = 0;
    bool ending_ = false;
    std::function<void()> gone_;
};

}  // namespace shouxin::http
