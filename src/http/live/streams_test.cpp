// Ticks: what changed since the last one, to whom it concerns, as often as is bearable.
#include "http/live/streams.h"

#include "http/raw_client_test.h"
#include "http/test_server_test.h"

#include <gmock/gmock.h>

#include <atomic>
#include <memory>
#include <string>

namespace shouxin::http {
namespace {

using service::Changed;
using service::Topic;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class StandingClock final : public port::Clock {
public:
    [[nodiscard]] std::int64_t now_ms() const override { return 1'700'000'000'000; }

    [[nodiscard]] std::int64_t steady_ns() const override { return 0; }
};

Changed changed(Topic topic, std::uint64_t many) {
    Changed made;
    made.add(topic, many);
    return made;
}

Changed action_of(const std::string& shop) {
    port::Row row(5);
    row[4] = shop;
    Changed made;
    made.add(port::Change{port::Change::Kind::put, "actions", row});
    return made;
}

// GET /ROLE opens a stream for a person of that role.
class TestStreams {
public:
    explicit TestStreams(Streams::Options options = fast(), Options server_options = {})
        : streams(
              {.boot = "b1", .record = 10, .events = 1000, .epoch = 2},
              clock_,
              [this](const proof::Hash& /*session*/) {
                  return signed_in ? std::optional(person("analyst")) : std::nullopt;
              },
              options),
          router_(
              {{Method::get,
                "/{role}",
                std::string(anyone),
                [this](const Request& request, Respond respond) {
                    streams.open(
                        person(request.parameter("role")),
                        request.query_value("after").value_or(""),
                        std::move(respond));
                }}},
              authenticate_),
          server_(Server::start(server_options, router_, observer_).value()) {}

    static Streams::Options fast() {
        return {.tick_time = std::chrono::milliseconds(1), .check_time = std::chrono::hours(1)};
    }

    static service::Caller person(const std::string& role) {
        service::Caller caller{.name = role, .role = service::role_of(role)};
        caller.permissions = service::permissions_of(*caller.role);
        caller.merchant = role == "merchant" ? "m-1" : "";
        caller.session = proof::Hash{};
        return caller;
    }

    std::unique_ptr<RawClient> client(const std::string& target, int receive_buffer_bytes = 0) {
        auto made = std::make_unique<RawClient>(server_.port(), receive_buffer_bytes);
        made->send(get(target));
        return made;
    }

