// How long do requests take at a given rate? An open-loop load generator: each request has a moment
// at which it ought to be sent, whatever became of those before, and its latency counts from
// there. So a server that stalls is charged for all who'd have come meanwhile (no coordinated
// omission). One thread, epoll, 127.0.0.1 only; ends by itself.
//
//     load --port 8080 --path /v1/decisions --rate 8000 --connections 128 --seconds 10
//          --body '{"id":"@@@@@@@@@@","type":"order.paid"}'
//     load --port 8080 --path /v1/events --rate 200 --batch 1000 --body-file event.json
//
// Every run of '@' in the body is a decimal number of so many digits, another one in each event.
// A batch is so many bodies, a line each (NDJSON). Percentiles are right to 1/64.
#include "base/must.h"

#include <CLI/CLI.hpp>
#include <arpa/inet.h>
#include <fmt/format.h>
#include <load/histogram.h>
#include <load/request_template.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

using shouxin::load::Histogram;
using shouxin::load::Template;
using Steady = std::chrono::steady_clock;

constexpr double rate_max = 1e6;
constexpr double seconds_max = 3600;
constexpr std::size_t connections_max = 20'000;
constexpr std::size_t answer_bytes_max = std::size_t{64} << 20;

struct Options {
    std::uint16_t port = 0;
    std::string host = "127.0.0.1";
    std::string path = "/";
    std::string body;
    std::string body_file;
    std::string content_type = "application/json";
    std::vector<std::string> headers;
    double rate = 1000;
    double seconds = 10;
    double warm_up = 1;
    std::size_t connections = 128;
    std::size_t batch = 1;
    std::uint64_t first_id = 0;
};

struct Outcome {
    Histogram latency_us;
    std::map<int, std::uint64_t> statuses;
    std::uint64_t sent = 0;
    std::uint64_t failed = 0;  // no answer: the connection broke, or the time was up
    std::uint64_t late = 0;    // sent over a millisecond after the moment meant: all were busy
    double seconds = 0;
    std::size_t body_bytes = 0;
};

std::string header_fields(const Options& options) {
    std::string fields = fmt::format("Content-Type: {}\r\n", options.content_type);
    for (const std::string& header : options.headers) {
        fields += header + "\r\n";
    }
    return fields;
}

// One connection with at most one request in flight.
class Client {
public:
    explicit Client(std::uint16_t port) : port_(port) {}

    ~Client() { disconnect(); }

    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void connect(int epoll) {
        socket_ = socket(AF_INET, SOCK_STREAM, 0);
        MUST(socket_ >= 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port_);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            fmt::print(stderr, "load: start the server: nobody listens on port {}\n", port_);
            std::exit(2);
        }
        const int on = 1;
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = this;
        MUST(epoll_ctl(epoll, EPOLL_CTL_ADD, socket_, &event) == 0);
    }

    void disconnect() {
        if (socket_ >= 0) {
            close(socket_);
        }
        socket_ = -1;
        received_.clear();
        unsent_.clear();
        writing_ = false;
        busy_ = false;
    }

    // False if the connection broke.
    bool send(std::string_view request, Steady::time_point meant, int epoll) {
        meant_ = meant;
        busy_ = true;
        const ssize_t sent = ::send(socket_, request.data(), request.size(), flags);
        if (sent < 0 && errno != EAGAIN) {
            return false;
        }
        const auto done = static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
        if (done < request.size()) {
            unsent_.assign(request.substr(done));
            watch_writing(true, epoll);
        }
        return true;
    }

    bool send_on(int epoll) {
        const ssize_t sent = ::send(socket_, unsent_.data(), unsent_.size(), flags);
        if (sent < 0) {
            return errno == EAGAIN;
        }
        unsent_.erase(0, static_cast<std::size_t>(sent));
        watch_writing(!unsent_.empty(), epoll);
        return true;
    }

    // The answer's status; 0 if it isn't complete yet, -1 if it won't be.
    int receive() {
        std::array<char, 65536> buffer;
        const ssize_t count = recv(socket_, buffer.data(), buffer.size(), flags);
        if (count <= 0) {
            return count < 0 && errno == EAGAIN ? 0 : -1;
        }
        received_.append(buffer.data(), static_cast<std::size_t>(count));
        const std::size_t head = received_.find("\r\n\r\n");
        if (head == std::string::npos) {
            return received_.size() < answer_bytes_max ? 0 : -1;
        }
        const std::size_t end = head + 4 + content_length(head);
        if (received_.size() < end) {
            return end < answer_bytes_max ? 0 : -1;
        }
        const int status = std::atoi(received_.c_str() + std::strlen("HTTP/1.1 "));
        closing_ = received_.find("connection: close") < head;
        received_.erase(0, end);
        busy_ = false;
        return status;
    }

    [[nodiscard]] Steady::time_point meant() const { return meant_; }

    [[nodiscard]] bool busy() const { return busy_; }

    [[nodiscard]] bool closing() const { return closing_; }

