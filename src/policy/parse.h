// What does the text of a condition say, and does it make sense? Reads expressions, windows and
// single values, checks names, types and units, and tells every problem where it stands.
//
//     condition := all { "or" all }
//     all       := each { "and" each }
//     each      := "not" each | sum [ comparison sum | ["not"] "in" list | "has" list ]
//     sum       := product { ("+" | "-") product }
//     product   := value { "*" value }
//     value     := number | text | field | window | "(" condition ")" | "known" "(" value ")"
//                | "true" | "false" | "-" number
//     window    := "window." name
//                | ("count" "(" "orders" | "sum" "(" summand | "distinct" "(" key)
//                  "by" key "over" duration ")"
//     list      := text | "[" value { "," value } "]"
//
// Pure functions.
#pragma once

#include "model/action.h"
#include "policy/expression.h"
#include "policy/token.h"

#include <cstdint>
#include <optional>
#include <utility>

namespace shouxin::policy {

constexpr int depth_max = 50;                     // of parentheses and `not`s in one another
constexpr std::size_t condition_nodes_max = 500;  // names, values and signs in one condition

// Windows that are spelt out are added to `windows`. nullopt if a problem was told.
std::optional<Expression> parse_condition(
    const PlacedText& text, model::SubjectKind on, WindowSet& windows, Problems& problems);

// "7 d", "¥200000", "25 %": one value of that type and nothing else.
std::optional<std::int64_t> parse_value(const PlacedText& text, Type type, Problems& problems);

// "0 s to 6 h"
std::optional<std::pair<std::int64_t, std::int64_t>> parse_range(
    const PlacedText& text, Type type, Problems& problems);

// Whether so long a window is allowed.
bool check_window_length(std::int64_t over_s, Place place, Problems& problems);

}  // namespace shouxin::policy
