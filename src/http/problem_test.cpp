#include "http/problem.h"

#include "http/encoding.h"
#include "http/head.h"
#include "intake/utf8.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <string>

namespace shouxin::http {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Problem, IsADocument) {
    const Response response = problem(Error{Failure::conflict, "Read the action again."});
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(
        json_of(*response.problem, "ab.1"),
        R"({"type":"urn:shouxin:problem:conflict","title":"Conflict","status":409,)"
        R"("detail":"Read the action again.","instance":"urn:shouxin:request:ab.1"})");
}

TEST(Problem, MayHaveMoreMembers) {
    EXPECT_EQ(
        nlohmann::json::parse(json_of({422, "Mend it.", R"("lines":[3,4])"}, "id"))["lines"],
        nlohmann::json({3, 4}));
}

TEST(Problem, SaysWhenToComeBack) {
    for (const Failure failure : {Failure::exhausted, Failure::unavailable}) {
        EXPECT_EQ(problem(Error{failure, ""}).headers.find("retry-after"), "1");
    }
    EXPECT_FALSE(problem(404, "").headers.find("retry-after"));
}

RC_GTEST_PROP(Problem, SurvivesAnyBytes, (const std::string& detail)) {
    const auto document = nlohmann::json::parse(json_of({500, detail}, "id"));
    RC_ASSERT(document["detail"] == intake::mended_utf8(detail));
    RC_ASSERT(document.size() == 5U);
}

TEST(Head, HasWhatTheResponseSaysAndWhatEveryAnswerHas) {
    Response response = text(200, "x");
    response.headers.add("Cache-Control", "max-age=60");
    response.headers.add("location", "/a\r\nset-cookie: evil=1");
    const std::string head = head_of(
        response, {.request_id = "id", .date = "now", .content_length = 1, .keep_alive = true});
    EXPECT_THAT(head, testing::StartsWith("HTTP/1.1 200 OK\r\ndate: now\r\n"));
    EXPECT_THAT(head, HasSubstr("\r\ncache-control: max-age=60\r\n"));
    EXPECT_THAT(head, Not(HasSubstr("no-store")));
    EXPECT_THAT(head, Not(HasSubstr("\nset-cookie")));
    EXPECT_THAT(head, testing::EndsWith("\r\ncontent-length: 1\r\n\r\n"));
}

TEST(Head, SaysNothingOfABodyThatCannotBe) {
    EXPECT_THAT(head_of(empty(204), {.content_length = 0}), Not(HasSubstr("content-length")));
    EXPECT_THAT(head_of(empty(200), {.keep_alive = false}), HasSubstr("connection: close\r\n\r\n"));
}

TEST(Head, DatesAreThoseOfRfc9110) {
    EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(http_date(951782400), "Tue, 29 Feb 2000 00:00:00 GMT");
}

RC_GTEST_PROP(Encoding, GzipComesBackAndIsBounded, (const std::string& body)) {
    RC_ASSERT(decompressed(gzipped(body), Coding::gzip, body.size()).value() == body);
    if (!body.empty()) {
        const auto less = decompressed(gzipped(body), Coding::gzip, body.size() - 1);
        RC_ASSERT(less.error().failure == Failure::exhausted);
    }
}

TEST(Encoding, KnowsWhoTakesGzip) {
    for (const auto* accepts : {"gzip", "br, GZIP;q=0.5", "deflate,gzip ; q=1"}) {
        EXPECT_TRUE(accepts_gzip(accepts)) << accepts;
    }
    for (const auto* refuses : {"", "br", "gzip;q=0", "gzip; q=0.000", "gzipped"}) {
        EXPECT_FALSE(accepts_gzip(refuses)) << refuses;
    }
    EXPECT_EQ(coding_of(" X-GZip "), Coding::gzip);
    EXPECT_EQ(coding_of("zstd"), Coding::zstd);
    EXPECT_EQ(coding_of("gzip, gzip"), Coding::unknown);
}

}  // namespace
}  // namespace shouxin::http
