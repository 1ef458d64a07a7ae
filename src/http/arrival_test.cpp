#include "http/arrival.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace shouxin::http {
namespace {

Request from(std::string client, std::vector<Headers::Field> headers = {}) {
    Request request;
    request.client = std::move(client);
    for (const auto& [name, value] : headers) {
        request.headers.add(name, value);
    }
    return request;
}

TEST(Arrival, PlainlyOnlyThisMachineHasSessions) {
    const Arrivals arrivals({});
    for (const std::string here : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
        EXPECT_TRUE(arrivals.of(from(here)).sessions) << here;
        EXPECT_FALSE(arrivals.of(from(here, {{"x-forwarded-for", "127.0.0.1"}})).sessions)
            << "by a proxy that nobody named";
        EXPECT_FALSE(arrivals.of(from(here, {{"forwarded", "for=1"}})).sessions);
    }
    for (const std::string elsewhere : {"192.0.2.1", "128.0.0.1", "2001:db8::1", ""}) {
        EXPECT_FALSE(arrivals.of(from(elsewhere)).sessions) << elsewhere;
        EXPECT_FALSE(arrivals.of(from(elsewhere, {{"x-forwarded-proto", "https"}})).tls);
        EXPECT_TRUE(Arrivals({.plain_sessions = true}).of(from(elsewhere)).sessions);
    }
}

TEST(Arrival, OfAProxyTheLastWordIsBelieved) {
    const Arrivals arrivals({.trusted_proxies = {"10.0.0.1"}});
    const Arrival arrival = arrivals.of(from(
        "10.0.0.1",
        {{"x-forwarded-for", "127.0.0.1 , 192.0.2.7"}, {"x-forwarded-proto", "https"}}));
    EXPECT_EQ(arrival.client, "192.0.2.7");
    EXPECT_TRUE(arrival.tls);
    EXPECT_TRUE(arrival.sessions);
    for (const std::string claimed : {"", "localhost", "192.0.2.7, <script>"}) {
        EXPECT_EQ(arrivals.of(from("10.0.0.1", {{"x-forwarded-for", claimed}})).client, "10.0.0.1");
    }
}

TEST(Arrival, AProxyOfThisMachineMakesNobodyLocal) {
    const Arrivals arrivals({.trusted_proxies = {"127.0.0.1"}});
    EXPECT_FALSE(arrivals.of(from("127.0.0.1", {{"x-forwarded-for", "192.0.2.7"}})).sessions);
    EXPECT_TRUE(arrivals.of(from("127.0.0.1", {{"x-forwarded-for", "127.0.0.1"}})).sessions);
    EXPECT_TRUE(arrivals.of(from("127.0.0.1")).sessions);
}

RC_GTEST_PROP(Arrival, TheOneCookieIsFoundAmongOthers, (const std::vector<std::string>& others)) {
    const Arrivals arrivals({});
    std::string line;
    for (std::string other : others) {
        std::erase_if(other, [](char c) { return c == ';'; });
        line += "x" + other + "; ";
    }
    const std::string own = "shouxin=token";
    RC_ASSERT(!arrivals.session_token(from("::1", {{"cookie", line}})));
    RC_ASSERT(arrivals.session_token(from("::1", {{"cookie", line + own}})) == "token");
    RC_ASSERT(arrivals.session_token(from("::1", {{"cookie", own + ";" + line}})) == "token");
    RC_ASSERT(!arrivals.session_token(from("::1", {{"cookie", own + "; " + line + own}})));
    RC_ASSERT(!arrivals.session_token(from("::1", {{"cookie", line + own}, {"cookie", own}})));
    Request tls = from("::1", {{"cookie", line + own}});
    tls.tls = true;
    RC_ASSERT(!arrivals.session_token(tls));
}

RC_GTEST_PROP(Arrival, AnyBytesAreReadToTheirEnd, (const std::string& bytes)) {
    const Arrivals arrivals({.trusted_proxies = {"::1"}});
    const Request request = from(
        "::1",
        {{"cookie", bytes},
         {"x-forwarded-for", bytes},
         {"x-forwarded-proto", bytes},
         {"origin", bytes},
         {"host", bytes}});
    static_cast<void>(arrivals.session_token(request));
    RC_ASSERT(!arrivals.same_origin(request));
    RC_ASSERT(!arrivals.of(request).client.empty());
}

}  // namespace
}  // namespace shouxin::http
