// Is this text a person's number? Phone and ID numbers of the mainland. Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace shouxin::intake {

// False for most texts, which then are neither.
inline bool may_be_personal(std::string_view text) {
    return text.size() == 11 || text.size() == 18;
}

// 1[3-9] and nine digits, and nothing else.
bool is_mobile_number(std::string_view text);

// Eighteen characters: a province, a birth date from 1800 on, the check digit of
// ISO 7064 MOD 11-2 (GB 11643-1999), and nothing else.
bool is_id_number(std::string_view text);

}  // namespace shouxin::intake
