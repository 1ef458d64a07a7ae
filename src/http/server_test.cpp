// Requests as they should be, over real sockets.
#include "http/server.h"

#include "http/encoding.h"
#include "http/raw_client_test.h"
#include "http/test_server_test.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>
#include <thread>
#include <vector>

namespace shouxin::http {
namespace {

using testing::HasSubstr;

TEST(Server, AnswersOneRequestAfterAnotherOnOneConnection) {
    TestServer server;
    RawClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        const auto answer = client.ask(get("/hello"));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 200);
        EXPECT_EQ(answer->body, "hello");
    }
    EXPECT_EQ(server.server.counts().accepted, 1U);
}

TEST(Server, EveryAnswerHasTheStandingHeaders) {
    TestServer server;
    RawClient client(server.port());
    for (const auto& request : {get("/hello"), get("/nowhere"), get("/%2e%2e/x")}) {
        const auto answer = client.ask(request);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->headers.at("x-content-type-options"), "nosniff");
        EXPECT_THAT(answer->headers.at("content-security-policy"), HasSubstr("default-src 'none'"));
        EXPECT_EQ(answer->headers.at("referrer-policy"), "no-referrer");
        EXPECT_EQ(answer->headers.at("cache-control"), "no-store");
        EXPECT_FALSE(answer->headers.at("x-request-id").empty());
        EXPECT_THAT(answer->headers.at("date"), HasSubstr(" GMT"));
    }
}

TEST(Server, PipelinedRequestsAreAnsweredInOrder) {
    TestServer server;
    RawClient client(server.port());
    std::string requests = post("/later", "first");
    for (int i = 0; i < 50; ++i) {
        requests += post("/echo", fmt::format("body {}", i));
    }
    ASSERT_TRUE(client.send(requests));
    server.later.take(1)[0](text(200, "now"));
    EXPECT_EQ(client.answer()->body, "now");
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(client.answer()->body, fmt::format("body {}", i));
    }
}

TEST(Server, ReadsChunkedBodies) {
    TestServer server;
    RawClient client(server.port());
    const auto answer = client.ask(
        "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\nhello\r\n7;note=x\r\n, world\r\n0\r\nTrailer: gone\r\n\r\n");
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "hello, world");
}

TEST(Server, ReadsARequestThatComesByteByByte) {
    TestServer server;
    RawClient client(server.port());
    for (const char byte : post("/echo", "slowly but surely")) {
        ASSERT_TRUE(client.send({&byte, 1}));
    }
    EXPECT_EQ(client.answer()->body, "slowly but surely");
}

TEST(Server, SaysContinueOnlyWhenTheBodyIsWanted) {
    TestServer server;
    RawClient wanted(server.port());
    wanted.send(
        "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(wanted.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(wanted.ask("body")->body, "body");

    RawClient unwanted(server.port());
    const auto answer = unwanted.ask(
        "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 4000000\r\nExpect: 100-continue"
        "\r\n\r\n");
    EXPECT_EQ(answer->status, 413);

    RawClient strange(server.port());
    EXPECT_EQ(strange.ask(post("/echo", "x", "Expect: a miracle\r\n"))->status, 417);
}

TEST(Server, HeadIsGetWithoutTheBody) {
    TestServer server;
    RawClient client(server.port());
    client.send("HEAD /hello HTTP/1.1\r\nHost: test\r\n\r\n");
    const auto answer = client.answer(true);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->headers.at("content-length"), "5");
    EXPECT_EQ(client.ask(get("/hello"))->body, "hello");
}

TEST(Server, SaysWhichMethodsThereAre) {
    TestServer server;
    RawClient client(server.port());
    const auto answer = client.ask(post("/hello", "x"));
    EXPECT_EQ(answer->status, 405);
    EXPECT_EQ(answer->headers.at("allow"), "GET, HEAD");
    EXPECT_EQ(client.ask("BREW /hello HTTP/1.1\r\nHost: test\r\n\r\n")->status, 405);
    EXPECT_EQ(client.ask(get("/goodbye"))->status, 404);
}

TEST(Server, RefusalsAreProblemDocuments) {
    TestServer server;
    RawClient client(server.port());
    const auto answer = client.ask(get("/nowhere"));
    EXPECT_EQ(answer->headers.at("content-type"), "application/problem+json");
    EXPECT_THAT(answer->body, HasSubstr(R"("type":"urn:shouxin:problem:not-found")"));
    EXPECT_THAT(
        answer->body,
        HasSubstr(fmt::format(
            R"("instance":"urn:shouxin:request:{}")", answer->headers.at("x-request-id"))));
}

TEST(Server, AsksWhoCallsBeforeItReadsTheBody) {
    TestServer server;
    RawClient client(server.port());
    EXPECT_EQ(
        client
            .ask("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 1000000\r\n"
                 "Authorization: nobody\r\n\r\n")
            ->status,
        401);
    RawClient other(server.port());
    EXPECT_EQ(other.ask(get("/lead", "Authorization: analyst\r\n"))->status, 403);
    EXPECT_EQ(other.ask(get("/lead", "Authorization: lead\r\n"))->status, 204);
}

