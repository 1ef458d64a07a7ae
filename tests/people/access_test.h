// Who may ask what? Every route of a router tried by nobody, by each role and by a key of each
// scope, as a table that a file holds: a new route without its line fails.
#pragma once

#include "http/router.h"
#include "service/people/people.h"

#include <string>
#include <vector>

namespace shouxin::http {

struct Visitor {
    std::string name;
    std::vector<std::pair<std::string, std::string>> headers;
    bool known = true;
};

// Nobody, a person of each role who is signed in, a key of each scope. Adds all of them.
std::vector<Visitor> visitors_of(service::People& people);

// One line a route, in their order: "GET /v1/people (people:read): auditor admin". A visitor who is
// refused by anything but 401 (nobody) or 403 (who is known) stands there with the status.
std::string access_table(Router& router, const std::vector<Visitor>& visitors);

// What stands in the file; with ACCEPT in the environment the file is made to say `actual`.
std::string expected_text(const std::string& file, const std::string& actual);

}  // namespace shouxin::http
