#include "region/letters.h"

#include "region/code_point.h"
#include "region/data_lines.h"

#include <algorithm>

namespace shouxin::region {

namespace {

constexpr std::size_t plane = 0x10000;
constexpr std::uint32_t full_width_first = 0xff01;
constexpr std::uint32_t full_width_last = 0xff5e;
constexpr std::uint32_t full_width_shift = 0xfee0;

bool parts_letters(std::uint32_t point) {
    return point < 0xc0 || (point >= 0x2000 && point < 0x2c00) ||
           (point >= 0x3000 && point < 0x3021 && point != 0x3007) || point == 0x30fb ||
           (point >= 0xd800 && point < 0xf900) || point >= 0xfe00;
}

Letter plain(std::uint32_t point) {
    if (point >= full_width_first && point <= full_width_last) {
        point -= full_width_shift;
    }
    if (point >= 'A' && point <= 'Z') {
        point += 'a' - 'A';
    }
    const bool ascii = (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
    return ascii || !parts_letters(point) ? static_cast<Letter>(point) : no_letter;
}

}  // namespace

Letters::Letters() : folded_(plane) {
    for (std::uint32_t point = 0; point < plane; ++point) {
        folded_[point] = plain(point);
    }
}

Result<Letters> Letters::parse(std::string_view traditional) {
    Letters letters;
    TRY(DataLines lines, DataLines::open(traditional, "shouxin-traditional 1"));
    for (std::string_view line = lines.next(); !line.empty(); line = lines.next()) {
        while (!line.empty()) {
            std::string_view pair = take_cell(line, ' ');
            const std::uint32_t old = pair.empty() ? 0 : next_code_point(pair);
            const std::uint32_t simple = pair.empty() ? 0 : next_code_point(pair);
            if (old == 0 || simple == 0 || !pair.empty() || std::max(old, simple) >= plane) {
                return lines.wrong("isn't made of pairs of characters");
            }
            letters.folded_[old] = static_cast<Letter>(simple);
        }
    }
    return letters;
}

Letter Letters::next(std::string_view& text) const {
    while (!text.empty()) {
        if (const Letter letter = fold(next_code_point(text)); letter != no_letter) {
            return letter;
        }
    }
    return no_letter;
}

void Letters::read(std::string_view text, std::vector<Glyph>& glyphs) const {
    glyphs.clear();
    text = text.substr(0, UINT32_MAX);
    std::string_view left = text;
    bool parted = true;
    while (!left.empty()) {
        const auto begin = static_cast<std::uint32_t>(text.size() - left.size());
        const Letter letter = fold(next_code_point(left));
        if (letter == no_letter) {
            parted = true;
            continue;
        }
        glyphs.push_back(
            {letter, parted, begin, static_cast<std::uint32_t>(text.size() - left.size())});
        parted = false;
    }
}

}  // namespace shouxin::region
