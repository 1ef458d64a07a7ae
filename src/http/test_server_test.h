// A server for tests: a few routes, answers that wait for the test, and what the observer saw.
#pragma once

#include "base/must.h"
#include "http/router.h"
#include "http/server.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::http {

// Only reached when what is waited for is missing.
constexpr std::chrono::seconds patience{60};

// Lets everyone in but those who send "authorization: nobody" (401) or lack "lead" (403).
class TestAuthenticate final : public Authenticate {
public:
    tl::expected<Principal, Response> principal(
        const Request& request, std::string_view needs) override;
};

struct Seen {
    std::string route;
    int status = 0;
    std::size_t request_bytes = 0;
};

class TestObserver final : public Observer {
public:
    void finished(const Finished& finished) override;

    // Waits until there are so many.
    std::vector<Seen> wait_for(std::size_t count);

private:
    std::mutex mutex_;
    std::condition_variable more_;
    std::vector<Seen> seen_;
};

// What waits for the test: the Responds of /later, the streams of /stream.
template <class T>
class Waiting {
public:
    void put(T value) {
        const std::lock_guard lock(mutex_);
        values_.push_back(std::move(value));
        more_.notify_all();
    }

    // Waits until there are so many, and takes them.
    std::vector<T> take(std::size_t count) {
        std::unique_lock lock(mutex_);
        MUST(more_.wait_for(lock, patience, [&] { return values_.size() >= count; }));
        return std::exchange(values_, {});
    }

private:
    std::mutex mutex_;
    std::condition_variable more_;
    std::vector<T> values_;
};

// GET /hello, POST /echo (1 MiB, any type), POST /json (1 MiB, JSON only), GET /items/{id},
// GET /lead (needs lead), POST /later, GET /stream, GET /dropped, GET /large (200 kB of text).
class TestServer {
public:
    explicit TestServer(Options options = {});

    [[nodiscard]] std::uint16_t port() const { return server.port(); }

    TestAuthenticate authenticate;
    TestObserver observer;
    Waiting<Respond> later;
    Waiting<EventStream> streams;
    Waiting<int> gone;
    Router router;
    Server server;

private:
    std::vector<Route> table();
};

}  // namespace shouxin::http
