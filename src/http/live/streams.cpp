#include "http/live/streams.h"

#include "http/problem.h"
#include "proof/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace shouxin::http {
namespace {

using proof::Json;
using service::Changed;

// What of it the caller may hear; empty if it is nothing.
Json heard_by(const service::Caller& caller, const Changed& changed) {
    Json json = Json::object();
    for (const service::TopicRow& row : service::topics()) {
        const std::uint64_t many = changed.count(row.topic);
        if (many != 0 && service::has(caller.permissions, row.reads)) {
            json.put(row.name, many);
        }
    }
    const bool own = service::has(caller.permissions, service::Permission::own_read);
    if (own && changed.concerns(caller.merchant)) {
        json.put("own", 1);
    }
    return json;
}

}  // namespace

Streams::Streams(Start start, const port::Clock& clock, WhoIs who_is, Options options)
    : boot_(std::move(start.boot)),
      clock_(clock),
      who_is_(std::move(who_is)),
      options_(options),
      history_(start.record, options.stretches_max),
      events_(start.events),
      epoch_(start.epoch),
      thread_([this] { run(); }) {}

Streams::~Streams() {
    stop();
}

void Streams::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        more_.notify_all();
    }
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Streams::arrived(std::uint64_t record, const Changed& changed) {
    const std::lock_guard lock(mutex_);
    history_.add(record, changed);
    events_ += changed.count(service::Topic::events);
    epoch_ = std::max(epoch_, changed.epoch());
    if (!clients_.empty() && !std::exchange(due_, true)) {
        more_.notify_all();
    }
}

void Streams::open(const service::Caller& caller, std::string_view last_id, Respond respond) {
    const std::lock_guard lock(mutex_);
    if (auto refused = refusal(caller)) {
        respond(*std::move(refused));
        return;
    }
    const std::uint64_t number = ++last_client_;
    Client client{
        .number = number,
        .stream = respond.stream([this, number] { forget(number); }),
        .caller = caller,
        .told = history_.last(),
        .at = Steady::now()};
    if (greet(client, last_id)) {
        clients_.push_back(std::move(client));
        more_.notify_all();
    }
}

std::optional<Response> Streams::refusal(const service::Caller& caller) const {
    const auto own = std::ranges::count(
        clients_, caller.name, [](const Client& each) { return each.caller.name; });
    if (static_cast<std::size_t>(own) >= options_.each_max) {
        return problem(
            429, fmt::format("Close a page: {} of yours are open already.", options_.each_max));
    }
    if (clients_.size() >= options_.streams_max) {
        return problem(429, "Try again later: too many pages are open.");
    }
    return std::nullopt;
}

// The first tick says what came behind `last_id`, and whether that is all. False: nobody is there.
bool Streams::greet(Client& client, std::string_view last_id) {
    const std::optional<Changed> missed = last_id.empty() ? Changed() : since(last_id);
    return tick(client, missed.value_or(Changed()), missed.has_value()) != Pushed::gone;
}

// Nothing for an id that isn't ours, and for what was too long ago.
std::optional<Changed> Streams::since(std::string_view last_id) const {
    if (!last_id.starts_with(boot_ + "-")) {
        return std::nullopt;
    }
    last_id.remove_prefix(boot_.size() + 1);
    const char* const end = last_id.data() + last_id.size();
    std::uint64_t record = 0;
    const auto read = std::from_chars(last_id.data(), end, record);
    return read.ec == std::errc() && read.ptr == end ? history_.since(record) : std::nullopt;
}

Pushed Streams::tick(Client& client, const Changed& changed, bool complete) {
    Json data = Json::object();
    data.put("at_ms", clock_.now_ms())
        .put("boot", boot_)
        .put("changed", heard_by(client.caller, changed))
        .put("complete", Json::boolean(complete))
        .put("log_number", history_.last());
    if (service::has(client.caller.permissions, service::Permission::market_read)) {
        data.put("epoch", epoch_).put("events", events_);
    }
    history_.end_stretch();
    return client.stream.push(
        {.data = data.text(), .name = "tick", .id = fmt::format("{}-{}", boot_, history_.last())});
}

void Streams::run() {
    std::unique_lock lock(mutex_);
    auto next_tick = Steady::now();
    auto next_check = next_tick + options_.check_time;
    while (!stopping_) {
        if (clients_.empty()) {
            more_.wait(lock);
        } else {
            more_.wait_until(lock, due_ ? std::min(next_tick, next_check) : next_check);
        }
        const auto now = Steady::now();
        if (now >= next_check) {
            check_all();
            next_check = now + options_.check_time;
        }
        if (due_ && now >= next_tick) {
            tick_all(now);
            next_tick = now + options_.tick_time;
        }
    }
}

// Whoever was told just now, or reads too slowly, is told by a later tick.
void Streams::tick_all(Steady::time_point now) {
    due_ = false;
    for (Client& client : clients_) {
        if (client.told == history_.last()) {
            continue;
        }
        if (now < client.at + options_.tick_time) {
            due_ = true;
            continue;
        }
        catch_up(client, now);
    }
    drop_gone();
}

void Streams::catch_up(Client& client, Steady::time_point now) {
    const std::optional<Changed> missed = history_.since(client.told);
    const Changed changed = missed.value_or(Changed());
    if (missed && heard_by(client.caller, changed).as_object()->empty()) {
        client.told = history_.last();
        return;
    }
    switch (tick(client, changed, missed.has_value())) {
        case Pushed::yes:
            client.told = history_.last();
            client.at = now;
            break;
        case Pushed::full:
            due_ = true;
            break;
        case Pushed::gone:
            client.gone = true;
    }
}

// Ends the streams of those who are no longer in.
void Streams::check_all() {
    for (Client& client : clients_) {
        if (auto caller = who_is_(*client.caller.session)) {
            client.caller = *std::move(caller);
        } else {
            client.gone = true;
        }
    }
    drop_gone();
}

void Streams::drop_gone() {
    std::erase_if(clients_, [](const Client& client) { return client.gone; });
}

void Streams::forget(std::uint64_t number) {
    const std::lock_guard lock(mutex_);
    std::erase_if(clients_, [&](const Client& client) { return client.number == number; });
}

}  // namespace shouxin::http
