// Several short texts in one string, so that ten million actions don't need a hundred million
// small pieces of memory. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::live {

constexpr std::size_t packed_text_max = 500;

// Of a longer text the beginning, cut at a character: so that it can be indexed by any database.
void append_text(std::string& packed, std::string_view text);

// In the order in which they were appended. Views into `packed`.
std::vector<std::string_view> texts_in(std::string_view packed);

}  // namespace shouxin::live
