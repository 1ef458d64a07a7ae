// When did this checkpoint exist, by the word of a third party? RFC 3161 requests and tokens over
// the checkpoint's text. Pure: certificates are looked at as of the token's own moment.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::proof {

// A TimeStampReq (DER) for SHA-256 of `text`, to be posted as application/timestamp-query; asks
// for the authority's certificate in the answer. A random nonce ties the answer to the request.
std::string time_stamp_request(std::string_view text, std::uint64_t nonce);

// The token of a TimeStampResp (DER). `forbidden` if the authority refused; `corrupt` if it isn't
// an answer, or not one to this request.
Result<std::string> time_stamp_token(std::string_view response, std::string_view request);

struct TimeStamp {
    std::int64_t at_s = 0;  // Unix seconds
    std::string authority;  // the subject of the certificate that signed, RFC 2253
    bool trusted = false;   // whether that certificate goes back to one of `authorities`
};

// That the token (DER) is over this text, and signed by a certificate made for time stamps that it
// brings; with `authorities` (PEM, one or more certificates), also that this certificate goes back
// to one of them. `forbidden`, with the reason, if not.
Result<TimeStamp> verify_time_stamp(
    std::string_view token, std::string_view text, const std::optional<std::string>& authorities);

}  // namespace shouxin::proof
