// What does a connection ask of its socket, plain or TLS? One reading and one writing at a time;
// each ends in one call of WireEvents, later, on the same thread. Not thread-safe.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace shouxin::http {

class WireEvents {
public:
    virtual void on_open(bool well) = 0;                 // the handshake is done
    virtual void on_read(bool well, std::size_t n) = 0;  // not well: nothing more will come
    virtual void on_written(bool well) = 0;
    virtual void on_ended() = 0;

protected:
    ~WireEvents() = default;
};

class Wire {
public:
    virtual ~Wire() = default;

    [[nodiscard]] virtual bool tls() const = 0;
    virtual void open(WireEvents& events) = 0;

    // At least one byte. `into` and what is written stay where they are until it has ended.
    virtual void read(std::span<char> into, WireEvents& events) = 0;

    // All of both.
    virtual void write(std::string_view first, std::string_view second, WireEvents& events) = 0;

    // Tells the other side that nothing more will be written. Plain only.
    virtual void half_close() = 0;

    // The same for TLS, which takes an exchange. REQUIRES: tls().
    virtual void end(WireEvents& events) = 0;

    // What is going on ends, not well.
    virtual void close() = 0;
};

}  // namespace shouxin::http
