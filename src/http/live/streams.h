// Who is told that something changed? Everybody with an event stream open: a tick, twice a second
// at most, once it can be looked up. docs/formats/stream.md. Thread-safe.
#pragma once

#include "http/message.h"
#include "http/respond.h"
#include "http/router.h"
#include "port/clock.h"
#include "service/live/changed.h"
#include "service/live/presence.h"
#include "service/people/people.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace shouxin::http {

class Streams {
public:
    struct Options {
        std::chrono::milliseconds tick_time{500};    // between two ticks
        std::chrono::milliseconds check_time{2000};  // between two looks at who is still signed in
        std::size_t streams_max = 256;
        std::size_t each_max = 8;          // of one person
        std::size_t stretches_max = 2400;  // what can be caught up with: 20 minutes of ticks
    };

    // How things stand when it begins.
    struct Start {
        std::string boot;  // differs from that of every other run
        std::uint64_t record = 0;
        std::uint64_t events = 0;
        std::uint64_t epoch = 0;
    };

    // Who a session's owner is now; nothing once it has ended.
    using WhoIs = std::function<std::optional<service::Caller>(const proof::Hash& session)>;

    Streams(Start start, const port::Clock& clock, WhoIs who_is, Options options);
    ~Streams();
    Streams(const Streams&) = delete;
    Streams& operator=(const Streams&) = delete;

    // What can be looked up anew, up to a record.
    void arrived(std::uint64_t record, const service::Changed& changed);

    // Answers with a stream, or 429. `last_id` is the id of the last tick that the client had, or
    // empty. REQUIRES: the caller is a person.
    void open(const service::Caller& caller, std::string_view last_id, Respond respond);

    // Ends the thread, not the streams: they end with the server, which this must outlive.
    void stop();

private:
    using Steady = std::chrono::steady_clock;

    struct Client {
        std::uint64_t number;
        EventStream stream;
        service::Caller caller;
        std::uint64_t told;     // what changed up to this record
        Steady::time_point at;  // when the last tick went out
        bool gone = false;
    };

    void run();
    void tick_all(Steady::time_point now);
    void catch_up(Client& client, Steady::time_point now);
    void check_all();
    void drop_gone();
    bool greet(Client& client, std::string_view last_id);
    Pushed tick(Client& client, const service::Changed& changed, bool complete);
    [[nodiscard]] std::optional<Response> refusal(const service::Caller& caller) const;
    [[nodiscard]] std::optional<service::Changed> since(std::string_view last_id) const;
    void forget(std::uint64_t number);

    const std::string boot_;
    const port::Clock& clock_;
    const WhoIs who_is_;
    const Options options_;

    std::mutex mutex_;
    std::condition_variable more_;
    service::ChangeHistory history_;
    std::uint64_t events_;
    std::uint64_t epoch_;
    std::vector<Client> clients_;
    std::uint64_t last_client_ = 0;
    bool due_ = false;  // somebody isn't told of everything yet
    bool stopping_ = false;
    std::thread thread_;
};

// GET /v1/stream. `streams` outlives the server.
std::vector<Route> stream_routes(Streams& streams);

// PUT /v1/presence/{kind}/{id...}. Both outlive the server.
std::vector<Route> presence_routes(service::Presence& presence, const port::Clock& clock);

}  // namespace shouxin::http
