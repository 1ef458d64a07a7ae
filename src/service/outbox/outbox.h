// Does the marketplace learn what was decided? Delivers the rows of `outbox` to the endpoints as
// signed webhooks: in order for each subject, at least once, again and again after a failure, until
// it is taken or becomes a dead letter, which a person can send again. docs/formats/webhooks.md
//
// Thread-safe, but deliver_some() is for one thread. No lock is held while endpoints are called;
// one is while OnAnswer is, which must not call back.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "port/http_client.h"
#include "port/records.h"
#include "service/outbox/endpoint.h"
#include "service/outbox/lanes.h"
#include "service/outbox/retry.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::service {

// What an endpoint said at once: to be logged as an order to acknowledge.
struct Answered {
    live::ActionId action = 0;
    std::uint32_t step = 0;
    bool refused = false;
    std::string reason;  // why it is refused
};

// The order must be durable, or on its way to be, when this returns without an error; after one the
// message is delivered again later.
using OnAnswer = std::function<Result<void>(const Answered&)>;

struct Delivered {
    std::uint32_t sent = 0;
    std::uint32_t failed = 0;  // will be tried again
    std::uint32_t dead = 0;

    [[nodiscard]] std::uint32_t attempts() const { return sent + failed + dead; }
};

class Outbox {
public:
    struct Options {
        std::uint32_t in_flight_max = 8;  // in one call of deliver_some(), over all endpoints
        std::size_t held_max = 4096;  // letters in memory for an endpoint; more stay in the records
        std::int64_t timeout_ms = 10'000;
        std::int64_t keep_sent_ms = 30LL * 86'400'000;  // then rows of what was sent are erased
        RetryPlan retry = {};
    };

    // All must outlive this. REQUIRES: names of endpoints are unique, each has a secret.
    Outbox(
        port::Records& records,
        port::HttpClient& http,
        Executor& executor,
        std::vector<Endpoint> endpoints,
        const Options& options,
        OnAnswer on_answer);

    ~Outbox();

    // Makes what attempts are due now, at most in_flight_max of them at a time and one for a
    // subject, and writes down what came of them. An error of the records leaves what was sent
    // noted here, and is written first at the next call. Call again at once while attempts() > 0.
    Result<Delivered> deliver_some(std::int64_t now_ms);

    // When there may be something to deliver, as far as is known here; nothing: when a row comes.
    [[nodiscard]] std::optional<std::int64_t> next_ms() const;

    // A dead letter, and the dead ones behind it about the same subject, are delivered from the
    // start: how many. `conflict` if it isn't dead, or something later about the same subject was
    // delivered, which this would turn back.
    Result<std::size_t> send_again(const std::string& id, std::int64_t now_ms);

    // The endpoints that are left alone for now, by name.
    [[nodiscard]] std::vector<std::string> resting() const;

private:
    struct Queue {
        Endpoint endpoint;
        Lanes lanes;
        CircuitBreaker breaker;
        std::optional<port::Row> read_to;  // the last row that was read from the records
    };

    struct Attempt {
        Queue* queue = nullptr;
        Letter letter;
        Result<port::HttpAnswer> answer;
    };

    Result<void> fill(Queue& queue);
    Result<void> write_down();
    Result<void> forget_sent(std::int64_t now_ms);
    std::vector<Attempt> take(std::int64_t now_ms);
    void call(Attempt& attempt, std::int64_t now_ms);
    void conclude(Attempt& attempt, std::int64_t now_ms, Delivered& delivered);
    void conclude_sent(Attempt& attempt, std::int64_t now_ms, Delivered& delivered);
    void conclude_failed(
        Attempt& attempt, const std::string& problem, std::int64_t now_ms, Delivered& delivered);
    Result<std::vector<Letter>> letters_from(const Letter& first);

    port::Records& records_;
    port::HttpClient& http_;
    Executor& executor_;
    Options options_;
    OnAnswer on_answer_;
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<Queue>> queues_;
    std::size_t turn_ = 0;  // which queue is asked first
    std::int64_t cleaned_ms_ = 0;
    std::vector<port::Change> unwritten_;
};

}  // namespace shouxin::service
