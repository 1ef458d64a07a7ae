#include "http/test_server_test.h"

#include "http/problem.h"

#include <utility>

namespace shouxin::http {

tl::expected<Principal, Response> TestAuthenticate::principal(
    const Request& request, std::string_view needs) {
    const auto who = request.headers.find("authorization").value_or("");
    if (who == "nobody") {
        return tl::unexpected(problem(401, "Sign in first."));
    }
    if (needs == "lead" && who != "lead") {
        return tl::unexpected(problem(403, "Ask a lead to do it."));
    }
    return Principal{.subject = std::string(who), .detail = {}};
}

void TestObserver::finished(const Finished& finished) {
    const std::lock_guard lock(mutex_);
    seen_.push_back({std::string(finished.route), finished.status, finished.request_bytes});
    more_.notify_all();
}

std::vector<Seen> TestObserver::wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    MUST(more_.wait_for(lock, patience, [&] { return seen_.size() >= count; }));
    return seen_;
}

TestServer::TestServer(Options options)
    : router(table(), authenticate), server(Server::start(options, router, observer).value()) {}

std::vector<Route> TestServer::table() {
    constexpr std::size_t mebibyte = std::size_t{1} << 20;
    const auto any = std::string(anyone);
    const auto echo = [](Request request, Respond respond) {
        respond(text(200, std::move(request.body)));
    };
    return {
        {Method::get, "/hello", any, [](Request, Respond respond) { respond(text(200, "hello")); }},
        {Method::post, "/echo", any, echo, mebibyte},
        {Method::post, "/json", any, echo, mebibyte, {"application/json"}},
        {Method::get,
         "/items/{id}",
         any,
         [](Request request, Respond respond) { respond(text(200, request.parameter("id"))); }},
        {Method::get, "/lead", "lead", [](Request, Respond respond) { respond(empty(204)); }},
        {Method::post,
         "/later",
         any,
         [this](Request, Respond respond) { later.put(std::move(respond)); },
         mebibyte},
        {Method::get,
         "/stream",
         any,
         [this](Request, Respond respond) {
             streams.put(respond.stream([this] { gone.put(1); }));
         }},
        {Method::get, "/dropped", any, [](Request, Respond) {}},
        {Method::get,
         "/large",
         any,
         [](Request, Respond respond) { respond(text(200, std::string(200'000, 'x'))); }},
    };
}

}  // namespace shouxin::http
