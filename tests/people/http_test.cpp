// People over a real port.
#include "http/authentication.h"
#include "http/people_routes.h"
#include "http/raw_client_test.h"
#include "http/server.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <people/house_test.h>

#include <string>

namespace shouxin::http {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class Silent final : public Observer {
public:
    void finished(const Finished&) override {}
};

struct Signed {
    std::string cookie;
    std::string csrf;
};

class PeopleHttp : public testing::Test {
protected:
    PeopleHttp() {
        house.add("root", service::Role::admin);
        house.add("lin", service::Role::analyst);
    }

    RawAnswer ask(
        std::string_view method,
        std::string_view path,
        std::string_view body = {},
        std::string_view headers = {}) {
        RawClient client(server.port());
        const std::string_view type = body.empty() ? "" : "Content-Type: application/json\r\n";
        return client
            .ask(fmt::format(
                "{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n{}{}\r\n{}",
                method,
                path,
                body.size(),
                type,
                headers,
                body))
            .value();
    }

    RawAnswer login(
        std::string_view name, std::string_view password, std::string_view headers = {}) {
        const json body{{"name", name}, {"password", password}};
        return ask("POST", "/v1/login", body.dump(), headers);
    }

    Signed in(std::string_view name, std::string_view password = service::good_password) {
        const RawAnswer answer = login(name, password);
        EXPECT_EQ(answer.status, 200) << answer.body;
        const std::string cookie = answer.headers.at("set-cookie");
        return {cookie.substr(0, cookie.find(';')), json::parse(answer.body)["csrf"]};
    }

    static std::string as(const Signed& who) {
        return fmt::format("Cookie: {}\r\nX-CSRF-Token: {}\r\n", who.cookie, who.csrf);
    }

