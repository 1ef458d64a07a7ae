// How much may clients ask of the server, and for how long? Plain values.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace shouxin::http {

struct Tls {
    std::string certificate_file;  // PEM, the chain
    std::string key_file;          // PEM

    [[nodiscard]] bool wanted() const { return !certificate_file.empty(); }
};

struct Options {
    std::string address = "127.0.0.1";  // IPv4 or IPv6
    std::uint16_t port = 0;             // 0: any that is free
    std::size_t threads = 2;            // that read and write
    Tls tls;

    std::size_t connections_max = 4096;                      // more: 503
    std::size_t header_bytes_max = std::size_t{16} * 1024;   // more: 431
    std::size_t bodies_bytes_max = std::size_t{256} << 20;   // of all requests at once; more: 429
    std::size_t stream_bytes_max = std::size_t{256} * 1024;  // unsent, of each event stream
    std::size_t compress_bytes_min = 1024;                   // smaller answers aren't; 0: none are

    std::chrono::milliseconds header_time{10'000};  // from a request's first byte; handshake too
    std::chrono::milliseconds idle_time{60'000};    // between requests
    std::chrono::milliseconds body_time{10'000};    // and what the rate gives, for body or answer
    std::size_t bytes_a_second_min = 4096;
    std::chrono::milliseconds linger_time{2'000};       // for a client to read why it was cut off
    std::chrono::milliseconds heart_beat_time{15'000};  // of event streams
};

}  // namespace shouxin::http
