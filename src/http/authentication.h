// Who calls, and may they? A key in `Authorization: Bearer`, or a session's cookie together with
// X-CSRF-Token for what changes something. Answers from memory; thread-safe.
#pragma once

#include "http/arrival.h"
#include "http/router.h"
#include "service/people/people.h"

#include <string_view>

namespace shouxin::http {

class Authentication final : public Authenticate {
public:
    // Both outlive it.
    Authentication(service::People& people, const Arrivals& arrivals)
        : people_(people), arrivals_(arrivals) {}

    // `needs` is `anyone`, service::any_caller, service::any_person, or a permission's name; what
    // is none of them is refused to all.
    tl::expected<Principal, Response> principal(
        const Request& request, std::string_view needs) override;

private:
    tl::expected<service::Caller, Response> caller(const Request& request);
    tl::expected<service::Caller, Response> by_key(std::string_view authorization);
    tl::expected<service::Caller, Response> by_session(const Request& request);

    service::People& people_;
    const Arrivals& arrivals_;
};

// REQUIRES: the request's route needs more than `anyone`.
const service::Caller& caller_of(const Request& request);

// 401, with the challenge that RFC 9110, 11.6.1 asks for.
Response unknown(std::string_view detail);

}  // namespace shouxin::http
