#include "http/people_routes.h"

#include "http/people_answers.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace shouxin::http {
namespace {

using service::ChangedPerson;
using service::Role;

std::string named(service::Permission permission) {
    return std::string(service::name_of(permission));
}

Response answer_of(int status, const Result<ChangedPerson>& done) {
    if (!done) {
        return problem(done.error());
    }
    auto body = json_of(done->person);
    return json(status, (done->password ? body.put("password", *done->password) : body).text());
}

// Nothing for what isn't given.
Result<std::optional<Role>> read_role(const JsonBody& body) {
    TRY(const std::string name, body.text("role"));
    const auto role = service::role_of(name);
    if (!role && !name.empty()) {
        return fail(Failure::invalid, "Choose a role: analyst, lead, merchant, auditor or admin.");
    }
    return role;
}

Result<std::optional<bool>> read_active(const JsonBody& body) {
    TRY(const std::string state, body.text("state"));
    if (state.empty()) {
        return std::nullopt;
    }
    if (state != "active" && state != "disabled") {
        return fail(Failure::invalid, "Choose a state: active or disabled.");
    }
    return state == "active";
}

Result<service::NewPerson> read_new_person(const std::string& text) {
    TRY(const JsonBody body, JsonBody::read(text, {"name", "role", "merchant", "locale"}));
    service::NewPerson wanted;
    TRY(wanted.name, body.text("name"));
    TRY(wanted.merchant, body.text("merchant"));
    TRY(const std::string locale, body.text("locale"));
    wanted.locale = locale.empty() ? wanted.locale : locale;
    TRY(const auto role, read_role(body));
    if (!role) {
        return fail(Failure::invalid, "Give the account a name and a role.");
    }
    wanted.role = *role;
    return wanted;
}

Result<service::PersonChange> read_change(const std::string& text) {
    TRY(const JsonBody body,
        JsonBody::read(text, {"role", "merchant", "locale", "state", "unlock", "reset_password"}));
    service::PersonChange wanted;
    TRY(wanted.role, read_role(body));
    TRY(wanted.active, read_active(body));
    TRY(wanted.merchant, body.text("merchant"));
    TRY(wanted.locale, body.text("locale"));
    TRY(wanted.unlock, body.truth("unlock"));
    TRY(wanted.reset_password, body.truth("reset_password"));
    return wanted;
}

void add(const PeopleDesk& desk, Request request, Respond respond) {
    answer_later(desk.hashing, std::move(respond), [desk, request = std::move(request)] {
        const auto wanted = read_new_person(request.body);
        return wanted ? answer_of(201, desk.people.add(*wanted, caller_of(request).name))
                      : problem(wanted.error());
    });
}

void change(const PeopleDesk& desk, Request request, Respond respond) {
    auto wanted = read_change(request.body);
    if (!wanted) {
        respond(problem(wanted.error()));
        return;
    }
    service::Worker& worker = wanted->reset_password ? desk.hashing : desk.writing;
    answer_later(
        worker, std::move(respond), [desk, request = std::move(request), wanted = *wanted] {
            const std::string& name = request.parameter("name");
            return answer_of(200, desk.people.change(name, wanted, caller_of(request).name));
        });
}

Response list(const PeopleDesk& desk, const Request& request) {
    const auto key = [](const service::Person& each) { return each.name; };
    const auto one = [](const service::Person& each) {
        return json_of(each)
            .put("failed_logins", each.failures.count)
            .put("locked_until_ms", each.failures.locked_until_ms)
            .put("signed_in_ms", each.signed_in_ms);
    };
    return page(request, "people", desk.people.people(), key, one);
}

}  // namespace

proof::Json json_of(const service::Person& person) {
    return proof::Json::object()
        .put("created_ms", person.created_at_ms)
        .put("locale", person.locale)
        .put("merchant", person.merchant)
        .put("must_change", proof::Json::boolean(person.must_change))
        .put("name", person.name)
        .put("role", name_of(person.role))
        .put("state", person.active ? "active" : "disabled");
}

std::vector<Route> account_routes(const PeopleDesk& desk) {
    const auto with = [desk](auto act) {
        return [desk, act](Request request, Respond respond) {
            act(desk, std::move(request), std::move(respond));
        };
    };
    const std::string read = named(service::Permission::people_read);
    const std::string write = named(service::Permission::people_write);
    constexpr std::size_t bytes_max = people_body_bytes_max;
    const std::vector<std::string> types{"application/json"};
    return {
        {Method::get,
         "/v1/people",
         read,
         [desk](const Request& request, Respond respond) { respond(list(desk, request)); }},
        {Method::post, "/v1/people", write, with(add), bytes_max, types},
        {Method::patch, "/v1/people/{name}", write, with(change), bytes_max, types},
    };
}

std::vector<Route> people_routes(const PeopleDesk& desk) {
    std::vector<Route> all;
    for (auto routes : {session_routes(desk), account_routes(desk), key_routes(desk)}) {
        std::ranges::move(routes, std::back_inserter(all));
    }
    return all;
}

}  // namespace shouxin::http
