#include "service/outbox/outbox.h"

#include "base/must.h"
#include "service/outbox/alerts.h"
#include "service/outbox/answer.h"
#include "service/outbox/webhook_signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace shouxin::service {
namespace {

using port::Change;
using port::Condition;

constexpr std::size_t page_rows = 500;
constexpr std::size_t answer_bytes_max = 64 * 1024;
constexpr std::size_t problem_bytes_max = 300;
constexpr std::int64_t clean_every_ms = 3'600'000;

Change put(const Letter& letter) {
    return {Change::Kind::put, "outbox", letter.row()};
}

bool is_taken(int status) {
    return status >= 200 && status < 300;
}

// Of an endpoint that can't now, rather than won't.
bool is_down(int status) {
    return status >= 500 || status == 408 || status == 429;
}

constexpr int status_gone = 410;

Alert dead_alert(const Letter& letter, std::int64_t now_ms) {
    const std::string& id = letter.text(OutboxColumn::id);
    return {
        "dead/" + id,
        now_ms,
        "dead",
        static_cast<std::int64_t>(letter.action()),
        "",
        fmt::format(
            "message {} couldn't be delivered ({}): mend the endpoint '{}' and send it again",
            id,
            letter.text(OutboxColumn::problem),
            letter.text(OutboxColumn::endpoint))};
}

}  // namespace

Outbox::Outbox(
    port::Records& records,
    port::HttpClient& http,
    Executor& executor,
    std::vector<Endpoint> endpoints,
    const Options& options,
    OnAnswer on_answer)
    : records_(records),
      http_(http),
      executor_(executor),
      options_(options),
      on_answer_(std::move(on_answer)) {
    MUST(options_.in_flight_max > 0 && options_.held_max > 0);
    for (Endpoint& endpoint : endpoints) {
        MUST(!endpoint.secrets.empty());
        queues_.push_back(std::make_unique<Queue>());
        queues_.back()->endpoint = std::move(endpoint);
    }
}

Outbox::~Outbox() = default;

Result<Delivered> Outbox::deliver_some(std::int64_t now_ms) {
    std::vector<Attempt> attempts;
    {
        const std::scoped_lock lock(mutex_);
        TRY_DONE(write_down());
        TRY_DONE(forget_sent(now_ms));
        for (const auto& queue : queues_) {
            TRY_DONE(fill(*queue));
        }
        attempts = take(now_ms);
    }
    executor_.run(attempts.size(), [&](std::size_t i) { call(attempts[i], now_ms); });
    const std::scoped_lock lock(mutex_);
    Delivered delivered;
    for (Attempt& attempt : attempts) {
        conclude(attempt, now_ms, delivered);
    }
    TRY_DONE(write_down());
    return delivered;
}

std::optional<std::int64_t> Outbox::next_ms() const {
    const std::scoped_lock lock(mutex_);
    std::optional<std::int64_t> next;
    for (const auto& queue : queues_) {
        if (const auto head_ms = queue->lanes.next_ms()) {
            const std::int64_t at_ms = std::max(*head_ms, queue->breaker.until_ms());
            next = std::min(next.value_or(at_ms), at_ms);
        }
    }
    return next;
}

std::vector<std::string> Outbox::resting() const {
    const std::scoped_lock lock(mutex_);
    std::vector<std::string> names;
    for (const auto& queue : queues_) {
        if (queue->breaker.open()) {
            names.push_back(queue->endpoint.name);
        }
    }
    return names;
}

// Rows come in the order of their numbers, so what is behind the last one is all that is new.
Result<void> Outbox::fill(Queue& queue) {
    while (queue.lanes.size() < options_.held_max) {
        port::Query query;
        query.table = "outbox";
        query.where = {
            {"endpoint", Condition::Is::equal, queue.endpoint.name},
            {"state", Condition::Is::equal, "waiting"}};
        query.order_by = "number";
        query.limit = std::min(page_rows, options_.held_max - queue.lanes.size());
        query.after = queue.read_to;
        TRY(std::vector<port::Row> rows, records_.list(query));
        for (port::Row& row : rows) {
            queue.read_to = row;
            queue.lanes.add(Letter(std::move(row)));
        }
        if (rows.size() < query.limit) {
            break;
        }
    }
    return {};
}

