#include "http/router.h"

#include "http/test_server_test.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace shouxin::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Route route(Method method, std::string pattern, std::string needs = "analyst") {
    return {method, std::move(pattern), std::move(needs), [](Request, Respond) {}};
}

class RouterTest : public testing::Test {
protected:
    std::string matched(Method method, const std::vector<std::string>& segments) {
        const Route* found = router_.match(method, segments, parameters_);
        return found == nullptr ? "none" : found->pattern;
    }

    TestAuthenticate authenticate_;
    Router router_{
        {route(Method::get, "/"),
         route(Method::get, "/v1/{kind}/{id}"),
         route(Method::get, "/v1/actions/{id}"),
         route(Method::post, "/v1/actions/{id}/release", "lead"),
         route(Method::get, "/v1/actions/overdue"),
         route(Method::remove, "/v1/actions/{action}")},
        authenticate_};
    std::vector<std::pair<std::string_view, std::string>> parameters_;
};

TEST_F(RouterTest, WhatIsWrittenOutGoesBeforeAName) {
    EXPECT_EQ(matched(Method::get, {"v1", "actions", "overdue"}), "/v1/actions/overdue");
    EXPECT_THAT(parameters_, IsEmpty());
    EXPECT_EQ(matched(Method::get, {"v1", "actions", "7"}), "/v1/actions/{id}");
    EXPECT_THAT(parameters_, ElementsAre(Pair("id", "7")));
    EXPECT_EQ(matched(Method::get, {"v1", "rings", "9"}), "/v1/{kind}/{id}");
    EXPECT_THAT(parameters_, ElementsAre(Pair("kind", "rings"), Pair("id", "9")));
    EXPECT_EQ(matched(Method::remove, {"v1", "actions", "7"}), "/v1/actions/{action}");
    EXPECT_EQ(matched(Method::get, {}), "/");
}

TEST_F(RouterTest, NothingElseIsReachable) {
    EXPECT_EQ(matched(Method::get, {"v1"}), "none");
    EXPECT_EQ(matched(Method::get, {"V1", "actions", "7"}), "none");
    EXPECT_EQ(matched(Method::post, {"v1", "actions", "7"}), "none");
    EXPECT_EQ(matched(Method::other, {}), "none");
    EXPECT_EQ(matched(Method::get, {"v1", "actions", "7", "release", "x"}), "none");
}

TEST(RouterRest, StandsForAllThatFollow) {
    TestAuthenticate authenticate;
    const Router router(
        {route(Method::get, "/v1/tile/{tile...}"),
         route(Method::get, "/v1/tile/{level}"),
         route(Method::get, "/v1/tile/entries")},
        authenticate);
    std::vector<std::pair<std::string_view, std::string>> parameters;
    const auto matched = [&](const std::vector<std::string>& segments) {
        const Route* found = router.match(Method::get, segments, parameters);
        return found == nullptr ? "none" : found->pattern;
    };
    EXPECT_EQ(matched({"v1", "tile", "0", "x001", "067"}), "/v1/tile/{tile...}");
    EXPECT_THAT(parameters, ElementsAre(Pair("tile", "0/x001/067")));
    EXPECT_EQ(matched({"v1", "tile", "0"}), "/v1/tile/{level}");
    EXPECT_EQ(matched({"v1", "tile", "entries"}), "/v1/tile/entries");
    EXPECT_EQ(matched({"v1", "tile"}), "none");
    EXPECT_EQ(matched({"v1", "tiles", "0", "1"}), "none");
}

TEST_F(RouterTest, CanBeListed) {
    EXPECT_EQ(router_.routes().size(), 6U);
    EXPECT_EQ(router_.routes()[3].needs, "lead");
}

TEST_F(RouterTest, AsksForWhatTheRouteNeeds) {
    Request request;
    request.method = Method::post;
    request.segments = {"v1", "actions", "7", "release"};
    EXPECT_EQ(router_.admit(request).error().status, 403);
    EXPECT_EQ(request.route, "/v1/actions/{id}/release");
    request.headers.add("Authorization", "lead");
    EXPECT_TRUE(router_.admit(request));
    EXPECT_EQ(request.principal.subject, "lead");
    EXPECT_EQ(request.parameter("id"), "7");
}

TEST_F(RouterTest, SaysWhichMethodsFit) {
    Request request;
    request.method = Method::put;
    request.segments = {"v1", "actions", "7"};
    const auto refused = router_.admit(request);
    EXPECT_EQ(refused.error().status, 405);
    EXPECT_EQ(refused.error().headers.find("allow"), "GET, HEAD, DELETE");
}

using RouterDeathTest = RouterTest;

TEST_F(RouterDeathTest, ARouteSaysWhoMayCallAndIsNotThereTwice) {
    EXPECT_DEATH(Router({route(Method::get, "/x", "")}, authenticate_), "needs");
    EXPECT_DEATH(Router({route(Method::get, "x")}, authenticate_), "starts_with");
    EXPECT_DEATH(
        Router({route(Method::get, "/{a}"), route(Method::get, "/{b}")}, authenticate_), "method");
}

}  // namespace
}  // namespace shouxin::http
