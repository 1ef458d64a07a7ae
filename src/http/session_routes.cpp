// Signing in and out, and what concerns oneself.
#include "http/people_answers.h"
#include "http/people_routes.h"
#include "service/people/secrets.h"

#include <fmt/format.h>

#include <utility>

namespace shouxin::http {
namespace {

using service::Caller;
using service::SignedIn;

struct Credentials {
    std::string name;
    std::string password;
    std::string next;    // of a change
    std::string client;  // address
    std::string hint;
};

std::string hint_of(const Arrival& arrival, const Request& request) {
    return arrival.client + " " + std::string(request.headers.find("user-agent").value_or(""));
}

Response too_early(std::int64_t wait_ms) {
    const std::int64_t seconds = (wait_ms + 999) / 1000;
    Response response;
    response.status = 429;
    response.problem = Problem{
        429, fmt::format("Wait {} seconds, then try again: too many sign-ins failed.", seconds)};
    response.headers.add("retry-after", std::to_string(seconds));
    return response;
}

Response answer_of(
    const PeopleDesk& desk, const Request& request, const Result<std::optional<SignedIn>>& tried) {
    if (!tried) {
        return problem(tried.error());
    }
    if (!*tried) {
        return unknown("Check name and password: they don't belong together.");
    }
    const SignedIn& in = **tried;
    auto body = json_of(in.person);
    body.put("csrf", in.csrf).put("expires_ms", in.session.expires_at_ms);
    Response response = json(200, body.text());
    const std::int64_t seconds = desk.people.options().session_ms / 1000;
    response.headers.add("set-cookie", desk.arrivals.set_cookie(request, in.token, seconds));
    return response;
}

// Counts the attempt and hands it to the hashing thread; `prove` does the rest there.
template <class Prove>
void try_password(
    const PeopleDesk& desk,
    Request request,
    Respond respond,
    Result<Credentials> read,
    Prove prove) {
    if (!read) {
        respond(problem(read.error()));
        return;
    }
    Credentials sent = *std::move(read);
    const Arrival arrival = desk.arrivals.of(request);
    sent.client = arrival.client;
    sent.hint = hint_of(arrival, request);
    if (const auto wait_ms = desk.people.attempt(sent.name, sent.client)) {
        respond(too_early(*wait_ms));
        return;
    }
    const auto busy = [desk, name = sent.name, client = sent.client] {
        desk.people.withdraw(name, client);
    };
    answer_later(
        desk.hashing,
        std::move(respond),
        [desk, request = std::move(request), sent = std::move(sent), prove] {
            return answer_of(desk, request, prove(request, sent));
        },
        busy);
}

Result<Credentials> read_login(const Request& request) {
    TRY(const JsonBody body, JsonBody::read(request.body, {"name", "password"}));
    Credentials sent;
    TRY(sent.name, body.text("name"));
    TRY(sent.password, body.text("password"));
    return sent;
}

Result<Credentials> read_change(const Request& request) {
    TRY(const JsonBody body, JsonBody::read(request.body, {"current", "next"}));
    Credentials sent;
    sent.name = caller_of(request).name;
    TRY(sent.password, body.text("current"));
    TRY(sent.next, body.text("next"));
    return sent;
}

void login(const PeopleDesk& desk, Request request, Respond respond) {
    if (!desk.arrivals.of(request).sessions) {
        respond(problem(403, "Sign in over HTTPS: this connection isn't encrypted."));
        return;
    }
    auto sent = read_login(request);
    try_password(
        desk,
        std::move(request),
        std::move(respond),
        std::move(sent),
        [desk](const Request& from, const Credentials& by) {
            const auto token = desk.arrivals.session_token(from);
            const auto replaced = token ? service::session_id(*token) : std::nullopt;
            return desk.people.sign_in(by.name, by.password, by.client, by.hint, replaced);
        });
}

void change_password(const PeopleDesk& desk, Request request, Respond respond) {
    auto sent = read_change(request);
    try_password(
        desk,
        std::move(request),
        std::move(respond),
        std::move(sent),
        [desk](const Request&, const Credentials& by) {
            return desk.people.change_password(by.name, by.password, by.next, by.client, by.hint);
        });
}

// 204 that takes the cookie away.
Response signed_out(const PeopleDesk& desk, const Request& request, const Result<void>& done) {
    if (!done) {
        return problem(done.error());
    }
    Response response = empty(204);
    response.headers.add("set-cookie", desk.arrivals.set_cookie(request, "", 0));
    return response;
}

void logout(const PeopleDesk& desk, Request request, Respond respond) {
    answer_later(desk.writing, std::move(respond), [desk, request = std::move(request)] {
        const Caller& caller = caller_of(request);
        return signed_out(desk, request, desk.people.sign_out(*caller.session));
    });
}

void logout_everywhere(const PeopleDesk& desk, Request request, Respond respond) {
    answer_later(desk.writing, std::move(respond), [desk, request = std::move(request)] {
        const Caller& caller = caller_of(request);
        return signed_out(desk, request, desk.people.sign_out_everywhere(caller.name));
    });
}

Response me(const PeopleDesk& desk, const Request& request) {
    const Caller& caller = caller_of(request);
    auto body = proof::Json::object();
    body.put("name", caller.name).put("permissions", service::text_of(caller.permissions));
    if (caller.role) {
        body.put("role", name_of(*caller.role))
            .put("merchant", caller.merchant)
            .put("locale", caller.locale)
            .put("must_change", proof::Json::boolean(caller.must_change))
            .put("csrf", service::csrf_token(desk.arrivals.session_token(request).value_or("")));
    }
    return json(200, body.text());
}

Response own_sessions(const PeopleDesk& desk, const Request& request) {
    const Caller& caller = caller_of(request);
    proof::Json::Array items;
    for (const service::Session& each : desk.people.sessions_of(caller.name)) {
        items.push_back(proof::Json::object()
                            .put("client", each.client)
                            .put("created_ms", each.created_at_ms)
                            .put("expires_ms", each.expires_at_ms)
                            .put("last_seen_ms", each.last_seen_ms)
                            .put("this", proof::Json::boolean(each.id == caller.session)));
    }
    return json(200, proof::Json::object().put("sessions", std::move(items)).text());
}

}  // namespace

std::vector<Route> session_routes(const PeopleDesk& desk) {
    const std::string caller(service::any_caller);
    const std::string person(service::any_person);
    const auto with = [desk](auto act) {
        return [desk, act](Request request, Respond respond) {
            act(desk, std::move(request), std::move(respond));
        };
    };
    const auto at_once = [desk](auto answer) {
        return [desk, answer](const Request& request, Respond respond) {
            respond(answer(desk, request));
        };
    };
    constexpr std::size_t bytes_max = people_body_bytes_max;
    const std::vector<std::string> types{"application/json"};
    return {
        {Method::post, "/v1/login", std::string(anyone), with(login), bytes_max, types},
        {Method::post, "/v1/logout", person, with(logout)},
        {Method::get, "/v1/me", caller, at_once(me)},
        {Method::post, "/v1/me/password", person, with(change_password), bytes_max, types},
        {Method::get, "/v1/me/sessions", person, at_once(own_sessions)},
        {Method::remove, "/v1/me/sessions", person, with(logout_everywhere)},
    };
}

}  // namespace shouxin::http
