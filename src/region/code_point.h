// Which character comes next in a text of UTF-8? Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace shouxin::region {

// Takes the next code point off `text`, which isn't empty; of what isn't one, a byte, and gives 0.
inline std::uint32_t next_code_point(std::string_view& text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xc2 ? 0
                               : lead < 0xe0 ? 2
                               : lead < 0xf0 ? 3
                               : lead < 0xf5 ? 4
                                             : 0;
    std::uint32_t point = length < 2 ? lead : lead & (0x7fU >> length);
    bool whole = length > 0 && length <= text.size();
    for (std::size_t i = 1; whole && i < length; ++i) {
        whole = (byte(i) & 0xc0U) == 0x80U;
        point = point << 6U | (byte(i) & 0x3fU);
    }
    const bool surrogate = point >= 0xd800 && point < 0xe000;
    const bool too_long = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    whole = whole && !surrogate && !too_long && point <= 0x10ffff;
    text.remove_prefix(whole ? length : 1);
    return whole ? point : 0;
}

}  // namespace shouxin::region
