// What stands above an answer's body? Pure functions.
#pragma once

#include "http/message.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::http {

struct HeadOptions {
    std::string_view request_id = {};
    std::string_view date = {};                      // as http_date() makes it
    std::optional<std::size_t> content_length = {};  // nullopt: the body ends with the connection
    bool keep_alive = true;
};

// Adds the header fields that every answer has, unless the response sets them itself: nosniff, a
// content security policy that allows nothing, no referrer, no storing. Characters that would end
// a field are left out of values.
std::string head_of(const Response& response, const HeadOptions& options);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7), of Unix seconds.
std::string http_date(std::int64_t unix_s);

}  // namespace shouxin::http