TEST(Server, ARefusedSmallBodyLeavesTheConnectionOpen) {
    TestServer server;
    RawClient client(server.port());
    EXPECT_EQ(client.ask(post("/json", "<a/>", "Content-Type: text/xml\r\n"))->status, 415);
    const auto answer =
        client.ask(post("/json", "{}", "Content-Type: Application/JSON; charset=utf-8\r\n"));
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "{}");
}

TEST(Server, TakesCompressedBodies) {
    TestServer server;
    RawClient client(server.port());
    const std::string body(100'000, 'b');
    const auto answer = client.ask(post("/echo", gzipped(body), "Content-Encoding: gzip\r\n"));
    EXPECT_EQ(answer->body, body);
    EXPECT_EQ(client.ask(post("/echo", "no gzip", "Content-Encoding: gzip\r\n"))->status, 400);
    EXPECT_EQ(client.ask(post("/echo", "x", "Content-Encoding: br\r\n"))->status, 415);
}

TEST(Server, CompressesLongAnswersForThoseWhoTakeIt) {
    TestServer server;
    RawClient client(server.port());
    const auto pressed = client.ask(get("/large", "Accept-Encoding: br, gzip\r\n"));
    EXPECT_EQ(pressed->headers.at("content-encoding"), "gzip");
    EXPECT_LT(pressed->body.size(), 2000U);
    EXPECT_EQ(
        decompressed(pressed->body, Coding::gzip, 1'000'000).value(), std::string(200'000, 'x'));
    EXPECT_EQ(client.ask(get("/large"))->body.size(), 200'000U);
    EXPECT_EQ(client.ask(get("/large", "Accept-Encoding: gzip;q=0\r\n"))->body.size(), 200'000U);
}

TEST(Server, ARespondThatIsDroppedAnswers500) {
    TestServer server;
    RawClient client(server.port());
    EXPECT_EQ(client.ask(get("/dropped"))->status, 500);
}

TEST(Server, ManyAreAnsweredAtOnceFromAnotherThread) {
    constexpr std::size_t many = 200;
    TestServer server;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (std::size_t i = 0; i < many; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        ASSERT_TRUE(clients.back()->send(post("/later", "x")));
    }
    std::thread([&] {
        std::vector<Answer> answers;
        while (answers.size() < many) {
            for (Respond& respond : server.later.take(1)) {
                answers.push_back({std::move(respond), text(202, "together")});
            }
        }
        respond_all(answers);
    }).join();
    for (const auto& client : clients) {
        EXPECT_EQ(client->answer()->status, 202);
    }
}

TEST(Server, TellsTheObserverTheRouteAndNotThePath) {
    TestServer server;
    RawClient client(server.port());
    client.ask(get("/items/secret?name=also"));
    client.ask(post("/echo", "12345"));
    client.ask(get("/wp-login.php"));
    const auto seen = server.observer.wait_for(3);
    EXPECT_EQ(seen[0].route, "/items/{id}");
    EXPECT_EQ(seen[1].request_bytes, 5U);
    EXPECT_EQ(seen[2].route, "");
    EXPECT_EQ(seen[2].status, 404);
}

TEST(Server, Http10EndsWithItsConnection) {
    TestServer server;
    RawClient client(server.port());
    client.send("GET /hello HTTP/1.0\r\n\r\n");
    EXPECT_THAT(client.read_all(), testing::EndsWith("hello"));
}

TEST(Server, StopLetsWhatIsInFlightBeAnswered) {
    Options options;
    options.threads = 1;  // so that who sees one connection closed knows that all were stopped
    TestServer server(options);
    RawClient idle(server.port());
    idle.ask(get("/hello"));
    RawClient client(server.port());
    client.send(post("/later", "x"));
    auto responds = server.later.take(1);
    std::thread stopping([&] { server.server.stop(std::chrono::minutes(5)); });
    EXPECT_EQ(idle.read_all(), "");  // closed, so stop() has begun
    responds[0](text(200, "in time"));
    const auto answer = client.answer();
    EXPECT_EQ(answer->body, "in time");
    EXPECT_EQ(answer->headers.at("connection"), "close");
    stopping.join();
}

TEST(Server, StopGivesUpAtItsDeadlineAndLateAnswersAreLost) {
    auto server = std::make_unique<TestServer>();
    RawClient client(server->port());
    client.send(post("/later", "x"));
    auto responds = server->later.take(1);
    server->server.stop(std::chrono::milliseconds(20));
    EXPECT_EQ(client.read_all(), "");
    server.reset();
    responds[0](text(200, "too late"));
}

TEST(Server, SaysWhyItCannotListen) {
    TestServer first;
    Options options;
    options.port = first.port();
    const auto taken = Server::start(options, first.router, first.observer);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().failure, Failure::unavailable);
    options.address = "example.org";
    EXPECT_EQ(
        Server::start(options, first.router, first.observer).error().failure, Failure::invalid);
    options.address = "127.0.0.1";
    options.tls.certificate_file = "/nowhere.pem";
    EXPECT_EQ(
        Server::start(options, first.router, first.observer).error().failure, Failure::invalid);
}

}  // namespace
}  // namespace shouxin::http
