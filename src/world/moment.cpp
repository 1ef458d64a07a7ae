#include "world/moment.h"

#include <array>

namespace shouxin::world {
namespace {

struct Civil {
    std::int64_t year;
    unsigned month;
    unsigned day;
};

// Hinnant's days-to-civil algorithm, for days on or after 1970-01-01.
Civil civil_from_days(std::int64_t days_since_1970) {
    const std::int64_t shifted = days_since_1970 + 719468;
    const std::int64_t era = shifted / 146097;
    const auto day_of_era = static_cast<unsigned>(shifted - era * 146097);
    const unsigned year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const unsigned day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned month_index = (5 * day_of_year + 2) / 153;
    const unsigned month = month_index < 10 ? month_index + 3 : month_index - 9;
    const std::int64_t year = static_cast<std::int64_t>(year_of_era) + era * 400;
    return {month <= 2 ? year + 1 : year, month, day_of_year - (153 * month_index + 2) / 5 + 1};
}

char digit(std::int64_t value) {
    return static_cast<char>('0' + value % 10);
}

void put_two(char* to, std::int64_t value) {
    to[0] = digit(value / 10);
    to[1] = digit(value);
}

}  // namespace

void append_rfc3339(std::string& out, Ms at) {
    const Ms local = at + 8 * hour_ms;
    const Civil date = civil_from_days(local / day_ms);
    const Ms in_day = local % day_ms;
    std::array<char, 30> text{"0000-00-00T00:00:00.000+08:00"};
    put_two(text.data(), date.year / 100);
    put_two(text.data() + 2, date.year);
    put_two(text.data() + 5, date.month);
    put_two(text.data() + 8, date.day);
    put_two(text.data() + 11, in_day / hour_ms);
    put_two(text.data() + 14, in_day / minute_ms % 60);
    put_two(text.data() + 17, in_day / second_ms % 60);
    text[20] = digit(in_day % 1000 / 100);
    put_two(text.data() + 21, in_day % 100);
    out.append(text.data(), 29);
}

}  // namespace shouxin::world
