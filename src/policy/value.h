// Which kinds of value does the policy language have, and how are they reckoned with? Integers
// only, in a fixed unit each, so that every machine gets the same; one bit pattern is "not known".
// Pure functions.
#pragma once

#include "policy/sentence.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace shouxin::policy {

enum class Type : std::uint8_t {
    wrong,     // of what was refused already: agrees with everything, so that it's said once
    truth,     // 0 or 1
    count,     // a plain number
    ratio,     // millionths
    money,     // fen
    duration,  // seconds
    weight,    // grams
    text,
    division,  // twelve digits, as model::Division
    reasons,   // a bit each model::Reason
};

constexpr std::size_t type_count = 10;

// "money", "region": one word.
std::string_view short_name_of(Type type);

// "a region", as messages say it.
std::string_view name_of(Type type, Language language);

// One that could stand in a file, for messages: ¥30.
std::string_view example_of(Type type);

constexpr bool is_number(Type type) {
    return type >= Type::count && type <= Type::weight;
}

constexpr std::int64_t unknown = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t value_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t value_min = -value_max;  // so that no result is `unknown`

// They stop at value_min and value_max; what rests on an unknown value is unknown.
std::int64_t sum_of(std::int64_t a, std::int64_t b);
std::int64_t difference_of(std::int64_t a, std::int64_t b);

// Cut off towards zero. REQUIRES: divisor > 0.
std::int64_t product_of(std::int64_t a, std::int64_t b, std::int64_t divisor);

// Of the product's types: a count scales anything, a ratio takes a share of anything; nullopt for
// anything else, as money times money.
std::optional<Type> product_type(Type a, Type b);

// What a product of values in these units is divided by.
constexpr std::int64_t product_divisor(Type a, Type b) {
    const bool is_share = (a == Type::ratio && b != Type::count) ||  //
                          (b == Type::ratio && a != Type::count);
    return is_share ? 1'000'000 : 1;
}

// As the language spells it: ¥12.34, 30 d, 80 %, 2.5 kg, 7. What it reads is the same value.
void put_literal(std::string& text, Type type, std::int64_t value);

// The first and the last code of what begins with `digits`; nullopt unless 2 to 12 digits.
struct DivisionRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

std::optional<DivisionRange> division_range(std::string_view digits);

}  // namespace shouxin::policy