// Not durable at once: what is forgotten by the machine's end is delivered again.
Result<void> Outbox::write_down() {
    if (!unwritten_.empty()) {
        TRY_DONE(records_.write(unwritten_, port::Durability::soon));
        unwritten_.clear();
    }
    return {};
}

Result<void> Outbox::forget_sent(std::int64_t now_ms) {
    if (now_ms - cleaned_ms_ < clean_every_ms) {
        return {};
    }
    port::Query query;
    query.table = "outbox";
    query.where = {
        {"state", Condition::Is::equal, "sent"},
        {"sent_ms", Condition::Is::less, now_ms - options_.keep_sent_ms}};
    query.order_by = "sent_ms";
    query.limit = page_rows;
    TRY(const std::vector<port::Row> rows, records_.list(query));
    for (const port::Row& row : rows) {
        unwritten_.push_back({Change::Kind::erase, "outbox", row});
    }
    if (rows.size() < query.limit) {
        cleaned_ms_ = now_ms;  // else there are more, for the next call
    }
    return write_down();
}

// One of each endpoint in turn, so that none waits for the others' crowd.
std::vector<Outbox::Attempt> Outbox::take(std::int64_t now_ms) {
    std::vector<Attempt> attempts;
    std::vector<std::uint32_t> left;
    for (const auto& queue : queues_) {
        left.push_back(queue->breaker.allows(options_.in_flight_max, now_ms));
    }
    std::size_t idle = 0;  // queues in a row that gave nothing
    while (attempts.size() < options_.in_flight_max && idle < queues_.size()) {
        const std::size_t which = turn_++ % queues_.size();
        auto letter = left[which] > 0 ? queues_[which]->lanes.take(now_ms) : std::nullopt;
        ++idle;
        if (letter) {
            idle = 0;
            --left[which];
            attempts.push_back({queues_[which].get(), *std::move(letter), port::HttpAnswer{}});
        }
    }
    return attempts;
}

void Outbox::call(Attempt& attempt, std::int64_t now_ms) {
    const Endpoint& endpoint = attempt.queue->endpoint;
    const std::string id = attempt.letter.message();
    const std::int64_t now_s = now_ms / 1000;
    port::HttpCall call;
    call.url = endpoint.url;
    call.body = attempt.letter.text(OutboxColumn::body);
    call.headers = {
        {"content-type", "application/json"},
        {"webhook-id", id},
        {"webhook-timestamp", std::to_string(now_s)},
        {"webhook-signature", webhook_signature(endpoint.secrets, id, now_s, call.body)}};
    call.timeout_ms = options_.timeout_ms;
    call.answer_bytes_max = answer_bytes_max;
    attempt.answer = http_.post(call);
}

void Outbox::conclude(Attempt& attempt, std::int64_t now_ms, Delivered& delivered) {
    Letter& letter = attempt.letter;
    letter.set(OutboxColumn::attempts, letter.number(OutboxColumn::attempts) + 1);
    if (!attempt.answer) {
        attempt.queue->breaker.failed(now_ms);
        conclude_failed(attempt, attempt.answer.error().message, now_ms, delivered);
        return;
    }
    const int status = attempt.answer->status;
    letter.set(OutboxColumn::status, std::int64_t{status});
    if (is_down(status)) {
        attempt.queue->breaker.failed(now_ms);
    } else {
        attempt.queue->breaker.succeeded();
    }
    if (is_taken(status)) {
        conclude_sent(attempt, now_ms, delivered);
    } else {
        conclude_failed(attempt, fmt::format("it answered {}", status), now_ms, delivered);
    }
}

