// Who listens on a port? Server: its own threads read requests, ask the Handler, write answers.
// Boost.Asio carries the bytes and stays inside server.cpp (ADR 17). Thread-safe.
#pragma once

#include "base/result.h"
#include "http/handler.h"
#include "http/observer.h"
#include "http/options.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace shouxin::http {

struct Counts {
    std::uint64_t accepted = 0;     // connections, ever
    std::uint64_t turned_away = 0;  // of these, for being too many
    std::size_t connections = 0;    // now
    std::size_t requests = 0;       // being read, handled or answered now
    std::size_t body_bytes = 0;     // of these
};

class Server {
public:
    // Listens when this returns. `handler` and `observer` outlive the server. `unavailable` when
    // the address can't be had, `invalid` for an address or TLS files that aren't any.
    static Result<Server> start(const Options& options, Handler& handler, Observer& observer);

    Server(Server&&) noexcept;

    // Stops at once, if stop() wasn't called.
    ~Server();

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] Counts counts() const;

    // Accepts no more, ends idle connections, lets requests in flight be answered for at most
    // `grace`, then closes what is left and waits for the threads. Answers that come later are
    // lost. Not to be called by a handler.
    void stop(std::chrono::milliseconds grace);

private:
    class Impl;
    explicit Server(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> impl_;
};

}  // namespace shouxin::http
