#include <fmt/format.h>
#include <people/access_test.h>
#include <people/house_test.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace shouxin::http {
namespace {

// As it would be asked, from this very machine.
Request asked(const Route& route, const Visitor& visitor) {
    Request request;
    request.method = route.method;
    request.client = "127.0.0.1";
    std::string_view rest = std::string_view(route.pattern).substr(1);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('/'), rest.size());
        const std::string_view part = rest.substr(0, end);
        request.segments.emplace_back(part.starts_with('{') ? "x" : part);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    for (const auto& [name, value] : visitor.headers) {
        request.headers.add(name, value);
    }
    return request;
}

std::string outcome(Router& router, const Route& route, const Visitor& visitor) {
    Request request = asked(route, visitor);
    const auto admitted = router.admit(request);
    if (admitted) {
        return " " + visitor.name;
    }
    const int status = admitted.error().status;
    const bool told = admitted.error().problem && !admitted.error().problem->detail.empty();
    const bool rightly = told && status == (visitor.known ? 403 : 401);
    return rightly ? "" : fmt::format(" {}:{}!", visitor.name, status);
}

}  // namespace

std::vector<Visitor> visitors_of(service::People& people) {
    std::vector<Visitor> visitors{{"nobody", {}, false}};
    for (const service::Role role : service::roles) {
        const std::string name = fmt::format("visiting-{}", name_of(role));
        const std::string password(service::good_password);
        const std::string merchant = role == service::Role::merchant ? "m1" : "";
        people
            .add({.name = name, .role = role, .merchant = merchant, .password = password}, "system")
            .value();
        const auto in = people.sign_in(name, password, "127.0.0.1", "", std::nullopt).value();
        visitors.push_back(
            {std::string(name_of(role)),
             {{"cookie", "shouxin=" + in->token}, {"x-csrf-token", in->csrf}}});
    }
    for (const service::PermissionRow& row : service::permission_table()) {
        if (row.scope) {
            const auto scope = service::permissions_of_text(row.name).value();
            const auto key = people.make_key({"visiting", scope}, "system").value();
            visitors.push_back(
                {fmt::format("key({})", row.name), {{"authorization", "Bearer " + key.text}}});
        }
    }
    return visitors;
}

std::string access_table(Router& router, const std::vector<Visitor>& visitors) {
    std::string table;
    for (const Route& route : router.routes()) {
        std::string allowed;
        std::size_t count = 0;
        for (const Visitor& visitor : visitors) {
            const std::string one = outcome(router, route, visitor);
            allowed += one;
            count += one.empty() || one.ends_with('!') ? 0 : 1;
        }
        table += fmt::format(
            "{} {} ({}):{}\n",
            name_of(route.method),
            route.pattern,
            route.needs,
            count == visitors.size() ? " everybody" : allowed);
    }
    return table;
}

std::string expected_text(const std::string& file, const std::string& actual) {
    if (std::getenv("ACCEPT") != nullptr) {
        std::ofstream(file) << actual;
    }
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace shouxin::http
