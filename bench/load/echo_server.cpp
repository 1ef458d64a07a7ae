// A server with next to nothing behind it, for measuring the transport: POST /echo answers the
// body's length at once, POST /later from one other thread, batch by batch, as a group commit
// would. Prints its port; ends with its standard input.
#include "http/problem.h"
#include "http/router.h"
#include "http/server.h"

#include <fmt/format.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

namespace http = shouxin::http;

class Everyone final : public http::Authenticate {
public:
    tl::expected<http::Principal, http::Response> principal(
        const http::Request& /*request*/, std::string_view /*needs*/) override {
        return http::Principal();
    }
};

class Nobody final : public http::Observer {
public:
    void finished(const http::Finished& /*finished*/) override {}
};

http::Response length_of(const http::Request& request) {
    return http::json(200, fmt::format(R"({{"bytes":{}}})", request.body.size()));
}

// Answers all that waits, then again.
class Groups {
public:
    Groups() : thread_([this](std::stop_token stop) { run(stop); }) {}

    void put(http::Answer answer) {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(answer));
        if (waiting_.size() == 1) {
            more_.notify_one();
        }
    }

private:
    void run(const std::stop_token& stop) {
        std::vector<http::Answer> group;
        while (!stop.stop_requested()) {
            std::unique_lock lock(mutex_);
            more_.wait(lock, stop, [this] { return !waiting_.empty(); });
            group.swap(waiting_);
            lock.unlock();
            http::respond_all(group);
            group.clear();
        }
    }

    std::mutex mutex_;
    std::condition_variable_any more_;
    std::vector<http::Answer> waiting_;
    std::jthread thread_;
};

int serve(std::size_t threads) {
    Groups groups;
    const std::string any(http::anyone);
    constexpr std::size_t body_bytes_max = std::size_t{16} << 20;
    const auto echo = [](http::Request request, http::Respond respond) {
        respond(length_of(request));
    };
    const auto later = [&](http::Request request, http::Respond respond) {
        groups.put({std::move(respond), length_of(request)});
    };
    Everyone everyone;
    Nobody nobody;
    http::Router router(
        {{http::Method::post, "/echo", any, echo, body_bytes_max},
         {http::Method::post, "/later", any, later, body_bytes_max}},
        everyone);
    http::Options options;
    options.threads = threads;
    auto server = http::Server::start(options, router, nobody);
    if (!server) {
        fmt::print(stderr, "echo_server: {}\n", server.error().message);
        return 2;
    }
    fmt::print("{}\n", server->port());
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    server->stop(std::chrono::seconds(1));
    return 0;
}

}  // namespace

// echo_server [THREADS]
int main(int count, char** arguments) {
    return serve(count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 1);
}
