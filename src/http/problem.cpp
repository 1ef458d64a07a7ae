#include "http/problem.h"

#include "intake/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace shouxin::http {
namespace {

struct Reason {
    int status;
    std::string_view phrase;  // RFC 9110, RFC 6585
};

constexpr std::array reasons{
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{207, "Multi-Status"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{410, "Gone"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{415, "Unsupported Media Type"},
    Reason{417, "Expectation Failed"},
    Reason{422, "Unprocessable Content"},
    Reason{428, "Precondition Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{503, "Service Unavailable"},
    Reason{505, "HTTP Version Not Supported"},
    Reason{507, "Insufficient Storage"},
};

// "Not Found" is not-found.
std::string slug_of(std::string_view phrase) {
    std::string slug(phrase);
    std::transform(slug.begin(), slug.end(), slug.begin(), [](char letter) {
        const bool upper = letter >= 'A' && letter <= 'Z';
        return letter == ' ' ? '-' : upper ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return slug;
}

}  // namespace

Response problem(int status, std::string detail) {
    Response response;
    response.status = status;
    response.problem = Problem{status, std::move(detail)};
    if (status == 429 || status == 503) {
        response.headers.add("retry-after", "1");
    }
    return response;
}

Response problem(const Error& error) {
    return problem(status_of(error.failure), error.message);
}

int status_of(Failure failure) {
    switch (failure) {
        case Failure::invalid:
            return 400;
        case Failure::not_found:
            return 404;
        case Failure::conflict:
            return 409;
        case Failure::forbidden:
            return 403;
        case Failure::unavailable:
            return 503;
        case Failure::exhausted:
            return 429;
        case Failure::corrupt:
            break;
    }
    return 500;
}

std::string_view reason_of(int status) {
    const auto found = std::find_if(
        reasons.begin(), reasons.end(), [&](const Reason& each) { return each.status == status; });
    return found == reasons.end() ? "Unknown" : found->phrase;
}

std::string json_of(const Problem& problem, std::string_view request_id) {
    const std::string_view title = reason_of(problem.status);
    return fmt::format(
        R"({{"type":"urn:shouxin:problem:{}","title":"{}","status":{},)"
        R"("detail":{},"instance":{}{}{}}})",
        slug_of(title),
        title,
        problem.status,
        json_string(problem.detail),
        json_string(fmt::format("urn:shouxin:request:{}", request_id)),
        problem.members.empty() ? "" : ",",
        problem.members);
}

std::string json_string(std::string_view text) {
    std::string quoted = "\"";
    for (const char letter : intake::mended_utf8(text)) {
        if (letter == '"' || letter == '\\') {
            quoted += '\\';
            quoted += letter;
        } else if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) {
            quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
        } else {
            quoted += letter;
        }
    }
    return quoted += '"';
}

}  // namespace shouxin::http