    std::atomic<bool> signed_in = true;

private:
    StandingClock clock_;

public:
    Streams streams;

private:
    TestAuthenticate authenticate_;
    TestObserver observer_;
    Router router_;
    Server server_;
};

std::string next_tick(RawClient& client) {
    const std::string text = client.read_until("\n\n");
    const std::size_t head = text.find("\r\n\r\n");  // before the first
    return head == std::string::npos ? text : text.substr(head + 4);
}

constexpr std::string_view hello =
    "id: b1-10\nevent: tick\ndata: {\"at_ms\":1700000000000,\"boot\":\"b1\",\"changed\":{},"
    "\"complete\":true,\"epoch\":2,\"events\":1000,\"log_number\":10}\n\n";

TEST(Streams, BeginWithHowThingsStand) {
    TestStreams test;
    EXPECT_EQ(next_tick(*test.client("/analyst")), hello);
}

TEST(Streams, TellWhatChanged) {
    TestStreams test;
    const auto client = test.client("/analyst");
    next_tick(*client);
    Changed some = changed(Topic::decisions, 12);
    some.add(Topic::events, 30);
    some.begin_epoch(3);
    test.streams.arrived(15, some);
    const std::string tick = next_tick(*client);
    EXPECT_THAT(tick, StartsWith("id: b1-15\n"));
    EXPECT_THAT(tick, HasSubstr(R"("changed":{"decisions":12,"events":30},"complete":true)"));
    EXPECT_THAT(tick, HasSubstr(R"("epoch":3,"events":1030,"log_number":15)"));
}

TEST(Streams, SayNothingToThoseWhomItDoesNotConcern) {
    TestStreams test;
    const auto shop = test.client("/merchant");
    const auto admin = test.client("/admin");
    EXPECT_THAT(next_tick(*shop), Not(HasSubstr("events")));
    next_tick(*admin);
    const auto analyst = test.client("/analyst");
    next_tick(*analyst);
    test.streams.arrived(11, changed(Topic::decisions, 1));
    next_tick(*analyst);
    test.streams.arrived(12, action_of("m-2"));
    next_tick(*analyst);
    test.streams.arrived(13, action_of("m-1"));
    const std::string tick = next_tick(*shop);
    EXPECT_THAT(tick, StartsWith("id: b1-13\n"));
    EXPECT_THAT(tick, HasSubstr(R"("changed":{"own":1})"));
}

TEST(Streams, CatchUpByTheLastId) {
    TestStreams test;
    test.streams.arrived(20, changed(Topic::rings, 2));
    const auto first = test.client("/analyst");
    EXPECT_THAT(next_tick(*first), StartsWith("id: b1-20\n"));
    test.streams.arrived(30, changed(Topic::rings, 5));
    const std::string tick = next_tick(*test.client("/analyst?after=b1-20"));
    EXPECT_THAT(tick, StartsWith("id: b1-30\n"));
    EXPECT_THAT(tick, HasSubstr(R"("changed":{"rings":5},"complete":true)"));
}

TEST(Streams, SayWhenTheyCannotKnow) {
    TestStreams test;
    test.streams.arrived(20, changed(Topic::rings, 2));
    for (const char* id :
         {"b0-20",
          "b1-21",
          "b1-9",
          "b1-",
          "b1",
          "b1-20x",
          "b1--1",
          "%3Cscript%3E",
          "b1-99999999999999999999"}) {
        EXPECT_THAT(
            next_tick(*test.client(std::string("/analyst?after=") + id)),
            HasSubstr(R"("changed":{},"complete":false)"))
            << id;
    }
}

TEST(Streams, WaitBetweenTwoTicks) {
    Streams::Options options = TestStreams::fast();
    options.tick_time = std::chrono::milliseconds(50);
    TestStreams test(options);
    const auto began = std::chrono::steady_clock::now();
    const auto client = test.client("/analyst");
    next_tick(*client);
    int ticks = 0;
    constexpr std::uint64_t records = 1000;
    for (std::uint64_t record = 11; record < 11 + records; ++record) {
        test.streams.arrived(record, changed(Topic::decisions, 1));
    }
    while (!next_tick(*client).starts_with("id: b1-1010\n")) {
        ++ticks;
    }
    const auto took = std::chrono::steady_clock::now() - began;
    EXPECT_LE(ticks, took / options.tick_time) << "never more than time allows";
}

TEST(Streams, EndWithTheSession) {
    Streams::Options options = TestStreams::fast();
    options.check_time = std::chrono::milliseconds(1);
    TestStreams test(options);
    const auto client = test.client("/analyst");
    next_tick(*client);
    test.signed_in = false;
    client->read_all();  // comes to an end
}

TEST(Streams, AreBounded) {
    Streams::Options options = TestStreams::fast();
    options.each_max = 2;
    options.streams_max = 3;
    TestStreams test(options);
    std::vector<std::unique_ptr<RawClient>> open;
    for (const char* role : {"analyst", "analyst", "lead"}) {
        open.push_back(test.client(std::string("/") + role));
        next_tick(*open.back());
    }
    EXPECT_THAT(test.client("/analyst")->read_until("}"), HasSubstr("Close a page"));
    EXPECT_THAT(test.client("/auditor")->read_until("}"), StartsWith("HTTP/1.1 429"));
    open[0]->reset();
    std::string again;
    while (!again.starts_with("HTTP/1.1 200")) {  // once the server has seen that it is gone
        again = test.client("/analyst")->read_until("\r\n\r\n");
    }
}

TEST(Streams, ASlowClientIsToldLaterOfAllThatItMissed) {
    Streams::Options at_once = TestStreams::fast();
    at_once.tick_time = std::chrono::milliseconds(0);
    Options narrow;
    narrow.stream_bytes_max = 1000;
    TestStreams test(at_once, narrow);
    const auto slow = test.client("/analyst", 4096);
    next_tick(*slow);
    const auto other = test.client("/lead");
    next_tick(*other);
    constexpr std::uint64_t many = 20'000;  // ticks: more than fits into the kernel's buffers
    for (std::uint64_t record = 11; record < 11 + many; ++record) {
        test.streams.arrived(record, changed(Topic::decisions, 1));
        next_tick(*other);
    }
    std::uint64_t ticks = 0;
    std::uint64_t told = 0;
    for (std::string tick; !tick.starts_with("id: b1-" + std::to_string(10 + many) + "\n");
         ++ticks) {
        tick = next_tick(*slow);
        const std::string_view name = "\"decisions\":";
        told += std::stoull(tick.substr(tick.find(name) + name.size()));
    }
    EXPECT_LT(ticks, many) << "some were joined";
    EXPECT_EQ(told, many);
}

}  // namespace
}  // namespace shouxin::http
