// How do people sign in, and who manages them? Routes under /v1/login, /v1/logout, /v1/me,
// /v1/people and /v1/keys (docs/formats/people.md).
#pragma once

#include "http/arrival.h"
#include "http/router.h"
#include "service/people/people.h"
#include "service/people/worker.h"

#include <vector>

namespace shouxin::http {

// What the routes work with; all of it outlives the server.
struct PeopleDesk {
    service::People& people;
    const Arrivals& arrivals;
    service::Worker& hashing;  // passwords
    service::Worker& writing;  // what waits for the database alone
};

std::vector<Route> people_routes(const PeopleDesk& desk);

// The parts of it.
std::vector<Route> session_routes(const PeopleDesk& desk);
std::vector<Route> account_routes(const PeopleDesk& desk);
std::vector<Route> key_routes(const PeopleDesk& desk);

}  // namespace shouxin::http
