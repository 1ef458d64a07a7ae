// How is a failure told? As an RFC 9457 problem document. This is the one place that knows which
// Failure is which status. Pure functions.
#pragma once

#include "base/result.h"
#include "http/message.h"

#include <string>
#include <string_view>

namespace shouxin::http {

// 429 and 503 say Retry-After: 1.
Response problem(int status, std::string detail);
Response problem(const Error& error);

int status_of(Failure failure);

// "Not Found"; "Unknown" for a status that isn't ours.
std::string_view reason_of(int status);

// {"type":"urn:shouxin:problem:not-found","title":...,"status":...,"detail":...,"instance":
// "urn:shouxin:request:ID"}. Any bytes may stand in `detail`: what isn't UTF-8 becomes U+FFFD.
std::string json_of(const Problem& problem, std::string_view request_id);

// Quoted and escaped: a JSON string of any bytes, as above.
std::string json_string(std::string_view text);

}  // namespace shouxin::http
