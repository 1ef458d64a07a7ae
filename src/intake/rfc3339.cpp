#include "intake/rfc3339.h"

#include <array>

namespace shouxin::intake {
namespace {

// The number that `count` digits write; negative if one isn't a digit.
std::int32_t digits(const char* p, int count) {
    std::int32_t value = 0;
    for (int i = 0; i < count; ++i) {
        const int digit = p[i] - '0';
        if (digit < 0 || digit > 9) {
            return -1;
        }
        value = value * 10 + digit;
    }
    return value;
}

bool is_leap(std::int32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

std::int32_t days_in(std::int32_t year, std::int32_t month) {
    constexpr std::array<std::int8_t, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}

// Days since 1970-01-01 (Howard Hinnant, chrono-compatible low-level date algorithms).
std::int64_t days_from_civil(std::int32_t year, std::int32_t month, std::int32_t day) {
    const std::int32_t y = year - (month <= 2 ? 1 : 0);
    const std::int32_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int32_t year_of_era = y - era * 400;
    const std::int32_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::int32_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return std::int64_t{era} * 146097 + day_of_era - 719468;
}

bool is_date(std::int32_t year, std::int32_t month, std::int32_t day) {
    return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

// "2026-11-01", or nullopt.
std::optional<std::int64_t> days_of(const char* p) {
    const std::int32_t year = digits(p, 4);
    const std::int32_t month = digits(p + 5, 2);
    const std::int32_t day = digits(p + 8, 2);
    if (p[4] != '-' || p[7] != '-' || !is_date(year, month, day)) {
        return std::nullopt;
    }
    return days_from_civil(year, month, day);
}

// "20:14:03", or nullopt.
std::optional<std::int32_t> seconds_of(const char* p) {
    const std::int32_t hour = digits(p, 2);
    const std::int32_t minute = digits(p + 3, 2);
    const std::int32_t second = digits(p + 6, 2);
    if (p[2] != ':' || p[5] != ':' || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 60) {
        return std::nullopt;
    }
    return hour * 3600 + minute * 60 + second;
}

// Takes ".120" off the front of `rest`; nullopt if a point has no digits or over nine.
std::optional<std::int32_t> take_fraction_ms(std::string_view& rest) {
    if (!rest.starts_with('.')) {
        return 0;
    }
    std::size_t end = 1;
    while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9') {
        ++end;
    }
    if (end == 1 || end > 10) {
        return std::nullopt;
    }
    std::int32_t ms = 0;
    for (std::size_t i = 1; i <= 3; ++i) {
        ms = ms * 10 + (i < end ? rest[i] - '0' : 0);
    }
    rest.remove_prefix(end);
    return ms;
}

// "Z" or "+08:00" in seconds east, or nullopt.
std::optional<std::int32_t> offset_of(std::string_view rest) {
    if (rest == "Z" || rest == "z") {
        return 0;
    }
    if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':') {
        return std::nullopt;
    }
    const std::int32_t hours = digits(rest.data() + 1, 2);
    const std::int32_t minutes = digits(rest.data() + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
        return std::nullopt;
    }
    return (rest[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

}  // namespace

bool is_compact_date(std::string_view text) {
    return text.size() == 8 &&
           is_date(digits(text.data(), 4), digits(text.data() + 4, 2), digits(text.data() + 6, 2));
}

std::optional<std::int64_t> rfc3339_ms(std::string_view text) {
    constexpr std::size_t shortest = 20;  // 2026-11-01T20:14:03Z
    if (text.size() < shortest || (text[10] != 'T' && text[10] != 't' && text[10] != ' ')) {
        return std::nullopt;
    }
    const auto days = days_of(text.data());
    const auto seconds = seconds_of(text.data() + 11);
    std::string_view rest = text.substr(19);
    const auto fraction = take_fraction_ms(rest);
    const auto offset = offset_of(rest);
    if (!days || !seconds || !fraction || !offset) {
        return std::nullopt;
    }
    return (*days * 86400 + *seconds - *offset) * 1000 + *fraction;
}

}  // namespace shouxin::intake
