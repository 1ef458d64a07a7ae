// Which number does this text write? By JSON's grammar, for JSON and CSV alike. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace shouxin::intake {

bool is_json_number(std::string_view text);

// nullopt if it isn't an integer (a point or an exponent makes it none); what doesn't fit
// is the nearest that does, so that a range check finds it.
std::optional<std::int64_t> integer_of(std::string_view text);

// nullopt if it isn't a number; infinite if it is too large for a double.
std::optional<double> real_of(std::string_view text);

}  // namespace shouxin::intake
