#include "text/letters.h"

namespace shouxin::text {

namespace {

// How many bytes the character that starts here has by its first byte; 0 for one that starts none.
std::size_t length_by(unsigned char lead) {
    return lead < 0x80   ? 1
           : lead < 0xc2 ? 0
           : lead < 0xe0 ? 2
           : lead < 0xf0 ? 3
           : lead < 0xf5 ? 4
                         : 0;
}

// Takes the next code point off `utf8`; of what isn't one, a byte, and gives 0.
std::uint32_t next_code_point(std::string_view& utf8) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    const std::size_t length = length_by(byte(0));
    std::uint32_t point = length < 2 ? byte(0) : byte(0) & (0x7fU >> length);
    bool whole = length > 0 && length <= utf8.size();
    for (std::size_t i = 1; whole && i < length; ++i) {
        whole = (byte(i) & 0xc0U) == 0x80U;
        point = point << 6 | (byte(i) & 0x3fU);
    }
    utf8.remove_prefix(whole ? length : 1);
    return whole ? point : 0;
}

std::uint32_t folded(std::uint32_t point) {
    if (point >= 0xff01 && point <= 0xff5e) {
        point -= 0xfee0;  // full-width forms
    }
    if (point >= 'A' && point <= 'Z') {
        return point + 32;
    }
    const bool ascii_letter = (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
    const bool other_letter = point >= 0xc0 && !(point >= 0x2000 && point <= 0x2bff) &&
                              !(point >= 0x3000 && point <= 0x3004) &&
                              !(point >= 0x3008 && point <= 0x3020) && point != 0x30fb &&
                              !(point >= 0xfe00 && point <= 0xffff) && point < 0x1f000;
    return ascii_letter || other_letter ? point : not_a_letter;
}

}  // namespace

std::uint32_t next_letter(std::string_view& utf8) {
    while (!utf8.empty()) {
        if (const std::uint32_t letter = folded(next_code_point(utf8)); letter != not_a_letter) {
            return letter;
        }
    }
    return not_a_letter;
}

std::u32string letters_of(std::string_view utf8) {
    std::u32string letters;
    for (std::uint32_t letter = next_letter(utf8); letter != not_a_letter;
         letter = next_letter(utf8)) {
        letters += static_cast<char32_t>(letter);
    }
    return letters;
}

}  // namespace shouxin::text
