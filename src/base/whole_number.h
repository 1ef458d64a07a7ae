// What whole number is this text, and nothing but? Pure.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>

namespace shouxin {

// Decimal; nothing for an empty text, one that goes on behind the number, or a number that T can't
// hold.
template <std::integral T>
std::optional<T> whole_number(std::string_view text) {
    T number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

}  // namespace shouxin
