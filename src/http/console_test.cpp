// The console's files: chosen, named and guarded as a browser needs it; over the wire in place.
#include "http/console.h"

#include "http/encoding.h"
#include "http/raw_client_test.h"
#include "http/test_server_test.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>

namespace shouxin::http {
namespace {

using testing::HasSubstr;

struct Part {
    std::string name;
    std::string type;
    std::string plain;
    std::string gzipped;
};

std::string digest_of(char digit) {
    return std::string(64, digit);
}

// As tools/pack_console.py writes it.
std::string packed(const std::vector<Part>& parts) {
    std::string head;
    std::string bytes;
    char digit = 'a';
    for (const Part& part : parts) {
        head += fmt::format(
            "{}\t{}\t{}\t{}\t{}\n",
            part.name,
            part.type,
            digest_of(digit++),
            part.plain.size(),
            part.gzipped.size());
        bytes += part.plain + part.gzipped;
    }
    return head + "\n" + bytes;
}

const std::string& some_pack() {
    static const std::string pack = packed(
        {{"assets/app-1.js", "text/javascript; charset=utf-8", "let a = 1;\n\n\n", "squeezed"},
         {"favicon.svg", "image/svg+xml", "<svg/>", ""},
         {"index.html", "text/html; charset=utf-8", "<!doctype html>", "small"}});
    return pack;
}

Request asking(std::string_view header = {}, std::string_view value = {}) {
    Request request;
    if (!header.empty()) {
        request.headers.add(header, value);
    }
    return request;
}

TEST(Console, GivesFilesInPlaceWithTypeAndTag) {
    const Console console(some_pack());
    const Response page = console.answer(asking(), "index.html");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.standing_body, "<!doctype html>");
    EXPECT_GE(page.standing_body.data(), some_pack().data());
    EXPECT_LT(page.standing_body.data(), some_pack().data() + some_pack().size());
    EXPECT_EQ(page.headers.find("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(page.headers.find("etag"), fmt::format("\"{}\"", std::string(32, 'c')));
    EXPECT_EQ(page.headers.find("cache-control"), "no-cache");
    EXPECT_THAT(
        std::string(*page.headers.find("content-security-policy")),
        HasSubstr("default-src 'none'; script-src 'self'; style-src 'self';"));
    const Response script = console.answer(asking(), "assets/app-1.js");
    EXPECT_EQ(script.standing_body, "let a = 1;\n\n\n");
    EXPECT_EQ(script.headers.find("cache-control"), "public, max-age=31536000, immutable");
}

TEST(Console, GivesTheGzippedBytesToWhoTakesThem) {
    const Console console(some_pack());
    const Response small = console.answer(asking("accept-encoding", "br, gzip"), "assets/app-1.js");
    EXPECT_EQ(small.standing_body, "squeezed");
    EXPECT_EQ(small.headers.find("content-encoding"), "gzip");
    EXPECT_EQ(small.headers.find("vary"), "accept-encoding");
    const Response refused =
        console.answer(asking("accept-encoding", "gzip;q=0"), "assets/app-1.js");
    EXPECT_EQ(refused.standing_body, "let a = 1;\n\n\n");
    EXPECT_EQ(refused.headers.find("vary"), "accept-encoding");
    EXPECT_NE(small.headers.find("etag"), refused.headers.find("etag"));
    const Response icon = console.answer(asking("accept-encoding", "gzip"), "favicon.svg");
    EXPECT_EQ(icon.standing_body, "<svg/>");
    EXPECT_FALSE(icon.headers.find("content-encoding"));
}

TEST(Console, SaysNothingTwice) {
    const Console console(some_pack());
    const std::string tag = fmt::format("\"{}\"", std::string(32, 'c'));
    for (const std::string& known : {tag, "\"x\", W/" + tag, std::string("*")}) {
        const Response same = console.answer(asking("if-none-match", known), "index.html");
        EXPECT_EQ(same.status, 304) << known;
        EXPECT_TRUE(same.standing_body.empty());
        EXPECT_EQ(same.headers.find("etag"), tag);
    }
    const std::string of_gzip = fmt::format("\"{}-gz\"", std::string(32, 'c'));
    EXPECT_EQ(console.answer(asking("if-none-match", of_gzip), "index.html").status, 200);
}

TEST(Console, WhatIsNotInItIsNotFound) {
    const Console console(some_pack());
    for (const char* name : {"assets/", "assets/app-1", "assets/../index.html", "", "secret"}) {
        const Response none = console.answer(asking(), name);
        EXPECT_EQ(none.status, 404) << name;
        EXPECT_TRUE(none.problem) << name;
    }
}

TEST(Console, WithoutOneThePageSaysHowToGetIt) {
    const Console console("\n");
    EXPECT_FALSE(console.is_built());
    const Response page = console.answer(asking(), "index.html");
    EXPECT_EQ(page.status, 404);
    EXPECT_THAT(page.body, HasSubstr("make build"));
    EXPECT_THAT(page.body, HasSubstr("控制台"));
}

TEST(Console, GoesOverTheWire) {
    const Console console(some_pack());
    TestAuthenticate authenticate;
    TestObserver observer;
    Router router(console_routes(console), authenticate);
    Server server = Server::start({}, router, observer).value();
    RawClient client(server.port());
    client.send(get("/assets/app-1.js"));
    EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("content-length: 13\r\n"));
    EXPECT_EQ(client.read_exactly(13), "let a = 1;\n\n\n");
    client.send("HEAD / HTTP/1.1\r\nHost: test\r\n\r\n");
    EXPECT_THAT(client.read_until("\r\n\r\n"), HasSubstr("content-length: 15\r\n"));
    client.send(get("/assets/nothing.js"));  // had the HEAD a body, it would come first
    EXPECT_THAT(client.read_until("\r\n\r\n"), testing::StartsWith("HTTP/1.1 404"));
}

}  // namespace
}  // namespace shouxin::http
