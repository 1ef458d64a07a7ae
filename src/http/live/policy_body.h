// How does a policy come in a request, and how is a wrong one refused? docs/formats/policy.md
// Pure functions.
#pragma once

#include "http/json_body.h"
#include "http/message.h"
#include "policy/policy.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace shouxin::http {

constexpr std::size_t policy_body_bytes_max = policy::policy_bytes_max + (std::size_t{64} << 10);

// A policy comes as TOML itself, or as the "text" of a JSON object.
Result<std::string> policy_text(const Request& request);

// What comes with it; nothing if it comes as TOML.
Result<JsonBody> policy_body(const Request& request);

// 422, with every problem of `text` at its place.
Response refused(std::string_view text, const policy::Refusal& refusal);

}  // namespace shouxin::http
