// Is it UTF-8? Pure.
#pragma once

#include <string>
#include <string_view>

namespace shouxin::intake {

bool is_utf8(std::string_view text);

// `text` with U+FFFD for every byte that isn't part of valid UTF-8.
std::string mended_utf8(std::string_view text);

}  // namespace shouxin::intake