private:
    static constexpr int flags = MSG_NOSIGNAL | MSG_DONTWAIT;

    [[nodiscard]] std::size_t content_length(std::size_t head) const {
        constexpr std::string_view name = "\r\ncontent-length: ";
        const std::size_t at = received_.find(name);
        return at < head ? std::strtoul(received_.c_str() + at + name.size(), nullptr, 10) : 0;
    }

    void watch_writing(bool writing, int epoll) {
        if (writing != writing_) {
            epoll_event event{};
            event.events = writing ? EPOLLIN | EPOLLOUT : EPOLLIN;
            event.data.ptr = this;
            MUST(epoll_ctl(epoll, EPOLL_CTL_MOD, socket_, &event) == 0);
            writing_ = writing;
        }
    }

    std::uint16_t port_;
    int socket_ = -1;
    bool writing_ = false;
    bool closing_ = false;
    bool busy_ = false;
    std::string received_;
    std::string unsent_;
    Steady::time_point meant_;
};

class Load {
public:
    explicit Load(const Options& options)
        : options_(options),
          template_(
              options.path, header_fields(options), options.body, options.batch, options.first_id),
          epoll_(epoll_create1(0)) {
        MUST(epoll_ >= 0);
        for (std::size_t i = 0; i < options.connections; ++i) {
            clients_.push_back(std::make_unique<Client>(options.port));
            clients_.back()->connect(epoll_);
            idle_.push_back(clients_.back().get());
        }
    }

    ~Load() { close(epoll_); }

    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    Outcome run() {
        start_ = Steady::now();
        const double all = options_.warm_up + options_.seconds;
        const auto total = static_cast<std::uint64_t>(options_.rate * all);
        const auto give_up = start_ + seconds(all + patience_s);
        while ((due_ < total || idle_.size() < clients_.size()) && Steady::now() < give_up) {
            send_due(total);
            wait(total);
        }
        const auto unanswered = clients_.size() - idle_.size() + (total - due_);
        outcome_.failed += unanswered;
        outcome_.body_bytes = template_.body_bytes();
        outcome_.seconds = std::chrono::duration<double>(last_ - start_).count();
        outcome_.seconds -= options_.warm_up;
        return std::move(outcome_);
    }

private:
    static constexpr double patience_s = 10;  // after the last request was due

    static Steady::duration seconds(double value) {
        return std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(value));
    }

    [[nodiscard]] Steady::time_point moment(std::uint64_t request) const {
        return start_ + seconds(static_cast<double>(request) / options_.rate);
    }

    // All whose moment has come, as long as there are idle connections.
    void send_due(std::uint64_t total) {
        const auto now = Steady::now();
        while (due_ < total && !idle_.empty() && moment(due_) <= now) {
            Client* client = idle_.front();
            idle_.pop_front();
            const auto meant = moment(due_++);
            outcome_.late += now - meant > std::chrono::milliseconds(1) && measured(meant);
            ++outcome_.sent;
            if (!client->send(template_.next(), meant, epoll_)) {
                broke(client);
            }
        }
    }

    void wait(std::uint64_t total) {
        std::array<epoll_event, 256> events;
        const bool may_send = due_ < total && !idle_.empty();
        const auto until = may_send ? moment(due_) - Steady::now() : seconds(0.1);
        const auto ns = std::max<std::int64_t>(std::chrono::nanoseconds(until).count(), 0);
        const timespec time_out{.tv_sec = ns / 1'000'000'000, .tv_nsec = ns % 1'000'000'000};
        const int count = epoll_pwait2(
            epoll_, events.data(), static_cast<int>(events.size()), &time_out, nullptr);
        for (int i = 0; i < count; ++i) {
            const auto& event = events[static_cast<std::size_t>(i)];
            auto* client = static_cast<Client*>(event.data.ptr);
            if ((event.events & EPOLLOUT) != 0 && !client->send_on(epoll_)) {
                broke(client);
            } else if ((event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
                receive(client);
            }
        }
    }

    void receive(Client* client) {
        const int status = client->receive();
        if (status < 0 && client->busy()) {
            broke(client);
        } else if (status < 0) {
            reconnect(client);
        } else if (status > 0) {
            answered(client, status);
        }
    }

    [[nodiscard]] bool measured(Steady::time_point meant) const {
        return meant >= start_ + seconds(options_.warm_up);
    }

    void answered(Client* client, int status) {
        last_ = Steady::now();
        if (measured(client->meant())) {
            const auto taken =
                std::chrono::duration_cast<std::chrono::microseconds>(last_ - client->meant());
            outcome_.latency_us.add(static_cast<std::uint64_t>(taken.count()));
            ++outcome_.statuses[status];
        }
        if (client->closing()) {
            reconnect(client);
        }
        idle_.push_back(client);
    }

    void broke(Client* client) {
        ++outcome_.failed;
        reconnect(client);
        idle_.push_back(client);
    }

    void reconnect(Client* client) {
        client->disconnect();
        client->connect(epoll_);
    }

    const Options& options_;
    Template template_;
    int epoll_;
    std::vector<std::unique_ptr<Client>> clients_;
    std::deque<Client*> idle_;
    Steady::time_point start_;
    Steady::time_point last_;
    std::uint64_t due_ = 0;
    Outcome outcome_;
};

