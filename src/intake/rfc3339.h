// When was it? RFC 3339 date-times, whose offset is mandatory. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace shouxin::intake {

// Unix milliseconds, finer digits (up to nine) cut off; nullopt if `text` isn't a valid time.
// A leap second (:60) counts as the first second of the next minute.
std::optional<std::int64_t> rfc3339_ms(std::string_view text);

// Is it a date of the calendar, written YYYYMMDD?
bool is_compact_date(std::string_view text);

}  // namespace shouxin::intake
