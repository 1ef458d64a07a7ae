#include "http/raw_client_test.h"

#include "base/must.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <unistd.h>
#include <utility>

namespace shouxin::http {
namespace {

constexpr int time_out_s = 60;

}  // namespace

RawClient::RawClient(std::uint16_t port, int receive_buffer_bytes)
    : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    MUST(socket_ >= 0);
    const timeval time_out{.tv_sec = time_out_s, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &time_out, sizeof time_out);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &time_out, sizeof time_out);
    if (receive_buffer_bytes > 0) {
        setsockopt(
            socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    MUST(connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
}

RawClient::~RawClient() {
    close(socket_);
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::half_close() {
    shutdown(socket_, SHUT_WR);
}

void RawClient::reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(socket_);
    socket_ = -1;
}

bool RawClient::receive() {
    std::array<char, 65536> buffer;
    const ssize_t count = recv(socket_, buffer.data(), buffer.size(), 0);
    if (count > 0) {
        received_.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return count > 0;
}

std::string RawClient::read_until(std::string_view marker) {
    std::size_t found = received_.find(marker);
    while (found == std::string::npos && receive()) {
        found = received_.find(marker);
    }
    const std::size_t end = found == std::string::npos ? received_.size() : found + marker.size();
    return read_exactly(end);
}

std::string RawClient::read_exactly(std::size_t count) {
    while (received_.size() < count && receive()) {
    }
    std::string read = received_.substr(0, count);
    received_.erase(0, read.size());
    return read;
}

std::string RawClient::read_all() {
    while (receive()) {
    }
    return std::exchange(received_, {});
}

std::optional<RawAnswer> RawClient::answer(bool head_only) {
    const std::string head = read_until("\r\n\r\n");
    if (!head.ends_with("\r\n\r\n")) {
        return std::nullopt;
    }
    RawAnswer answer;
    answer.status = std::stoi(head.substr(9, 3));
    std::size_t at = head.find("\r\n") + 2;
    while (head.compare(at, 2, "\r\n") != 0) {
        const std::size_t colon = head.find(": ", at);
        const std::size_t end = head.find("\r\n", at);
        answer.headers[head.substr(at, colon - at)] = head.substr(colon + 2, end - colon - 2);
        at = end + 2;
    }
    if (const auto length = answer.headers.find("content-length");
        length != answer.headers.end() && !head_only) {
        answer.body = read_exactly(std::stoul(length->second));
    }
    return answer;
}

std::optional<RawAnswer> RawClient::ask(std::string_view bytes) {
    send(bytes);
    return answer();
}

std::string post(std::string_view path, std::string_view body, std::string_view headers) {
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: test\r\nContent-Length: {}\r\n{}\r\n{}",
        path,
        body.size(),
        headers,
        body);
}

std::string get(std::string_view path, std::string_view headers) {
    return fmt::format("GET {} HTTP/1.1\r\nHost: test\r\n{}\r\n", path, headers);
}

}  // namespace shouxin::http
