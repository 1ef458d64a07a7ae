// What does the server answer to these very bytes? A socket for tests: blocking, with a time-out
// that is generous enough to be only reached when an answer is missing. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::http {

struct RawAnswer {
    int status = 0;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port, int receive_buffer_bytes = 0);
    ~RawClient();

    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    // As much as the other side takes; false if it has closed.
    bool send(std::string_view bytes);
    void half_close();

    // Closes so that the other side sees a reset.
    void reset();

    // Blocks until the bytes have come up to and with `marker`; what came before the end of the
    // connection if it isn't there.
    std::string read_until(std::string_view marker);
    std::string read_exactly(std::size_t count);
    std::string read_all();

    // One answer, its body by Content-Length unless `head_only`; nullopt at the end.
    std::optional<RawAnswer> answer(bool head_only = false);

    // Of a request that is sent at once.
    std::optional<RawAnswer> ask(std::string_view bytes);

private:
    bool receive();

    int socket_ = -1;
    std::string received_;
};

// "POST /path HTTP/1.1" with Host, Content-Length and `headers`, each ended by CR LF.
std::string post(std::string_view path, std::string_view body, std::string_view headers = {});
std::string get(std::string_view path, std::string_view headers = {});

}  // namespace shouxin::http