void print(const Options& options, const Outcome& outcome) {
    const Histogram& latency = outcome.latency_us;
    const double answered = static_cast<double>(latency.count());
    std::string statuses;
    for (const auto& [status, count] : outcome.statuses) {
        statuses += fmt::format(R"({}"{}":{})", statuses.empty() ? "" : ",", status, count);
    }
    fmt::print(
        "{{\"rate\":{:.0f},\"connections\":{},\"batch\":{},\"seconds\":{:.2f},\"answered\":{},"
        "\"requests_a_second\":{:.0f},\"events_a_second\":{:.0f},\"megabytes_a_second\":{:.1f},"
        "\"p50_us\":{},\"p90_us\":{},\"p99_us\":{},\"p999_us\":{},\"max_us\":{},"
        "\"late\":{},\"failed\":{},\"statuses\":{{{}}}}}\n",
        options.rate,
        options.connections,
        options.batch,
        outcome.seconds,
        latency.count(),
        answered / outcome.seconds,
        answered / outcome.seconds * static_cast<double>(options.batch),
        answered / outcome.seconds * 1e-6 * static_cast<double>(outcome.body_bytes),
        latency.percentile(0.5),
        latency.percentile(0.9),
        latency.percentile(0.99),
        latency.percentile(0.999),
        latency.max(),
        outcome.late,
        outcome.failed,
        statuses);
}

std::string contents(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(stream), {});
    while (text.ends_with('\n')) {
        text.pop_back();
    }
    return text;
}

}  // namespace

int main(int count, char** arguments) {
    Options options;
    CLI::App app("Sends requests to a server on this machine at a given rate, and measures.");
    app.add_option("--port", options.port)->required();
    app.add_option("--host", options.host, "nothing but 127.0.0.1")
        ->check(CLI::IsMember({"127.0.0.1"}));
    app.add_option("--path", options.path);
    app.add_option("--body", options.body, "of one event; runs of @ become numbers");
    app.add_option("--body-file", options.body_file)->check(CLI::ExistingFile);
    app.add_option("--content-type", options.content_type);
    app.add_option("--header", options.headers, "'Name: value', as often as you like");
    app.add_option("--rate", options.rate, "requests a second")->check(CLI::Range(0.1, rate_max));
    app.add_option("--seconds", options.seconds)->check(CLI::Range(0.1, seconds_max));
    app.add_option("--warm-up", options.warm_up, "seconds before, not measured")
        ->check(CLI::Range(0.0, seconds_max));
    app.add_option("--connections", options.connections)
        ->check(CLI::Range(std::size_t{1}, connections_max));
    app.add_option("--batch", options.batch, "events in a request, a line each")
        ->check(CLI::Range(std::size_t{1}, std::size_t{100'000}));
    app.add_option("--first-id", options.first_id, "the first number that stands for @");
    CLI11_PARSE(app, count, arguments);
    if (!options.body_file.empty()) {
        options.body = contents(options.body_file);
    }
    const Outcome outcome = Load(options).run();
    print(options, outcome);
    return outcome.failed == 0 ? 0 : 1;
}