    service::House house;
    Arrivals arrivals{{.trusted_proxies = {"127.0.0.1"}}};
    service::Worker hashing{16};
    service::Worker writing{16};
    Authentication authentication{*house.people, arrivals};
    Router router{people_routes({*house.people, arrivals, hashing, writing}), authentication};
    Silent silent;
    Server server{Server::start({}, router, silent).value()};
};

TEST_F(PeopleHttp, SignsInAndOut) {
    const RawAnswer answer = login("lin", service::good_password);
    EXPECT_EQ(answer.status, 200);
    const std::string cookie = answer.headers.at("set-cookie");
    EXPECT_TRUE(cookie.starts_with("shouxin=")) << cookie;
    EXPECT_THAT(cookie, HasSubstr("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200"));
    EXPECT_THAT(cookie, Not(HasSubstr("Secure")));
    EXPECT_THAT(answer.body, Not(HasSubstr(cookie.substr(8, 64)))) << "only the cookie has it";

    const Signed lin = in("lin");
    const RawAnswer me = ask("GET", "/v1/me", {}, as(lin));
    EXPECT_EQ(json::parse(me.body)["role"], "analyst");
    EXPECT_EQ(json::parse(me.body)["csrf"], lin.csrf);
    const RawAnswer out = ask("POST", "/v1/logout", {}, as(lin));
    EXPECT_EQ(out.status, 204);
    EXPECT_THAT(out.headers.at("set-cookie"), HasSubstr("Max-Age=0"));
    const RawAnswer gone = ask("GET", "/v1/me", {}, as(lin));
    EXPECT_EQ(gone.status, 401);
    EXPECT_THAT(gone.headers.at("www-authenticate"), HasSubstr("Bearer"));
}

TEST_F(PeopleHttp, AStolenCookieAloneChangesNothing) {
    const Signed root = in("root");
    const std::string body = R"({"name":"evil","role":"admin"})";
    const std::string cookie = fmt::format("Cookie: {}\r\n", root.cookie);
    EXPECT_EQ(ask("POST", "/v1/people", body, cookie).status, 403);
    EXPECT_EQ(
        ask("POST", "/v1/people", body, cookie + "X-CSRF-Token: " + std::string(64, 'a') + "\r\n")
            .status,
        403);
    for (const std::string_view from :
         {"Sec-Fetch-Site: cross-site\r\n",
          "Sec-Fetch-Site: same-site\r\n",
          "Origin: https://evil.example\r\n",
          "Origin: null\r\n"}) {
        EXPECT_EQ(ask("POST", "/v1/people", body, as(root) + std::string(from)).status, 403);
        EXPECT_EQ(login("lin", service::good_password, from).status, 403);
    }
    EXPECT_EQ(house.people->people().size(), 2U);
    const std::string own = "Origin: http://127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n";
    EXPECT_EQ(ask("POST", "/v1/people", body, as(root) + own).status, 201);
    EXPECT_EQ(ask("GET", "/v1/me", {}, cookie + cookie).status, 401) << "two cookies";
}

TEST_F(PeopleHttp, BehindAProxyTheCookieIsForTlsAlone) {
    const std::string tls = "X-Forwarded-Proto: https\r\nX-Forwarded-For: 10.0.0.1, 192.0.2.9\r\n";
    const std::string cookie = login("lin", service::good_password, tls).headers.at("set-cookie");
    EXPECT_TRUE(cookie.starts_with("__Host-shouxin=")) << cookie;
    EXPECT_THAT(cookie, HasSubstr("; Path=/; Secure; HttpOnly; SameSite=Strict"));
    EXPECT_THAT(house.people->sessions_of("lin")[0].client, HasSubstr("192.0.2.9"));
    const std::string plain = "X-Forwarded-Proto: http\r\nX-Forwarded-For: 192.0.2.9\r\n";
    EXPECT_EQ(login("lin", service::good_password, plain).status, 403);
    const std::string sent = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
    EXPECT_EQ(ask("GET", "/v1/me", {}, sent + tls).status, 200);
    EXPECT_EQ(ask("GET", "/v1/me", {}, sent + plain).status, 401);
}

TEST_F(PeopleHttp, GuessingIsAnsweredAlikeForAllNames) {
    for (const std::string name : {"lin", "nobody", "' OR 1=1 --"}) {
        for (int i = 0; i < 5; ++i) {
            const RawAnswer wrong = login(name, "wrong");
            EXPECT_EQ(wrong.status, 401);
            EXPECT_EQ(
                json::parse(wrong.body)["detail"],
                "Check name and password: they don't belong together.");
        }
        const RawAnswer early = login(name, service::good_password);
        EXPECT_EQ(early.status, 429);
        EXPECT_EQ(early.headers.at("retry-after"), "2");
        EXPECT_THAT(early.body, HasSubstr("Wait 2 seconds"));
    }
}

TEST_F(PeopleHttp, AnAdminAddsSomebodyWhoMustChangeTheirPassword) {
    const Signed root = in("root");
    const RawAnswer made = ask("POST", "/v1/people", R"({"name":"wang","role":"lead"})", as(root));
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string password = json::parse(made.body)["password"];
    Signed wang = in("wang", password);
    const RawAnswer refused = ask("GET", "/v1/people", {}, as(wang));
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(refused.body, HasSubstr("Change your password first"));
    const auto change = [&](std::string_view current, std::string_view next) {
        const json body{{"current", current}, {"next", next}};
        return ask("POST", "/v1/me/password", body.dump(), as(wang));
    };
    EXPECT_EQ(change("wrong", service::good_password).status, 401);
    EXPECT_EQ(change(password, "short").status, 400);
    EXPECT_EQ(change(password, password).status, 400);
    EXPECT_EQ(change(password, service::good_password).status, 200);
    EXPECT_EQ(ask("GET", "/v1/me", {}, as(wang)).status, 401);
    wang = in("wang");
    EXPECT_THAT(ask("GET", "/v1/me", {}, as(wang)).body, HasSubstr("policies:approve"));

    const std::string path = "/v1/people/wang";
    EXPECT_EQ(ask("PATCH", path, R"({"state":"disabled"})", as(root)).status, 200);
    EXPECT_EQ(ask("GET", "/v1/me", {}, as(wang)).status, 401);
    EXPECT_EQ(login("wang", service::good_password).status, 401);
    const json all = json::parse(ask("GET", "/v1/people", {}, as(root)).body);
    EXPECT_EQ(all["people"].size(), 3U);
    EXPECT_EQ(all["people"][2]["state"], "disabled");
    EXPECT_THAT(all.dump(), Not(HasSubstr("argon2")));
}

TEST_F(PeopleHttp, KeysAreMadeListedAndRevoked) {
    const Signed root = in("root");
    const RawAnswer made =
        ask("POST",
            "/v1/keys",
            R"({"label":"checkout","scopes":"events:write decisions:write","days":30})",
            as(root));
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string key = json::parse(made.body)["key"];
    const std::string id = json::parse(made.body)["id"];
    const std::string bearer = "Authorization: bearer " + key + "\r\n";
    EXPECT_THAT(ask("GET", "/v1/me", {}, bearer).body, HasSubstr("events:write decisions:write"));
    EXPECT_EQ(ask("GET", "/v1/keys", {}, bearer).status, 403);
    EXPECT_EQ(ask("GET", "/v1/me", {}, bearer + bearer).status, 401);
    EXPECT_EQ(ask("GET", "/v1/me", {}, "Authorization: Basic eA==\r\n" + as(root)).status, 401)
        << "a wrong key isn't made good by a cookie";
    EXPECT_THAT(ask("GET", "/v1/keys", {}, as(root)).body, Not(HasSubstr(key.substr(20))));
    EXPECT_EQ(ask("DELETE", "/v1/keys/" + id, {}, as(root)).status, 204);
    EXPECT_EQ(ask("GET", "/v1/me", {}, bearer).status, 401);
    EXPECT_EQ(ask("DELETE", "/v1/keys/none", {}, as(root)).status, 404);
}

TEST_F(PeopleHttp, BadBodiesAreAnsweredClearly) {
    const std::string root = as(in("root"));
    for (const std::string_view body :
         {"{",
          "[]",
          "\"\xFF\"",
          R"({"name":"a1","role":"lead","admin":true})",
          R"({"name":"a1","name":"a2","role":"lead"})",
          R"({"name":"a1","role":"king"})",
          R"({"name":7,"role":"lead"})",
          R"({"name":"a1"})",
          R"({"name":"a1","role":"lead","locale":"../../etc"})",
          R"({"name":"a1","role":"lead","merchant":"m1"})"}) {
        const RawAnswer answer = ask("POST", "/v1/people", body, root);
        EXPECT_EQ(answer.status, 400) << body << answer.body;
        EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
    }
    EXPECT_EQ(ask("POST", "/v1/people", std::string(9000, ' '), root).status, 413);
    EXPECT_EQ(login(std::string(5000, 'x'), "wrong").status, 401);
    EXPECT_EQ(login("lin", std::string(3000, 'x')).status, 401);
}

TEST_F(PeopleHttp, WithoutTheDatabaseItIs503AndNot401) {
    const Signed root = in("root");
    house.records.away = true;
    EXPECT_EQ(login("lin", service::good_password).status, 503);
    EXPECT_EQ(ask("GET", "/v1/me", {}, as(root)).status, 200);
    const RawAnswer made = ask("POST", "/v1/people", R"({"name":"wang","role":"lead"})", as(root));
    EXPECT_EQ(made.status, 503);
    EXPECT_EQ(made.headers.at("retry-after"), "1");
    EXPECT_EQ(ask("POST", "/v1/logout", {}, as(root)).status, 503);
    house.records.away = false;
    EXPECT_EQ(ask("POST", "/v1/logout", {}, as(root)).status, 204);
}

TEST_F(PeopleHttp, WhenTooManyWaitOthersComeBack) {
    service::Worker full(0);
    Router busy(people_routes({*house.people, arrivals, full, writing}), authentication);
    Server other = Server::start({}, busy, silent).value();
    const std::string body = R"({"name":"lin","password":"wrong"})";
    const std::string type = "Content-Type: application/json\r\n";
    for (int i = 0; i < 30; ++i) {
        RawClient client(other.port());
        const RawAnswer answer = client.ask(post("/v1/login", body, type)).value();
        ASSERT_EQ(answer.status, 503) << "an attempt that isn't tried is no failure";
        ASSERT_EQ(answer.headers.at("retry-after"), "1");
    }
}

TEST_F(PeopleHttp, OwnSessionsAreListedAndEndedTogether) {
    const Signed first = in("lin");
    const Signed second = in("lin");
    const json listed = json::parse(ask("GET", "/v1/me/sessions", {}, as(first)).body);
    ASSERT_EQ(listed["sessions"].size(), 2U);
    EXPECT_NE(listed["sessions"][0]["this"], listed["sessions"][1]["this"]);
    EXPECT_EQ(ask("DELETE", "/v1/me/sessions", {}, as(first)).status, 204);
    EXPECT_EQ(ask("GET", "/v1/me", {}, as(second)).status, 401);
}

}  // namespace
}  // namespace shouxin::http
