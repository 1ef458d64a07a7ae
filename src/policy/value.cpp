#include "policy/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace shouxin::policy {
namespace {

__extension__ using Int128 = __int128;

struct TypeText {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
    std::string_view example;
};

constexpr std::array<TypeText, type_count> types{{
    {"", "无", "nothing", ""},
    {"truth", "是或否", "a yes or no", "true"},
    {"count", "个数", "a count", "30"},
    {"ratio", "比例", "a ratio", "80 %"},
    {"money", "金额", "money", "¥30"},
    {"duration", "时长", "a duration", "30 d"},
    {"weight", "重量", "a weight", "500 g"},
    {"text", "文字", "text", "\"abc\""},
    {"region", "地区", "a region", "\"4401\""},
    {"reasons", "理由", "a list of reasons", "\"cash-back\""},
}};

std::int64_t saturated(Int128 value) {
    return static_cast<std::int64_t>(
        std::clamp<Int128>(value, Int128{value_min}, Int128{value_max}));
}

// value / 10^digits, without zeros at its end.
std::string decimal(std::int64_t value, int digits) {
    std::string text = fmt::format("{:0{}}", value < 0 ? -value : value, digits + 1);
    text.insert(text.size() - static_cast<std::size_t>(digits), ".");
    while (text.back() == '0') {
        text.pop_back();
    }
    if (text.back() == '.') {
        text.pop_back();
    }
    return (value < 0 ? "-" : "") + text;
}

std::string duration(std::int64_t seconds) {
    constexpr std::array<std::pair<std::int64_t, char>, 3> units{
        {{86'400, 'd'}, {3600, 'h'}, {60, 'm'}}};
    for (const auto& [length, name] : units) {
        if (seconds != 0 && seconds % length == 0) {
            return fmt::format("{} {}", seconds / length, name);
        }
    }
    return fmt::format("{} s", seconds);
}

}  // namespace

std::string_view short_name_of(Type type) {
    return types[static_cast<std::size_t>(type)].name;
}

std::string_view name_of(Type type, Language language) {
    const TypeText& text = types[static_cast<std::size_t>(type)];
    return language == Language::zh ? text.zh : text.en;
}

std::string_view example_of(Type type) {
    return types[static_cast<std::size_t>(type)].example;
}

std::int64_t sum_of(std::int64_t a, std::int64_t b) {
    return a == unknown || b == unknown ? unknown : saturated(Int128{a} + b);
}

std::int64_t difference_of(std::int64_t a, std::int64_t b) {
    return a == unknown || b == unknown ? unknown : saturated(Int128{a} - b);
}

std::int64_t product_of(std::int64_t a, std::int64_t b, std::int64_t divisor) {
    return a == unknown || b == unknown ? unknown : saturated(Int128{a} * b / divisor);
}

std::optional<Type> product_type(Type a, Type b) {
    if (a == Type::wrong || b == Type::wrong) {
        return Type::wrong;
    }
    if (a == Type::count || a == Type::ratio) {
        return a == Type::ratio && b == Type::count ? Type::ratio : b;
    }
    return b == Type::count || b == Type::ratio ? std::optional(a) : std::nullopt;
}

void put_literal(std::string& text, Type type, std::int64_t value) {
    switch (type) {
        case Type::truth:
            text += value != 0 ? "true" : "false";
            break;
        case Type::ratio:
            text += decimal(value, 4) + " %";
            break;
        case Type::money:
            text += (value < 0 ? "-¥" : "¥") + decimal(value < 0 ? -value : value, 2);
            break;
        case Type::duration:
            text += duration(value);
            break;
        case Type::weight:
            text += value % 1000 == 0 && value != 0 ? fmt::format("{} kg", value / 1000)
                                                    : fmt::format("{} g", value);
            break;
        default:
            text += std::to_string(value);
    }
}

std::optional<DivisionRange> division_range(std::string_view digits) {
    constexpr std::size_t longest = 12;
    const bool all_digits = std::all_of(
        digits.begin(), digits.end(), [](char one) { return one >= '0' && one <= '9'; });
    if (!all_digits || digits.size() < 2 || digits.size() > longest) {
        return std::nullopt;
    }
    DivisionRange range;
    for (std::size_t i = 0; i < longest; ++i) {
        const int digit = i < digits.size() ? digits[i] - '0' : 0;
        range.first = range.first * 10 + digit;
        range.last = range.last * 10 + (i < digits.size() ? digit : 9);
    }
    return range;
}

}  // namespace shouxin::policy
