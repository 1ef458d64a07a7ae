// Event streams: pieces pushed from any thread, bounded, with heart-beats, and an end on both
// sides.
#include "http/raw_client_test.h"
#include "http/respond.h"
#include "http/test_server_test.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <thread>

namespace shouxin::http {
namespace {

using testing::HasSubstr;

TEST(Event, IsWrittenLineByLine) {
    EXPECT_EQ(bytes_of({.data = "one"}), "data: one\n\n");
    EXPECT_EQ(
        bytes_of({.data = "one\ntwo", .name = "ring", .id = "7"}),
        "id: 7\nevent: ring\ndata: one\ndata: two\n\n");
    EXPECT_EQ(bytes_of({.data = ""}), "data: \n\n");
}

TEST(Event, NothingBreaksOutOfItsField) {
    EXPECT_EQ(
        bytes_of({.data = "a\r\ndata: b", .name = "x\ndata: evil"}),
        "event: xdata: evil\ndata: a\ndata: data: b\n\n");
}

TEST(Stream, CarriesWhatAnotherThreadPushesUntilItIsDropped) {
    TestServer server;
    RawClient client(server.port());
    client.send(get("/stream"));
    EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("content-type: text/event-stream"));
    std::thread([&] {
        auto streams = server.streams.take(1);
        for (const char* data : {"1", "2", "3"}) {
            EXPECT_EQ(streams[0].push({.data = data}), Pushed::yes);
        }
    }).join();
    EXPECT_EQ(client.read_all(), "data: 1\n\ndata: 2\n\ndata: 3\n\n");
    server.gone.take(1);
}

TEST(Stream, TellsWhenTheClientHasGone) {
    TestServer server;
    auto client = std::make_unique<RawClient>(server.port());
    client->send(get("/stream"));
    auto streams = server.streams.take(1);
    client->read_until("\r\n\r\n");
    client.reset();
    server.gone.take(1);
    EXPECT_EQ(streams[0].push({.data = "anyone?"}), Pushed::gone);
}

TEST(Stream, IsFullWhenTheClientDoesNotRead) {
    Options options;
    options.stream_bytes_max = 10'000;
    TestServer server(options);
    RawClient client(server.port(), 4096);
    client.send(get("/stream"));
    auto streams = server.streams.take(1);
    const std::string data(1000, 'd');
    Pushed pushed = Pushed::yes;
    while (pushed == Pushed::yes) {  // ends once the kernel's buffers and ours are full
        pushed = streams[0].push({.data = data});
    }
    EXPECT_EQ(pushed, Pushed::full);
    while (streams[0].push({.data = "room again"}) == Pushed::full) {
        client.read_exactly(1000);  // of what was pushed before: there is always some
    }
    streams.clear();
    EXPECT_THAT(client.read_all(), testing::EndsWith("data: room again\n\n"));
}

TEST(Stream, BeatsWhileNothingIsPushed) {
    Options options;
    options.heart_beat_time = std::chrono::milliseconds(20);
    TestServer server(options);
    RawClient client(server.port());
    client.send(get("/stream"));
    auto streams = server.streams.take(1);
    client.read_until("\r\n\r\n");
    EXPECT_EQ(client.read_exactly(6), ":\n\n:\n\n");
    streams[0].push({.data = "x"});
    EXPECT_THAT(client.read_until("data: x\n\n"), testing::EndsWith("data: x\n\n"));
}

TEST(Stream, EndsWhenTheServerStops) {
    TestServer server;
    RawClient client(server.port());
    client.send(get("/stream"));
    auto streams = server.streams.take(1);
    streams[0].push({.data = "last"});
    server.server.stop(std::chrono::minutes(5));
    EXPECT_THAT(client.read_all(), HasSubstr("data: last\n\n"));
    server.gone.take(1);
    EXPECT_EQ(streams[0].push({.data = "too late"}), Pushed::gone);
}

TEST(Stream, HeadOfAStreamEndsAtOnce) {
    TestServer server;
    RawClient client(server.port());
    client.send("HEAD /stream HTTP/1.1\r\nHost: test\r\n\r\n");
    EXPECT_THAT(client.read_all(), testing::EndsWith("\r\n\r\n"));
    server.gone.take(1);
    server.streams.take(1);
}

}  // namespace
}  // namespace shouxin::http