void Outbox::conclude_sent(Attempt& attempt, std::int64_t now_ms, Delivered& delivered) {
    Letter& letter = attempt.letter;
    if (auto answer = immediate_answer(attempt.answer->body)) {
        const auto logged = on_answer_(
            {letter.action(), letter.step(), answer->refused, std::move(answer->reason)});
        if (!logged) {
            conclude_failed(attempt, logged.error().message, now_ms, delivered);
            return;
        }
    }
    letter.set(OutboxColumn::state, "sent");
    letter.set(OutboxColumn::sent_ms, now_ms);
    letter.set(OutboxColumn::problem, "");
    unwritten_.push_back(put(letter));
    attempt.queue->lanes.done(letter);
    ++delivered.sent;
}

void Outbox::conclude_failed(
    Attempt& attempt, const std::string& problem, std::int64_t now_ms, Delivered& delivered) {
    Letter& letter = attempt.letter;
    const auto attempts = static_cast<std::uint32_t>(letter.number(OutboxColumn::attempts));
    letter.set(OutboxColumn::problem, problem.substr(0, problem_bytes_max));
    const bool gone = attempt.answer && attempt.answer->status == status_gone;
    if (gone || attempts >= options_.retry.attempts) {
        letter.set(OutboxColumn::state, "dead");
        unwritten_.push_back(put(letter));
        unwritten_.push_back(alert_change(dead_alert(letter, now_ms)));
        attempt.queue->lanes.done(letter);
        ++delivered.dead;
        return;
    }
    const std::int64_t wait_ms =
        retry_after_ms(options_.retry, letter.text(OutboxColumn::id), attempts);
    letter.set(OutboxColumn::next_ms, now_ms + wait_ms);
    unwritten_.push_back(put(letter));
    attempt.queue->lanes.back(std::move(letter));
    ++delivered.failed;
}

Result<std::size_t> Outbox::send_again(const std::string& id, std::int64_t now_ms) {
    const std::scoped_lock lock(mutex_);
    TRY_DONE(write_down());
    TRY(auto row, records_.find("outbox", id));
    if (!row) {
        return fail(Failure::not_found, fmt::format("there is no message '{}'", id));
    }
    const Letter first(*std::move(row));
    const auto queue =
        std::ranges::find(queues_, first.text(OutboxColumn::endpoint), [](const auto& q) {
            return q->endpoint.name;
        });
    if (first.text(OutboxColumn::state) != "dead" || queue == queues_.end()) {
        return fail(
            Failure::conflict,
            fmt::format("message '{}' is no dead letter of an endpoint that is configured", id));
    }
    TRY(std::vector<Letter> dead, letters_from(first));
    for (Letter& letter : dead) {
        letter.set(OutboxColumn::state, "waiting");
        letter.set(OutboxColumn::attempts, std::int64_t{0});
        letter.set(OutboxColumn::next_ms, now_ms);
        unwritten_.push_back(put(letter));
    }
    TRY_DONE(write_down());
    for (Letter& letter : dead) {
        (*queue)->lanes.add(std::move(letter));
    }
    return dead.size();
}

// The dead ones about its subject, from it on. Their number is bounded by a page: who has more of
// them about one subject sends again what comes next.
Result<std::vector<Letter>> Outbox::letters_from(const Letter& first) {
    port::Query query;
    query.table = "outbox";
    query.where = {
        {"endpoint", Condition::Is::equal, first.text(OutboxColumn::endpoint)},
        {"subject", Condition::Is::equal, first.text(OutboxColumn::subject)},
        {"number", Condition::Is::at_least, first.number(OutboxColumn::number)}};
    query.order_by = "number";
    query.limit = page_rows;
    TRY(std::vector<port::Row> rows, records_.list(query));
    std::vector<Letter> dead;
    for (port::Row& row : rows) {
        Letter letter(std::move(row));
        const std::string& state = letter.text(OutboxColumn::state);
        if (state == "sent") {
            return fail(
                Failure::conflict,
                fmt::format(
                    "'{}' about the same subject was delivered since: what the older one asks for "
                    "is no longer so",
                    letter.text(OutboxColumn::id)));
        }
        if (state == "dead") {
            dead.push_back(std::move(letter));
        }
    }
    return dead;
}

}  // namespace shouxin::service
