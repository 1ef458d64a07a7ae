#include "http/head.h"

#include "http/problem.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace shouxin::http {
namespace {

struct Standing {
    std::string_view name;
    std::string_view value;
};

constexpr std::array always{
    Standing{"x-content-type-options", "nosniff"},
    Standing{"content-security-policy", "default-src 'none'; frame-ancestors 'none'"},
    Standing{"referrer-policy", "no-referrer"},
    Standing{"cache-control", "no-store"},
};

void put_field(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ");
    for (const char letter : value) {
        if (static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7f) {
            head += letter;
        }
    }
    head += "\r\n";
}

// 204 and 304 have no body, and say nothing of its length.
bool may_have_body(int status) {
    return status != 204 && status != 304;
}

}  // namespace

std::string head_of(const Response& response, const HeadOptions& options) {
    std::string head;
    head.reserve(512);
    fmt::format_to(
        std::back_inserter(head),
        "HTTP/1.1 {} {}\r\ndate: {}\r\n",
        response.status,
        reason_of(response.status),
        options.date);
    for (const auto& [name, value] : response.headers) {
        put_field(head, name, value);
    }
    for (const Standing& field : always) {
        if (!response.headers.find(field.name)) {
            put_field(head, field.name, field.value);
        }
    }
    if (!options.request_id.empty()) {
        put_field(head, "x-request-id", options.request_id);
    }
    if (options.content_length && may_have_body(response.status)) {
        fmt::format_to(std::back_inserter(head), "content-length: {}\r\n", *options.content_length);
    }
    head += options.keep_alive ? "\r\n" : "connection: close\r\n\r\n";
    return head;
}

std::string http_date(std::int64_t unix_s) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::sys_seconds at{std::chrono::seconds(unix_s)};
    const auto midnight = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day day{midnight};
    const std::chrono::hh_mm_ss time{at - midnight};
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        days[std::chrono::weekday(midnight).c_encoding()],
        static_cast<unsigned>(day.day()),
        months[static_cast<unsigned>(day.month()) - 1],
        static_cast<int>(day.year()),
        time.hours().count(),
        time.minutes().count(),
        time.seconds().count());
}

}  // namespace shouxin::http
