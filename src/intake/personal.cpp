#include "intake/personal.h"

#include "intake/rfc3339.h"

#include <algorithm>
#include <array>

namespace shouxin::intake {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_province(std::int32_t code) {
    constexpr std::array<std::int8_t, 35> provinces = {
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43,
        44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 91};
    return std::ranges::binary_search(provinces, code);
}

}  // namespace

bool is_mobile_number(std::string_view text) {
    return text.size() == 11 && text[0] == '1' && text[1] >= '3' &&
           std::ranges::all_of(text, is_digit);
}

bool is_id_number(std::string_view text) {
    constexpr std::array<std::int32_t, 17> weights = {
        7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    if (text.size() != 18 || !std::ranges::all_of(text.substr(0, 17), is_digit)) {
        return false;
    }
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * (text[i] - '0');
    }
    const char last = text[17] == 'x' ? 'X' : text[17];
    if (last != "10X98765432"[sum % 11]) {
        return false;
    }
    return is_province((text[0] - '0') * 10 + text[1] - '0') && text.substr(6, 4) >= "1800" &&
           is_compact_date(text.substr(6, 8));
}

}  // namespace shouxin::intake
