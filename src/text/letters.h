// Which letters does a text consist of? Punctuation, space and symbols are left out (spammers vary
// them), ASCII letters lowered, full-width forms halved; bytes that aren't UTF-8 are skipped. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace shouxin::text {

constexpr std::uint32_t not_a_letter = 0;

// Takes the next letter off `utf8`, with what stands before it; at the end, not_a_letter.
std::uint32_t next_letter(std::string_view& utf8);

std::u32string letters_of(std::string_view utf8);

}  // namespace shouxin::text
